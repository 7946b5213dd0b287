package dev.dal.store.server;

import dev.dal.store.EventSink;
import dev.dal.store.ObjectId;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.NotificationCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The end of a subscription's socket that the client kept. */
final class RawSubscriber implements AutoCloseable, EventSink {

    final UnixSocketConnection connection;
    private final Inbox inbox = new Inbox(64 << 20);
    private final Framing framing = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);
    private final List<String> heard = new ArrayList<>();

    RawSubscriber(UnixSocketConnection connection) {
        this.connection = connection;
    }

    @Override
    public void sealed(ObjectId id, long dataSize, long metadataSize) {
        heard.add("sealed " + id.low() + " " + dataSize + "+" + metadataSize);
    }

    @Override
    public void deleted(ObjectId id) {
        heard.add("deleted " + id.low());
    }

    /** The events of the next message. */
    List<String> next() {
        int bytes = framing.completeNotificationBytes(inbox.unread());
        while (bytes == 0) {
            int received = connection.receive(inbox, Deadline.after(RawClient.SOON_MILLIS));
            if (received <= 0) {
                throw new AssertionError("no notification, but " + received);
            }
            bytes = framing.completeNotificationBytes(inbox.unread());
        }
        ByteBuffer notification = Framing.notificationPayload(inbox.unread(), bytes);
        heard.clear();
        NotificationCodec.decode(notification, this);
        inbox.consume(bytes);
        return List.copyOf(heard);
    }

    /** The events of several messages, one each. */
    List<String> next(int count) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.addAll(next());
        }
        return events;
    }

    boolean isSilent() {
        return inbox.size() == 0 && connection.receive(inbox, Deadline.after(50)) == 0;
    }

    boolean isEnded() {
        return inbox.size() == 0
                && connection.receive(inbox, Deadline.after(RawClient.SOON_MILLIS))
                        == UnixSocketConnection.END_OF_STREAM;
    }

    @Override
    public void close() {
        inbox.close();
        connection.close();
    }
}
