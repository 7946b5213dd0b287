package dev.dal.store.server;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.core.ExternalStore;
import dev.dal.store.memory.Region;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The external store {@code hashtable}: a table in the memory of this JVM (plasma-store.md section 7.7). Objects are kept
 * in pieces, so that they may be larger than an array. Used under the store's lock.
 */
final class HashTableStore implements ExternalStore {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final int PIECE_BYTES = 1 << 20;

    private final Segments segments;
    private final Map<ObjectId, byte[][]> copies = new HashMap<>();

    HashTableStore(Segments segments) {
        this.segments = segments;
    }

    @Override
    public boolean write(ObjectId id, ObjectLocation location) {
        try {
            copies.put(id, copy(segments.region(location)));
            return true;
        } catch (OutOfMemoryError full) {
            LOG.warn(
                    "Object {} of {} bytes stays in the store: this JVM has no memory for the external store: {}",
                    id,
                    location.dataSize() + location.metadataSize(),
                    full.getMessage());
            return false;
        }
    }

    private static byte[][] copy(Region object) {
        byte[][] pieces = new byte[Math.toIntExact((object.length() + PIECE_BYTES - 1) / PIECE_BYTES)][];
        for (int i = 0; i < pieces.length; i++) {
            long offset = (long) i * PIECE_BYTES;
            pieces[i] = object.bytes(offset, (int) Math.min(PIECE_BYTES, object.length() - offset));
        }
        return pieces;
    }

    @Override
    public boolean restore(ObjectId id, ObjectLocation location) {
        byte[][] pieces = copies.remove(id);
        if (pieces == null) {
            throw new IllegalStateException("object=" + id + " was not written");
        }
        Region object = segments.region(location);
        long offset = 0;
        for (byte[] piece : pieces) {
            object.window(offset, piece.length).put(piece);
            offset += piece.length;
        }
        return true;
    }

    @Override
    public void remove(ObjectId id) {
        copies.remove(id);
    }
}
