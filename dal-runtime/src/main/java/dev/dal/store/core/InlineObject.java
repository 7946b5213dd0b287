package dev.dal.store.core;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;

/** An object whose bytes travel with the request that makes it. The core decides when and where they are written. */
public interface InlineObject {

    /**
     * The object to make.
     *
     * @return its id
     */
    ObjectId id();

    /**
     * Length of the data.
     *
     * @return bytes
     */
    long dataSize();

    /**
     * Length of the metadata.
     *
     * @return bytes
     */
    long metadataSize();

    /**
     * The digest to seal the object with.
     *
     * @return the eight bytes as a little-endian number
     */
    long digest();

    /**
     * Copies data and metadata to where the object lies. Must not call the core. If it throws, nothing of the request
     * stays.
     *
     * @param location the object's place; its sizes are those told here
     */
    void writeTo(ObjectLocation location);
}
