package dev.dal.store.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The waiting Gets by deadline: a binary heap in which each knows its place, so that it can leave early. */
final class Deadlines {

    private @Nullable PendingGet[] heap = new PendingGet[16];
    private int size;

    /** The Get whose time is up first; null if there is none. */
    @Nullable
    PendingGet first() {
        return heap[0];
    }

    void add(PendingGet get) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        moveUp(get, size++);
    }

    /** Removes a Get; those without a deadline are ignored. */
    void remove(PendingGet get) {
        int index = get.deadlineIndex;
        if (index < 0) {
            return;
        }
        get.deadlineIndex = -1;
        PendingGet last = heap[--size];
        heap[size] = null;
        if (last != null && last != get) {
            moveUp(last, index);
            if (last.deadlineIndex == index) {
                moveDown(last, index);
            }
        }
    }

    private void moveUp(PendingGet get, int from) {
        int index = from;
        while (index > 0) {
            PendingGet parent = heap[(index - 1) / 2];
            if (parent == null || !isBefore(get, parent)) {
                break;
            }
            put(parent, index);
            index = (index - 1) / 2;
        }
        put(get, index);
    }

    private void moveDown(PendingGet get, int from) {
        int index = from;
        for (int child = earlierChild(index); child < size; child = earlierChild(index)) {
            PendingGet candidate = heap[child];
            if (candidate == null || !isBefore(candidate, get)) {
                break;
            }
            put(candidate, index);
            index = child;
        }
        put(get, index);
    }

    private int earlierChild(int index) {
        int left = 2 * index + 1;
        int right = left + 1;
        if (right >= size) {
            return left;
        }
        PendingGet leftGet = heap[left];
        PendingGet rightGet = heap[right];
        return leftGet != null && rightGet != null && isBefore(rightGet, leftGet) ? right : left;
    }

    /** Of equal deadlines the older Get is first. */
    private static boolean isBefore(PendingGet one, PendingGet other) {
        return one.deadlineNanos != other.deadlineNanos
                ? one.deadlineNanos < other.deadlineNanos
                : one.ticket < other.ticket;
    }

    private void put(PendingGet get, int index) {
        heap[index] = get;
        get.deadlineIndex = index;
    }
}
