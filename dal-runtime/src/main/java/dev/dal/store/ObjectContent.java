package dev.dal.store;

import java.nio.ByteBuffer;

/**
 * An object that is to be made, with its bytes.
 *
 * @param id the new object
 * @param data its data, from position to limit
 * @param metadata its metadata, from position to limit
 */
public record ObjectContent(ObjectId id, ByteBuffer data, ByteBuffer metadata) {

    /**
     * Bytes of data and metadata.
     *
     * @return the sum
     */
    public long sizeBytes() {
        return (long) data.remaining() + metadata.remaining();
    }
}
