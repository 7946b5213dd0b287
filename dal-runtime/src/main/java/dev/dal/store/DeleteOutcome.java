package dev.dal.store;

/** What a Delete did with one object (plasma-store.md section 4.9). */
public enum DeleteOutcome {
    /** The object is gone. */
    DELETED,
    /** There is no such object. */
    NOT_FOUND,
    /** The object is not sealed; it goes when its last reference goes. */
    DEFERRED_UNSEALED,
    /** The object is in use; it goes when its last reference goes. */
    DEFERRED_IN_USE
}
