package dev.dal.store.core;

import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is leased to one lane: its leases by place, and in each the pieces that are in no object. What it takes to find a
 * place grows with the logarithm of their number, whatever a client does with them.
 */
final class ClientLeases {

    private static final Comparator<LeasedMemory> BY_PLACE =
            Comparator.comparingInt(LeasedMemory::segment).thenComparingLong(LeasedMemory::offset);

    /** The leases, each with its pieces by their offsets. */
    private final TreeMap<LeasedMemory, TreeMap<Long, Block>> leases = new TreeMap<>(BY_PLACE);

    /** The places of objects that could not be made, and that the lane believes to hold. */
    private final Map<ObjectId, Deque<Block>> refused = new HashMap<>();

    int count() {
        return leases.size();
    }

    void add(LeasedMemory lease, Block block) {
        TreeMap<Long, Block> pieces = new TreeMap<>();
        pieces.put(block.offset(), block);
        leases.put(lease, pieces);
    }

    /** The pieces of the lease in which a place begins; null if there is no such lease. */
    private @Nullable TreeMap<Long, Block> piecesAround(int segment, long offset) {
        Map.Entry<LeasedMemory, TreeMap<Long, Block>> before = leases.floorEntry(new LeasedMemory(segment, offset, 0));
        return before == null || before.getKey().segment() != segment ? null : before.getValue();
    }

    /** The pieces to which a place belongs; null if it does not lie in one of them as a whole. */
    @Nullable
    TreeMap<Long, Block> piecesWith(ObjectLocation place) {
        long offset = place.dataOffset();
        TreeMap<Long, Block> pieces = piecesAround(place.segment(), offset);
        Map.Entry<Long, Block> before = pieces == null ? null : pieces.floorEntry(offset);
        if (before == null || offset % RegionAllocator.ALIGNMENT_BYTES != 0) {
            return null;
        }
        long room = before.getValue().sizeBytes() - (offset - before.getKey());
        boolean fits = place.dataSize() >= 0
                && place.metadataSize() >= 0
                && place.dataSize() <= room
                && place.metadataSize() <= room - place.dataSize()
                && room > 0;
        return fits ? pieces : null;
    }

    /** Ends a lease: its pieces, by their offsets; null if there is no such lease. */
    @Nullable
    TreeMap<Long, Block> remove(LeasedMemory lease) {
        LeasedMemory known = leases.floorKey(lease);
        return lease.equals(known) ? leases.remove(lease) : null;
    }

    /** Keeps the place of an object that could not be made until it is released. */
    void keepRefused(ObjectId id, Block place) {
        refused.computeIfAbsent(id, key -> new ArrayDeque<>(1)).add(place);
    }

    /** The place of an object that could not be made and is kept no longer; null if there is none. */
    @Nullable
    Block takeRefused(ObjectId id) {
        Deque<Block> places = refused.isEmpty() ? null : refused.get(id);
        Block place = places == null ? null : places.poll();
        if (places != null && places.isEmpty()) {
            refused.remove(id);
        }
        return place;
    }

    /** Visits all that is leased and in no object. */
    void forEachBlock(Consumer<Block> visitor) {
        leases.values().forEach(pieces -> pieces.values().forEach(visitor));
        refused.values().forEach(places -> places.forEach(visitor));
    }
}
