package dev.dal.store.core;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Open addressing with linear probing over nodes that know their hash and their slot. At most half of the slots are
 * taken. Removal closes the gap it leaves, so that there are no tombstones and no garbage; the table grows and shrinks by
 * factors of two.
 *
 * @param <N> the nodes
 */
abstract class ProbingTable<N extends ProbingTable.Node> {

    private static final int MINIMUM_SLOTS = 64;
    private static final int SPREAD = 0x9E3779B9;

    /** What a node of such a table carries. */
    abstract static class Node {
        int hash;
        int slot;
    }

    private N[] slots = newSlots(MINIMUM_SLOTS);
    private int shift = Integer.numberOfLeadingZeros(MINIMUM_SLOTS - 1);
    private int size;

    /** Number of nodes. */
    final int size() {
        return size;
    }

    /** The slot where the search for a hash begins. */
    final int firstSlot(int hash) {
        return (hash * SPREAD) >>> shift;
    }

    /** The slot to look at after another. */
    final int nextSlot(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /** The node in a slot; null ends a search. */
    final @Nullable N at(int slot) {
        return slots[slot];
    }

    /** Adds a node that is in no table. */
    final void insert(N node, int hash) {
        if (2 * (size + 1) > slots.length) {
            resize(2 * slots.length);
        }
        node.hash = hash;
        place(node);
        size++;
    }

    /** Removes a node of this table. */
    final void remove(N node) {
        closeGap(node.slot);
        size--;
        if (16 * size < slots.length && slots.length > MINIMUM_SLOTS) {
            resize(slots.length / 2);
        }
    }

    /** Visits all nodes in no order. The visitor must not change the table. */
    final void forEach(Consumer<? super N> visitor) {
        for (N node : slots) {
            if (node != null) {
                visitor.accept(node);
            }
        }
    }

    private void place(N node) {
        int slot = firstSlot(node.hash);
        while (slots[slot] != null) {
            slot = nextSlot(slot);
        }
        put(slot, node);
    }

    /** Moves later nodes of the same run back, so that none becomes unreachable. */
    @SuppressWarnings("NullAway") // an empty slot is null
    private void closeGap(int emptied) {
        int gap = emptied;
        int mask = slots.length - 1;
        for (int slot = nextSlot(gap); slots[slot] != null; slot = nextSlot(slot)) {
            N node = slots[slot];
            int distance = (slot - firstSlot(node.hash)) & mask;
            if (distance >= ((slot - gap) & mask)) {
                put(gap, node);
                gap = slot;
            }
        }
        slots[gap] = null;
    }

    private void put(int slot, N node) {
        slots[slot] = node;
        node.slot = slot;
    }

    private void resize(int slotCount) {
        N[] old = slots;
        slots = newSlots(slotCount);
        shift = Integer.numberOfLeadingZeros(slotCount - 1);
        for (N node : old) {
            if (node != null) {
                place(node);
            }
        }
    }

    @SuppressWarnings("unchecked") // the array never leaves this class
    private static <N extends Node> N[] newSlots(int slotCount) {
        return (N[]) new Node[slotCount];
    }
}
