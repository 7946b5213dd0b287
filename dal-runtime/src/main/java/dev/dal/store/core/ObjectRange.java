package dev.dal.store.core;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Objects that were made and handed over together: one entry for all. They lie side by side in one block, all are owned,
 * and only their maker and the lane that they were handed to hold any. The place of an object within its ids' group of
 * 64 is its bit in the sets of those who hold it.
 */
final class ObjectRange extends ProbingTable.Node implements SealedObject {

    private @Nullable ObjectId first;
    private int count;
    private int sizeBytes;
    private long createTimeSeconds;
    private @Nullable Block block;

    /** Who made the objects, and which of them it holds. */
    @Nullable
    Client maker;

    long heldByMaker;

    /** Who was handed the objects, and which of them it holds. */
    @Nullable
    Client taker;

    long heldByTaker;

    @Nullable
    ObjectRange next;

    void set(@Nullable ObjectId newFirst, int newCount, int newSizeBytes, @Nullable Block newBlock, long nowSeconds) {
        first = newFirst;
        count = newCount;
        sizeBytes = newSizeBytes;
        block = newBlock;
        createTimeSeconds = nowSeconds;
    }

    /** The first object's. */
    @Override
    public ObjectId id() {
        return Objects.requireNonNull(first);
    }

    /** The first object's. */
    @Override
    public ObjectLocation location() {
        return new ObjectLocation(block().segmentKey(), block().offset(), sizeBytes, 0);
    }

    @Override
    public long digest() {
        return 0;
    }

    int count() {
        return count;
    }

    /** Length of each object. */
    int sizeBytes() {
        return sizeBytes;
    }

    /** Whether a lane can hold an object as the only one beside the maker, and does not yet. */
    boolean canBeTakenBy(Client lane, ObjectId id) {
        return lane != maker && (taker == null || taker == lane) && (heldByTaker & bit(id)) == 0;
    }

    /** Has a lane hold an object. */
    void takenBy(Client lane, ObjectId id) {
        taker = lane;
        heldByTaker |= bit(id);
    }

    /** One of the objects. */
    SealedObject object(ObjectId id) {
        long offset = block().offset() + (long) id.placesAfter(id()) * strideBytes();
        return new ObjectOfRange(id, new ObjectLocation(block().segmentKey(), offset, sizeBytes, 0));
    }

    /** One of the objects. */
    private record ObjectOfRange(ObjectId id, ObjectLocation location) implements SealedObject {
        @Override
        public long digest() {
            return 0;
        }
    }

    /** Length of all objects that there were at first: what the range takes as long as there is one. */
    long totalBytes() {
        return (long) count * sizeBytes;
    }

    int strideBytes() {
        return Lane.strideBytes(sizeBytes);
    }

    Block block() {
        return Objects.requireNonNull(block);
    }

    long createTimeSeconds() {
        return createTimeSeconds;
    }

    /** The objects that are there. */
    long present() {
        return heldByMaker | heldByTaker;
    }

    /** How many objects are there one after another from one on, which is there. Another range may have the next. */
    int presentFrom(ObjectId id) {
        long behind = present() >>> id.low(); // a shift takes the last six bits, which are the place in the group
        int most = Long.SIZE - (id.low() & (Lane.MOST_RANGE_COUNT - 1));
        return Math.min(most, Long.numberOfTrailingZeros(~behind));
    }

    boolean contains(ObjectId id) {
        int place = id.placesAfter(id());
        return place >= 0 && place < count && (present() & bit(id)) != 0;
    }

    static long bit(ObjectId id) {
        return 1L << (id.low() & (Lane.MOST_RANGE_COUNT - 1));
    }

    /** The bits of objects whose ids follow each other within one group. */
    static long bits(ObjectId first, int count) {
        return (-1L >>> (Long.SIZE - count)) << (first.low() & (Lane.MOST_RANGE_COUNT - 1));
    }
}
