package dev.dal.store.core;

import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectLocation;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is leased to one lane: its leases, and the pieces of them that are in no object, by place. What it takes to find a
 * place grows with the logarithm of the number of pieces, whatever a client does with them.
 *
 * <p>Leases may overlap, since what objects of one have left is leased again; pieces do not.
 */
final class ClientLeases {

    /** Of objects too long to travel in a frame, all that may be leased has half as many places. */
    static final int MOST_PIECES = 16_384;

    /** Where a piece begins. */
    private record Place(int segment, long offset) {
        static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::segment).thenComparingLong(Place::offset);
    }

    /** A part of a lease that is in no object, and all such parts of the lease. */
    record Piece(Block block, Set<Block> ofLease) {}

    private final TreeMap<Place, Piece> pieces = new TreeMap<>(Place.ORDER);

    /** The pieces of each lease. Of several leases of one place the former have none any more. */
    private final Map<LeasedMemory, Deque<Set<Block>>> leases = new HashMap<>();

    private int count;

    /** The places of objects that could not be made, and that the lane believes to hold. */
    private final Map<Place, Block> refused = new HashMap<>();

    /** Whether objects have left more pieces than any client needs. */
    boolean isInTooManyPieces() {
        return pieces.size() + refused.size() >= MOST_PIECES;
    }

    /** The number of leases that were not given up. */
    int count() {
        return count;
    }

    void add(LeasedMemory place, Block block) {
        Set<Block> ofLease = new HashSet<>();
        leases.computeIfAbsent(place, key -> new ArrayDeque<>(1)).add(ofLease);
        count++;
        addPiece(block, ofLease);
    }

    void addPiece(Block block, Set<Block> ofLease) {
        ofLease.add(block);
        pieces.put(new Place(block.segmentKey(), block.offset()), new Piece(block, ofLease));
    }

    void removePiece(Piece piece) {
        Block block = piece.block();
        piece.ofLease().remove(block);
        pieces.remove(new Place(block.segmentKey(), block.offset()));
    }

    /** The piece in which a place lies as a whole; null if there is none. */
    @Nullable
    Piece pieceAround(ObjectLocation place) {
        long offset = place.dataOffset();
        Map.Entry<Place, Piece> before = pieces.floorEntry(new Place(place.segment(), offset));
        if (before == null
                || before.getKey().segment() != place.segment()
                || offset % RegionAllocator.ALIGNMENT_BYTES != 0) {
            return null;
        }
        Piece piece = before.getValue();
        long room = piece.block().sizeBytes() - (offset - before.getKey().offset());
        boolean fits = room > 0
                && place.dataSize() >= 0
                && place.metadataSize() >= 0
                && place.dataSize() <= room
                && place.metadataSize() <= room - place.dataSize();
        return fits ? piece : null;
    }

    /** Ends a lease: its pieces; null if there is no such lease. */
    @Nullable
    Set<Block> remove(LeasedMemory place) {
        Deque<Set<Block>> known = leases.get(place);
        Set<Block> ended = known == null ? null : known.poll();
        if (known == null || ended == null) {
            return null;
        }
        if (known.isEmpty()) {
            leases.remove(place);
        }
        count--;
        ended.forEach(block -> pieces.remove(new Place(block.segmentKey(), block.offset())));
        return ended;
    }

    /** Keeps the place of an object that could not be made until it is released. */
    void keepRefused(Block place) {
        refused.put(new Place(place.segmentKey(), place.offset()), place);
    }

    /** The place of an object that could not be made and is kept no longer; null if there is none. */
    @Nullable
    Block takeRefused(ObjectLocation place) {
        return refused.isEmpty() ? null : refused.remove(new Place(place.segment(), place.dataOffset()));
    }

    /** Visits all that is leased and in no object. */
    void forEachBlock(Consumer<Block> visitor) {
        pieces.values().forEach(piece -> visitor.accept(piece.block()));
        refused.values().forEach(visitor);
    }
}
