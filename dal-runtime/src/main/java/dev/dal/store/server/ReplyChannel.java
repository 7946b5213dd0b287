package dev.dal.store.server;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.protocol.Framing;
import dev.dal.store.transport.Outbox;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The way of answers to one socket client. Sends at once what the client has room for and queues the rest; after a
 * failure everything is dropped, and whoever owns the client asks for the {@link #failure}.
 */
final class ReplyChannel {

    /** With more than this unread, a client's next requests wait until it has read. */
    static final int CONGESTION_BYTES = 1 << 20;

    /** The most that may wait for a client: more than the longest answer that its peer would accept. */
    static final int MOST_QUEUED_BYTES = Framing.DEFAULT_LONGEST_PAYLOAD_BYTES + 2 * CONGESTION_BYTES;

    private final UnixSocketConnection connection;
    private final Outbox outbox = new Outbox(MOST_QUEUED_BYTES);
    private final Runnable onChange;
    private @Nullable StoreConnectionException failure;

    /**
     * A channel.
     *
     * @param connection the client's connection; stays the caller's
     * @param onChange called when something waits to be sent, or sending has failed; may be in the middle of a request
     */
    ReplyChannel(UnixSocketConnection connection, Runnable onChange) {
        this.connection = connection;
        this.onChange = onChange;
    }

    void send(ByteBuffer frame) {
        if (failure != null) {
            return;
        }
        try {
            connection.sendOrQueue(frame, outbox);
            reportQueued();
        } catch (StoreConnectionException e) {
            fail(e);
        }
    }

    /** Sends a descriptor, which stays the caller's. */
    void sendDescriptor(int fd) {
        if (failure != null) {
            return;
        }
        try {
            outbox.addDescriptor(fd);
            connection.flush(outbox);
            reportQueued();
        } catch (StoreConnectionException e) {
            fail(e);
        }
    }

    /** Sends what the client has room for by now. */
    void flush() {
        if (failure != null) {
            return;
        }
        try {
            connection.flush(outbox);
            onChange.run();
        } catch (StoreConnectionException e) {
            fail(e);
        }
    }

    private void reportQueued() {
        if (!outbox.isEmpty()) {
            onChange.run();
        }
    }

    /** Gives up: from now on nothing is sent. */
    void fail(StoreConnectionException reason) {
        if (failure == null) {
            failure = reason;
            onChange.run();
        }
    }

    boolean hasUnsent() {
        return failure == null && !outbox.isEmpty();
    }

    boolean isCongested() {
        return failure == null && outbox.queuedBytes() > CONGESTION_BYTES;
    }

    /** Why nothing can be sent any more; null while all is well. */
    @Nullable
    StoreConnectionException failure() {
        return failure;
    }

    void close() {
        outbox.close();
    }
}
