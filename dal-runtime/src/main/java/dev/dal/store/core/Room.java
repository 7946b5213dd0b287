package dev.dal.store.core;

import dev.dal.store.Lane;
import org.jspecify.annotations.Nullable;

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
    Block cut(Block block, long firstBytes) {
        return allocator.cut(block, firstBytes);
    }

    /** Takes a place for objects to come, which does not count before they do; null if there is none. */
    @Nullable
    Block lease(long sizeBytes) {
        try {
            return allocator.allocate(sizeBytes);
        } catch (SegmentRefusedException refusal) {
            return null; // nobody depends on it: objects find their places one by one
        }
    }

    /** Gives back what of such a place is not in objects. */
    void endLease(Block block) {
        allocator.free(block);
    }

    /** An object, for which the capacity has room, lies in such a place from now on. */
    void count(long sizeBytes) {
        usedBytes += sizeBytes;
    }

    /** Gives back the place of an object. */
    void give(Block block, long sizeBytes) {
        allocator.free(block);
        usedBytes -= sizeBytes;
    }
}
