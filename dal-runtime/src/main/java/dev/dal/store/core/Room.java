package dev.dal.store.core;

import dev.dal.store.Lane;

/**
 * The capacity and the places behind it. What counts against the capacity is the sum of the requested sizes, nothing
 * else; rounding and fragmentation are the allocator's business.
 */
final class Room {

    private final long capacityBytes;
    private final RegionAllocator allocator;
    private long usedBytes;

    Room(long capacityBytes, SegmentSource source) {
        this.capacityBytes = capacityBytes;
        this.allocator = new RegionAllocator(new SegmentPolicy(capacityBytes), source);
    }

    long capacityBytes() {
        return capacityBytes;
    }

    long usedBytes() {
        return usedBytes;
    }

    long freeBytes() {
        return capacityBytes - usedBytes;
    }

    long reservedBytes() {
        return allocator.reservedBytes();
    }

    /** Takes a place for an object for which the capacity has room. */
    Block take(long sizeBytes) throws SegmentRefusedException {
        Block block = allocator.allocate(sizeBytes);
        usedBytes += sizeBytes;
        return block;
    }

    /** Takes a place for several objects of one length, each of which begins as an object does. */
    Block takeTogether(int count, int sizeBytes) throws SegmentRefusedException {
        Block block = allocator.allocate((long) count * Lane.strideBytes(sizeBytes));
        usedBytes += (long) count * sizeBytes;
        return block;
    }

    /** Cuts off what lies behind the first bytes of a block; both are in use. */
    Block cut(Block block, int firstBytes) {
        return allocator.cut(block, firstBytes);
    }

    /** Gives back the place of an object. */
    void give(Block block, long sizeBytes) {
        allocator.free(block);
        usedBytes -= sizeBytes;
    }
}
