package dev.dal.store;

/** The state of an object in a store, with the numbers and names of plasma-store.md section 4. */
public enum ObjectState {
    /** Created, being written, invisible to Get. */
    CREATED,
    /** Immutable and visible to everybody. */
    SEALED,
    /** Moved to the store's external store, from where a Get brings it back. */
    EVICTED
}
