package dev.dal.value;

import dev.dal.ipc.FormatException;

/**
 * What a value may become in memory. Offsets of unions and lists may refer to the same cells many times, so that few
 * bytes could describe endlessly much; no writer does that.
 */
final class ReadBudget {

    /** Cells take at least five bytes in an object. */
    private long left;

    ReadBudget(long objectBytes) {
        this.left = objectBytes + 1;
    }

    /**
     * Spends a part.
     *
     * @param bytes bytes of the cell that is read
     * @throws FormatException if more is read than the object has
     */
    void spend(long bytes) {
        left -= 1 + bytes;
        if (left < 0) {
            throw FormatException.of("Value", "more content than its bytes can hold", "cells that are not shared");
        }
    }
}
