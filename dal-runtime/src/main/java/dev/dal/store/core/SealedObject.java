package dev.dal.store.core;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;

/** What a notification tells about a sealed object. Valid only during the call that hands it over. */
public interface SealedObject {

    /**
     * The object's name.
     *
     * @return the id
     */
    ObjectId id();

    /**
     * Where the object lies and how long it is.
     *
     * @return the location
     */
    ObjectLocation location();

    /**
     * The digest that the object was sealed with.
     *
     * @return the eight bytes as a little-endian number
     */
    long digest();
}
