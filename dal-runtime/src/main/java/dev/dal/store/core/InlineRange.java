package dev.dal.store.core;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;

/**
 * Objects of equal length without metadata, whose ids follow each other and whose bytes travel with the request that makes
 * them (docs/protocol.md). The core decides where they are written.
 */
public interface InlineRange {

    /**
     * The first object.
     *
     * @return its id; the others are {@linkplain ObjectId#plus after} it
     */
    ObjectId first();

    /**
     * Number of objects.
     *
     * @return at least 1
     */
    int count();

    /**
     * Length of the data of each.
     *
     * @return bytes
     */
    int sizeBytes();

    /**
     * Copies the data of all to where they lie, {@linkplain Lane#strideBytes from one to the next} a multiple of 64 bytes.
     * Must not call the core. If it throws, nothing of the request stays.
     *
     * @param segment key of the segment
     * @param offset where the first begins in the segment
     */
    void writeTo(int segment, long offset);
}
