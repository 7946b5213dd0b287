package dev.dal.store;

/**
 * Memory that a store leases to a connection, to write objects there (docs/protocol.md section 8.2). What it holds is
 * undefined.
 *
 * @param segment key of the segment, as in {@link ObjectLocation#segment()}
 * @param offset bytes from the start of the segment, a multiple of 64
 * @param lengthBytes length, a multiple of 64
 */
public record LeasedMemory(int segment, long offset, long lengthBytes) {}
