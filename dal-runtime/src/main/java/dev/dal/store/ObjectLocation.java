package dev.dal.store;

/**
 * Where an object lies: a segment and the places of its data and metadata there (plasma-store.md sections 2.1 and 3.4).
 *
 * @param segment key of the segment; unique for the life of the store
 * @param dataOffset bytes from the start of the segment to the data
 * @param dataSize length of the data in bytes
 * @param metadataSize length in bytes of the metadata, which begin where the data end
 */
public record ObjectLocation(int segment, long dataOffset, long dataSize, long metadataSize) {

    /**
     * Where the metadata begin.
     *
     * @return bytes from the start of the segment
     */
    public long metadataOffset() {
        return dataOffset + dataSize;
    }
}
