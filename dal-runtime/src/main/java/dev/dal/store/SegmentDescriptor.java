package dev.dal.store;

/**
 * A segment of shared memory as a store hands it out.
 *
 * @param key key of the segment, as in {@link ObjectLocation#segment()}
 * @param fd file descriptor; whoever receives this record maps it and closes it
 * @param lengthBytes usable length in bytes
 */
public record SegmentDescriptor(int key, int fd, long lengthBytes) {}
