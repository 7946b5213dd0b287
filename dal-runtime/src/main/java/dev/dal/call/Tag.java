package dev.dal.call;

import dev.dal.store.ObjectId;

/**
 * A tag output of a processing function: it says that the function has returned, and nothing else. The function need not
 * do anything with it. Immutable.
 */
public final class Tag {

    private final ObjectId id;

    Tag(ObjectId id) {
        this.id = id;
    }

    /**
     * The object that the tag becomes when the function has returned.
     *
     * @return its id
     */
    public ObjectId id() {
        return id;
    }

    @Override
    public String toString() {
        return "Tag " + id;
    }
}
