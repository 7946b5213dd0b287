package dev.dal.store.core;

import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The memory that lanes write objects into before these are made (docs/protocol.md section 8.2). It is in blocks of its
 * own, like that of objects, and comes on top of the capacity; only what lies in objects counts.
 */
final class Leases {

    /** The most leases of one lane that were not given up. */
    static final int MOST_COUNT = 1024;

    private final Room room;
    private final long mostBytes;
    private final Map<Client, ClientLeases> byLane = new LinkedHashMap<>();
    private long leasedBytes;

    Leases(Room room) {
        this.room = room;
        this.mostBytes = SegmentPolicy.mostLeasedBytes(room.capacityBytes());
    }

    /** Bytes that are leased and in no object. */
    long leasedBytes() {
        return leasedBytes;
    }

    /** Leases memory to a lane, if there is some without evicting anything; null if not. */
    @Nullable
    LeasedMemory lease(Client lane, long wantedBytes) {
        ClientLeases leases = byLane.get(lane);
        if (wantedBytes <= 0
                || wantedBytes > mostBytes - leasedBytes
                || (leases != null && leases.count() >= MOST_COUNT)) {
            return null;
        }
        Block block = room.lease(wantedBytes);
        if (block == null) {
            return null;
        }
        LeasedMemory lease = new LeasedMemory(block.segmentKey(), block.offset(), block.sizeBytes());
        byLane.computeIfAbsent(lane, key -> new ClientLeases()).add(lease, block);
        leasedBytes += block.sizeBytes();
        return lease;
    }

    /** Whether a place lies in one lease of a lane as a whole, in no object, and may be cut out of it. */
    boolean isLeased(Client lane, ObjectLocation place) {
        ClientLeases leases = byLane.get(lane);
        return leases != null && !leases.isInTooManyPieces() && leases.pieceAround(place) != null;
    }

    /** Takes a place, which is leased, out of its lease: what lies before and behind it stays leased. */
    Block take(Client lane, ObjectLocation place) {
        Block block = cutOut(require(lane), place);
        leasedBytes -= block.sizeBytes();
        return block;
    }

    private ClientLeases require(Client lane) {
        ClientLeases leases = byLane.get(lane);
        if (leases == null) {
            throw new IllegalStateException("lane=" + lane.number + " has no leases");
        }
        return leases;
    }

    private Block cutOut(ClientLeases leases, ObjectLocation place) {
        ClientLeases.Piece piece = leases.pieceAround(place);
        if (piece == null) {
            throw new IllegalStateException(place + " is not leased");
        }
        Block block = piece.block();
        if (block.offset() < place.dataOffset()) {
            block = room.cut(block, place.dataOffset() - block.offset());
        } else {
            leases.removePiece(piece);
        }
        long sizeBytes = RegionAllocator.blockBytes(place.dataSize() + place.metadataSize());
        if (sizeBytes < block.sizeBytes()) {
            leases.addPiece(room.cut(block, sizeBytes), piece.ofLease());
        }
        return block;
    }

    /** The object of a place, which is leased, cannot be made: nobody else gets the place before it is released. */
    void keepRefused(Client lane, ObjectLocation place) {
        ClientLeases leases = require(lane);
        leases.keepRefused(cutOut(leases, place));
    }

    /** Gives the place of an object back that could not be made; false if there was none. */
    boolean releaseRefused(Client lane, ObjectLocation place) {
        ClientLeases leases = byLane.get(lane);
        Block refused = leases == null ? null : leases.takeRefused(place);
        if (refused == null) {
            return false;
        }
        giveBack(refused);
        return true;
    }

    /** Gives back what of a lease is not in objects; false if it is no lease of the lane. */
    boolean giveUp(Client lane, LeasedMemory lease) {
        ClientLeases leases = byLane.get(lane);
        Set<Block> pieces = leases == null ? null : leases.remove(lease);
        if (pieces == null) {
            return false;
        }
        pieces.forEach(this::giveBack);
        return true;
    }

    /** A lane ends. */
    void giveUpAll(Client lane) {
        ClientLeases leases = byLane.remove(lane);
        if (leases != null) {
            leases.forEachBlock(this::giveBack);
        }
    }

    private void giveBack(Block block) {
        leasedBytes -= block.sizeBytes();
        room.endLease(block);
    }

    /** What is leased and in no object, added up one by one. */
    long sumOfBlocks() {
        long[] sum = new long[1];
        forEachBlock(block -> sum[0] += block.sizeBytes());
        return sum[0];
    }

    /** The places where clients may be writing, in no order. */
    List<ObjectLocation> places() {
        List<ObjectLocation> places = new ArrayList<>();
        forEachBlock(block -> places.add(new ObjectLocation(block.segmentKey(), block.offset(), block.sizeBytes(), 0)));
        return places;
    }

    private void forEachBlock(Consumer<Block> visitor) {
        byLane.values().forEach(leases -> leases.forEachBlock(visitor));
    }
}
