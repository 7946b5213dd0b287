package dev.dal.store.server;

import dev.dal.store.LaneEvents;
import dev.dal.store.LaneLink;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a lane tells. */
final class LaneLog implements LaneEvents {

    private final List<String> told = new ArrayList<>();

    /** The next events of a lane: as many as asked for, in order. */
    static List<String> next(LaneLink lane, int count) {
        LaneLog log = new LaneLog();
        long deadline = System.nanoTime() + RawClient.SOON_MILLIS * 1_000_000L;
        while (log.told.size() < count) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Only " + log.told);
            }
            lane.await(LaneLink.Seat.WAITER, 100);
            lane.poll(log);
        }
        return log.told;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes).toString();
    }

    private static String name(ObjectId id) {
        return id.low() == 0 ? "declaration" : Integer.toString(id.low());
    }

    @Override
    public void sealed(ObjectId id, long dataSize, long metadataSize) {
        told.add("sealed " + name(id) + " " + dataSize + "+" + metadataSize);
    }

    @Override
    public void deleted(ObjectId id) {
        told.add("deleted " + name(id));
    }

    @Override
    public void arrived(ObjectId id, boolean attached, boolean held, ByteBuffer data, ByteBuffer metadata) {
        String meta = text(metadata);
        told.add((attached ? "attached " : "arrived ") + name(id) + " " + text(data)
                + (meta.isEmpty() ? "" : "|" + meta) + (held ? "" : " unheld"));
    }

    @Override
    public void arrivedAt(ObjectId id, boolean attached, ObjectLocation location) {
        told.add((attached ? "attached " : "arrived ") + name(id) + " at " + location.segment() + ": "
                + location.dataSize() + "+" + location.metadataSize());
    }

    @Override
    public void failed(ObjectId id, boolean exists, long sizeBytes) {
        told.add("failed " + name(id) + (exists ? " exists " : " full ") + sizeBytes);
    }

    @Override
    public void synced(ObjectId token) {
        told.add("synced " + name(token));
    }
}
