package dev.dal.store.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The digest of an object as Plasma's clients compute it (plasma-store.md section 5): XXH64 of the data, or of nine
 * hashes of parts of them if they are long, and of the metadata. On the wire it is written little-endian.
 */
public final class PlasmaDigest {

    /** The digest of objects whose maker did not want to spend the time. */
    public static final long NONE = 0;

    private static final long LONG_DATA_BYTES = 1 << 20;
    private static final int CHUNKS = 8;
    private static final int BLOCK_BYTES = 64;
    private static final int LARGEST_PIECE_BYTES = 64 << 20;

    private PlasmaDigest() {}

    /** Bytes that may be too many for one buffer. */
    @FunctionalInterface
    public interface Source {

        /**
         * A part of the bytes.
         *
         * @param offset its first byte
         * @param lengthBytes its length
         * @return a buffer with these bytes from position to limit, not to be changed
         */
        ByteBuffer piece(long offset, int lengthBytes);
    }

    /**
     * The digest of an object.
     *
     * @param data its data, from position to limit; not changed
     * @param metadata its metadata, from position to limit; not changed
     * @return the digest
     */
    public static long of(ByteBuffer data, ByteBuffer metadata) {
        return of(data.remaining(), source(data), metadata.remaining(), source(metadata));
    }

    private static Source source(ByteBuffer bytes) {
        return (offset, length) -> bytes.slice(bytes.position() + (int) offset, length);
    }

    /**
     * The digest of an object of any length.
     *
     * @param dataSize bytes of data
     * @param data the data
     * @param metadataSize bytes of metadata
     * @param metadata the metadata
     * @return the digest
     */
    public static long of(long dataSize, Source data, long metadataSize, Source metadata) {
        Xxh64 hash = new Xxh64();
        if (dataSize < LONG_DATA_BYTES) {
            update(hash, data, 0, dataSize);
        } else {
            hash.update(chunkHashes(dataSize, data));
        }
        update(hash, metadata, 0, metadataSize);
        return hash.value();
    }

    /** The hashes of eight equal chunks, and of what is left behind them. */
    private static ByteBuffer chunkHashes(long dataSize, Source data) {
        long chunkBytes = dataSize / BLOCK_BYTES / CHUNKS * BLOCK_BYTES;
        ByteBuffer hashes = ByteBuffer.allocate((CHUNKS + 1) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i <= CHUNKS; i++) {
            long length = i < CHUNKS ? chunkBytes : dataSize - CHUNKS * chunkBytes;
            Xxh64 hash = new Xxh64();
            update(hash, data, i * chunkBytes, length);
            hashes.putLong(hash.value());
        }
        return hashes.flip();
    }

    private static void update(Xxh64 hash, Source source, long offset, long length) {
        for (long done = 0; done < length; done += LARGEST_PIECE_BYTES) {
            int step = (int) Math.min(length - done, LARGEST_PIECE_BYTES);
            hash.update(source.piece(offset + done, step).order(ByteOrder.LITTLE_ENDIAN));
        }
    }
}
