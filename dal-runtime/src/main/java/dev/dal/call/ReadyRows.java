package dev.dal.call;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Rows that can run, in the order of {@link IncomingRow#ORDER}. Most become ready in that order, which costs nothing. */
final class ReadyRows {

    private final ArrayDeque<IncomingRow> inOrder = new ArrayDeque<>();
    private final PriorityQueue<IncomingRow> others = new PriorityQueue<>(IncomingRow.ORDER);

    void add(IncomingRow row) {
        IncomingRow last = inOrder.peekLast();
        if (last == null || IncomingRow.ORDER.compare(last, row) < 0) {
            inOrder.add(row);
        } else {
            others.add(row);
        }
    }

    boolean isEmpty() {
        return inOrder.isEmpty() && others.isEmpty();
    }

    /** Takes the first row; null if there is none. */
    @Nullable
    IncomingRow poll() {
        IncomingRow first = inOrder.peek();
        IncomingRow other = others.peek();
        return first == null || (other != null && IncomingRow.ORDER.compare(other, first) < 0)
                ? others.poll()
                : inOrder.poll();
    }
}
