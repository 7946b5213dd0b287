package dev.dal.store.server;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.core.InlineObject;
import java.nio.ByteBuffer;

/**
 * An object whose bytes came with a request.
 *
 * @param id the object
 * @param data its data, from position to limit
 * @param metadata its metadata, from position to limit
 * @param digest its digest
 * @param segments where it is written
 */
record InlineBytes(ObjectId id, ByteBuffer data, ByteBuffer metadata, long digest, Segments segments)
        implements InlineObject {

    @Override
    public long dataSize() {
        return data.remaining();
    }

    @Override
    public long metadataSize() {
        return metadata.remaining();
    }

    @Override
    public void writeTo(ObjectLocation location) {
        segments.write(location, data, metadata);
    }
}
