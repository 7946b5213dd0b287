package dev.dal.store.core;

/**
 * How a request ended. There are no other codes that the original client understands in answers other than that of
 * Delete (plasma-store.md section 1.7).
 */
public enum Outcome {
    /** Done. */
    OK,
    /** An object of this id is there already, in whatever state. */
    OBJECT_EXISTS,
    /** There is no object of this id. */
    OBJECT_NOT_FOUND,
    /** There is no room, or the size is not one an object can have. */
    OUT_OF_MEMORY,
    /** The place where an object is said to lie is not leased to who says so; never in an answer. */
    NOT_LEASED
}
