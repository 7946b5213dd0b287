package dev.dal.store.core;

/**
 * How large the next segment shall be. The first has the capacity, but at most 64 MiB; each later one is twice as large
 * as the one before or as large as is needed, but not larger than what is still missing to the capacity. Rounding to 64
 * bytes and fragmentation may demand more than the capacity: then segments grow by a sixteenth of it, until twice the
 * capacity is reserved. All of it has 1 MiB on top.
 */
final class SegmentPolicy {

    /** Segments are multiples of this many bytes. */
    static final long PAGE_BYTES = 4096;

    private static final long FIRST_BYTES = 64L << 20;
    private static final long EXTRA_BYTES = 1L << 20;

    /** The most that may be leased at a time, and the part of the capacity that is. */
    private static final long MOST_LEASED_BYTES = 64L << 20;

    private static final int LEASED_SHARE = 8;

    /** No segment is larger; keeps all sums below 2⁶³. */
    private static final long MAXIMUM_BYTES = 1L << 56;

    private final long capacityBytes;
    private final long limitBytes;

    SegmentPolicy(long capacityBytes) {
        this.capacityBytes = Math.min(capacityBytes, MAXIMUM_BYTES);
        this.limitBytes = pages(2 * this.capacityBytes + EXTRA_BYTES);
    }

    /** Whether segments have more together than an unfragmented store can need, with all that may be leased. */
    boolean isExcess(long reservedBytes) {
        return reservedBytes > pages(capacityBytes + mostLeasedBytes(capacityBytes) + EXTRA_BYTES);
    }

    /** The most that may be leased at a time, on top of a capacity. */
    static long mostLeasedBytes(long capacityBytes) {
        return Math.min(MOST_LEASED_BYTES, capacityBytes / LEASED_SHARE);
    }

    /** The most that all segments together may have. */
    long limitBytes() {
        return limitBytes;
    }

    /**
     * Size of the next segment.
     *
     * @param neededBytes what must fit
     * @param reservedBytes what the existing segments have together
     * @param lastBytes what the last segment made had; 0 before the first
     * @return bytes, a multiple of {@link #PAGE_BYTES}
     * @throws SegmentRefusedException if the segments would have more than the limit together
     */
    long nextSize(long neededBytes, long reservedBytes, long lastBytes) throws SegmentRefusedException {
        long room = limitBytes - reservedBytes;
        if (neededBytes > room) {
            throw new SegmentRefusedException("no free range of " + neededBytes + " bytes, and a further segment would"
                    + " exceed the limit: reserved=" + reservedBytes + " limit=" + limitBytes);
        }
        long wanted = lastBytes == 0 ? Math.min(capacityBytes, FIRST_BYTES) : 2 * lastBytes;
        long missing = capacityBytes + EXTRA_BYTES - reservedBytes;
        long step = Math.max(missing, Math.max(EXTRA_BYTES, capacityBytes / 16));
        return Math.min(pages(Math.max(neededBytes, Math.min(wanted, step))), room);
    }

    /** Rounds up to whole pages. */
    static long pages(long bytes) {
        return (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    }
}
