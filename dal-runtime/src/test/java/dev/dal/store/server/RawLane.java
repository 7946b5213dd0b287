package dev.dal.store.server;

import dev.dal.store.Lane;
import dev.dal.store.LaneEvents;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.protocol.EventsCodec;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.ItemWriter;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.SubmitCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lane over sockets, for a single thread. */
final class RawLane implements LaneLink {

    private final RawClient client;
    private final UnixSocketConnection events;
    final @Nullable RawRings rings;
    private final Inbox inbox = new Inbox(64 << 20);
    private final Framing framing = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);
    private final ItemWriter writer = new ItemWriter(MessageType.SUBMIT);
    private final Lane encoder = SubmitCodec.encoder(writer);

    RawLane(RawClient client, UnixSocketConnection events) {
        this(client, events, null);
    }

    RawLane(RawClient client, UnixSocketConnection events, @Nullable RawRings rings) {
        this.client = client;
        this.events = events;
        this.rings = rings;
    }

    @Override
    public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
        encoder.publish(id, flags, needs, data, metadata);
    }

    @Override
    public void sealAt(ObjectId id, int flags, List<ObjectId> needs, ObjectLocation place) {
        encoder.sealAt(id, flags, needs, place);
    }

    @Override
    public void releaseAt(ObjectId id, ObjectLocation place) {
        encoder.releaseAt(id, place);
    }

    @Override
    public void giveUp(LeasedMemory lease) {
        encoder.giveUp(lease);
    }

    @Override
    public void release(ObjectId id) {
        encoder.release(id);
    }

    @Override
    public void await(ObjectId id) {
        encoder.await(id);
    }

    @Override
    public void watch(int prefix) {
        encoder.watch(prefix);
    }

    @Override
    public void unwatch(int prefix) {
        encoder.unwatch(prefix);
    }

    @Override
    public void sync(ObjectId token) {
        encoder.sync(token);
    }

    @Override
    public void flushUrgent() {
        flush();
    }

    @Override
    public void flush() {
        client.send(writer.finish());
        writer.clear();
    }

    @Override
    public void await(Seat seat, long timeoutMillis) {
        if (framing.completeFrameBytes(inbox.unread()) == 0) {
            if (rings != null) {
                rings.awaitInto(inbox, Deadline.after(timeoutMillis));
            } else if (events.receive(inbox, Deadline.after(timeoutMillis)) == UnixSocketConnection.END_OF_STREAM) {
                throw new AssertionError("The lane has ended.");
            }
        }
    }

    /** Whether the store closes the socket of the lane. */
    boolean isClosedByStore() {
        return events.receive(inbox, Deadline.after(RawClient.SOON_MILLIS)) == UnixSocketConnection.END_OF_STREAM;
    }

    @Override
    public int poll(LaneEvents sink) {
        int told = 0;
        int bytes = framing.completeFrameBytes(inbox.unread());
        while (bytes > 0) {
            if (Framing.type(inbox.unread()) != MessageType.EVENTS) {
                throw new AssertionError("not EVENTS");
            }
            told += EventsCodec.decode(Framing.payload(inbox.unread(), bytes), sink);
            inbox.consume(bytes);
            bytes = framing.completeFrameBytes(inbox.unread());
        }
        return told;
    }

    @Override
    public void wakeUp(Seat seat) {
        throw new UnsupportedOperationException("nobody else waits here");
    }

    @Override
    public void close() {
        inbox.close();
        events.close();
    }
}
