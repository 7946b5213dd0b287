package dev.dal.store.protocol;

/**
 * A segment as replies name it (plasma-store.md section 3.4).
 *
 * @param key key of the segment
 * @param announcedBytes the announced length, 8 more than the usable one
 */
public record AnnouncedSegment(int key, long announcedBytes) {

    /** What is announced beyond the usable length. */
    private static final long TRAILER_BYTES = 8;

    /**
     * A segment of a usable length.
     *
     * @param key key of the segment
     * @param usableBytes usable length
     * @return the segment as it is announced
     */
    public static AnnouncedSegment ofUsable(int key, long usableBytes) {
        return new AnnouncedSegment(key, usableBytes + TRAILER_BYTES);
    }

    /**
     * What can be mapped.
     *
     * @return usable length in bytes; not positive if the announcement makes no sense
     */
    public long usableBytes() {
        return announcedBytes - TRAILER_BYTES;
    }
}
