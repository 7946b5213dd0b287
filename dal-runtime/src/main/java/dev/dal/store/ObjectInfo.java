package dev.dal.store;

/**
 * One line of a store's List answer.
 *
 * @param id the object
 * @param dataSize length of the data in bytes
 * @param metadataSize length of the metadata in bytes
 * @param refCount number of connections that hold the object
 * @param createTimeSeconds Unix time of the creation
 * @param constructDurationSeconds whole seconds from creation to seal; −1 while unsealed
 * @param digest the digest as a little-endian number; 0 while unsealed
 * @param sealed whether the object is sealed
 */
public record ObjectInfo(
        ObjectId id,
        long dataSize,
        long metadataSize,
        int refCount,
        long createTimeSeconds,
        long constructDurationSeconds,
        long digest,
        boolean sealed) {

    /**
     * What the object counts against the store's capacity.
     *
     * @return bytes of data and metadata
     */
    public long sizeBytes() {
        return dataSize + metadataSize;
    }
}
