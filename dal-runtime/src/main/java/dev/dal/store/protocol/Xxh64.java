package dev.dal.store.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The hash XXH64 with seed 0, of bytes that come in pieces (algorithm: xxHash fast digest algorithm specification,
 * version 0.1.1). Not thread-safe.
 */
final class Xxh64 {

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    /** The sum of the first two, in 64 bits. */
    private static final long PRIMES_1_AND_2 = 0x60EA27EEADC0B5D6L;

    private static final int STRIPE_BYTES = 32;

    /** What did not make up a whole stripe yet. */
    private final ByteBuffer rest = ByteBuffer.allocate(STRIPE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private long lane1 = PRIMES_1_AND_2;
    private long lane2 = PRIME_2;
    private long lane3;
    private long lane4 = -PRIME_1;
    private long total;

    /**
     * Adds bytes.
     *
     * @param bytes from position to limit; little-endian; not changed
     */
    void update(ByteBuffer bytes) {
        int position = bytes.position();
        int end = bytes.limit();
        total += end - position;
        if (rest.position() > 0) {
            int missing = Math.min(rest.remaining(), end - position);
            rest.put(rest.position(), bytes, position, missing);
            rest.position(rest.position() + missing);
            position += missing;
            if (rest.hasRemaining()) {
                return;
            }
            stripes(rest, 0, STRIPE_BYTES);
            rest.clear();
        }
        int whole = position + (end - position) / STRIPE_BYTES * STRIPE_BYTES;
        stripes(bytes, position, whole);
        rest.put(0, bytes, whole, end - whole);
        rest.position(end - whole);
    }

    private void stripes(ByteBuffer bytes, int from, int to) {
        long one = lane1;
        long two = lane2;
        long three = lane3;
        long four = lane4;
        for (int at = from; at < to; at += STRIPE_BYTES) {
            one = round(one, bytes.getLong(at));
            two = round(two, bytes.getLong(at + 8));
            three = round(three, bytes.getLong(at + 16));
            four = round(four, bytes.getLong(at + 24));
        }
        lane1 = one;
        lane2 = two;
        lane3 = three;
        lane4 = four;
    }

    /** The hash of all bytes so far. */
    long value() {
        long hash = total < STRIPE_BYTES ? PRIME_5 : mergedLanes();
        hash += total;
        int at = 0;
        for (; at + Long.BYTES <= rest.position(); at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, rest.getLong(at)), 27) * PRIME_1 + PRIME_4;
        }
        if (at + Integer.BYTES <= rest.position()) {
            long word = Integer.toUnsignedLong(rest.getInt(at));
            hash = Long.rotateLeft(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += Integer.BYTES;
        }
        for (; at < rest.position(); at++) {
            hash = Long.rotateLeft(hash ^ Byte.toUnsignedLong(rest.get(at)) * PRIME_5, 11) * PRIME_1;
        }
        return avalanche(hash);
    }

    private long mergedLanes() {
        long hash = Long.rotateLeft(lane1, 1)
                + Long.rotateLeft(lane2, 7)
                + Long.rotateLeft(lane3, 12)
                + Long.rotateLeft(lane4, 18);
        hash = merge(hash, lane1);
        hash = merge(hash, lane2);
        hash = merge(hash, lane3);
        return merge(hash, lane4);
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long avalanche(long hash) {
        long mixed = (hash ^ hash >>> 33) * PRIME_2;
        mixed = (mixed ^ mixed >>> 29) * PRIME_3;
        return mixed ^ mixed >>> 32;
    }
}
