package dev.dal.store.protocol;

import dev.dal.store.StoreProtocolException;

/** The error numbers of replies (plasma-store.md section 1.7). */
public enum PlasmaError {
    /** All is well. */
    OK(0),
    /** The id is in use, in whatever state. */
    OBJECT_EXISTS(1),
    /** There is no such object. */
    OBJECT_NOT_FOUND(2),
    /** There is no room. */
    OUT_OF_MEMORY(3),
    /** The object is not sealed; in replies to Delete only. */
    OBJECT_NOT_SEALED(4),
    /** The object is in use; in replies to Delete only. */
    OBJECT_IN_USE(5);

    private static final PlasmaError[] BY_NUMBER = values();

    private final int number;

    PlasmaError(int number) {
        this.number = number;
    }

    /**
     * The number on the wire.
     *
     * @return the number
     */
    public int number() {
        return number;
    }

    /**
     * The error of a number.
     *
     * @param number the number on the wire
     * @return the error
     * @throws StoreProtocolException if there is none
     */
    public static PlasmaError of(int number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new StoreProtocolException(
                    "Found error number " + number + "; expected 0 to " + (BY_NUMBER.length - 1) + ".");
        }
        return BY_NUMBER[number];
    }
}
