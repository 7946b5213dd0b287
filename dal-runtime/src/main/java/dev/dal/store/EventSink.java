package dev.dal.store;

/** What a subscriber hears, in the order in which it happened. */
public interface EventSink {

    /**
     * An object was sealed and can be read.
     *
     * @param id the object
     * @param dataSize length of its data in bytes
     * @param metadataSize length of its metadata in bytes
     */
    void sealed(ObjectId id, long dataSize, long metadataSize);

    /**
     * An object was deleted or evicted.
     *
     * @param id the object
     */
    void deleted(ObjectId id);
}
