package dev.dal.store.server;

import dev.dal.store.Lane;
import dev.dal.store.LaneEvents;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.core.SealedObject;
import dev.dal.store.protocol.EventsCodec;
import dev.dal.store.protocol.ItemWriter;
import dev.dal.store.protocol.MessageType;
import java.nio.ByteBuffer;

/**
 * What one lane is told, gathered into frames. That objects are gone is not worth a frame of its own: it goes with the
 * next, or a little later. Used under the store's lock.
 */
abstract class LaneProxy implements LaneRecipient {

    /** A frame that has become longer than this is not added to. */
    private static final int LONGEST_FRAME_BYTES = 1 << 20;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Segments segments;
    private final LaneFlushes flushes;
    private ItemWriter writer = new ItemWriter(MessageType.EVENTS);
    private LaneEvents events = EventsCodec.encoder(writer);

    LaneProxy(Segments segments, LaneFlushes flushes) {
        this.segments = segments;
        this.flushes = flushes;
    }

    /** Whether the lane's client has a segment. */
    abstract boolean knowsSegment(int key);

    /** Whether the client has left so much unread that it is told of objects, but not handed any. */
    abstract boolean isCongested();

    /** Passes on what was gathered; called soon after there is something, and never with nothing. */
    abstract void flush();

    /** What was gathered. */
    final ItemWriter gathered() {
        return writer;
    }

    /** Goes on gathering somewhere else, and gives out what was gathered. */
    final ItemWriter exchange(ItemWriter empty) {
        ItemWriter full = writer;
        writer = empty;
        events = EventsCodec.encoder(empty);
        return full;
    }

    @Override
    public final boolean takes(SealedObject object) {
        return !isCongested()
                && (isShort(object) || knowsSegment(object.location().segment()));
    }

    private static boolean isShort(SealedObject object) {
        ObjectLocation location = object.location();
        return location.dataSize() + location.metadataSize() <= Lane.INLINE_BYTES;
    }

    @Override
    public final void announced(SealedObject object) {
        ObjectLocation location = object.location();
        events.sealed(object.id(), location.dataSize(), location.metadataSize());
        told();
    }

    @Override
    public final void arrived(SealedObject object, boolean attached, boolean held) {
        ObjectLocation location = object.location();
        if (isShort(object)) {
            ByteBuffer data = look(location.segment(), location.dataOffset(), location.dataSize());
            ByteBuffer metadata = location.metadataSize() == 0
                    ? NOTHING
                    : segments.region(location).window(location.dataSize(), (int) location.metadataSize());
            events.arrived(object.id(), attached, held, data, metadata);
        } else {
            events.arrivedAt(object.id(), attached, location);
        }
        told();
    }

    @Override
    public final void arrivedRange(SealedObject first, int count, int strideBytes) {
        ObjectLocation location = first.location();
        ByteBuffer all = look(location.segment(), location.dataOffset(), (long) count * strideBytes);
        events.arrivedRange(first.id(), count, (int) location.dataSize(), all);
        told();
    }

    private ByteBuffer look(int segment, long offset, long lengthBytes) {
        return segments.look(segment, offset, (int) lengthBytes);
    }

    @Override
    public final void gone(ObjectId id) {
        events.deleted(id);
        flushes.later(this);
    }

    /** An object that the lane wanted to make is not there. */
    final void failed(ObjectId id, boolean exists, long sizeBytes) {
        events.failed(id, exists, sizeBytes);
        told();
    }

    /** Everything so far has been told. */
    final void synced(ObjectId token) {
        events.synced(token);
        told();
    }

    private void told() {
        if (writer.frameBytes() > LONGEST_FRAME_BYTES) {
            flush();
        } else {
            flushes.soon(this);
        }
    }
}
