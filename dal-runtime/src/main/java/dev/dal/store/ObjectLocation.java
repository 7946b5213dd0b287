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

    /**
     * Whether the numbers can be those of an object in some segment.
     *
     * @return false if one of them is negative, or the end of the object lies behind 2⁶³ − 1
     */
    public boolean isPlace() {
        return dataOffset >= 0
                && dataSize >= 0
                && metadataSize >= 0
                && metadataOffset() >= 0
                && metadataOffset() + metadataSize >= 0;
    }
}
