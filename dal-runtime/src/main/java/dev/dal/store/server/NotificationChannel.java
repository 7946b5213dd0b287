package dev.dal.store.server;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.Outbox;
import dev.dal.store.transport.Outlet;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket on which one subscriber is told of seals and deletions (plasma-store.md section 4.13), or the ring
 * that stands for it. What the subscriber does not read is queued, without ever holding up the store, up to
 * {@link #MOST_QUEUED_BYTES}.
 */
final class NotificationChannel implements Poller.Target {

    /** A subscriber that leaves more unread than this loses its subscription. */
    static final int MOST_QUEUED_BYTES = 256 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private final int fd;
    private final UnixSocketConnection connection;
    private final int mostQueuedBytes;
    private final Outbox outbox;
    private final Runnable onFailure;
    private final Poller.Registration registration;
    /** Where notifications go: the socket, unless there is something better. */
    private Outlet outlet;

    private boolean closed;

    /**
     * A channel over the descriptor that the subscriber sent.
     *
     * @param fd the descriptor, which belongs to the channel from now on, also when this fails
     * @param mostQueuedBytes the most that may wait for the subscriber
     * @param onFailure called once when the channel has closed itself; may be called in the middle of a request
     * @throws StoreConnectionException if nothing can be sent there
     */
    NotificationChannel(int fd, int mostQueuedBytes, Poller poller, Runnable onFailure) {
        this.fd = fd;
        this.connection = UnixSocketConnection.adopt(fd, "The subscription on descriptor " + fd);
        this.outlet = connection;
        this.mostQueuedBytes = mostQueuedBytes;
        this.outbox = new Outbox(mostQueuedBytes);
        this.onFailure = onFailure;
        try {
            connection.setNonBlocking();
            this.registration = poller.add(fd, 0, this);
        } catch (RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    void send(ByteBuffer notification) {
        if (closed) {
            return;
        }
        if (outbox.queuedBytes() > mostQueuedBytes - notification.remaining()) {
            LOG.warn(
                    "A subscription ends: {} bytes wait unread on descriptor {}, and at most {} may. The subscriber reads too"
                            + " slowly, or not at all; it may subscribe again over a new connection.",
                    outbox.queuedBytes(),
                    fd,
                    mostQueuedBytes);
            end();
            return;
        }
        try {
            outlet.sendOrQueue(notification, outbox);
            updateInterest();
        } catch (StoreException failure) {
            fail(failure.getMessage());
        }
    }

    /**
     * Before anything is sent: sends elsewhere, and keeps the socket for its end alone.
     *
     * @param other where to; whoever owns it calls {@link #flush} when there is room again
     */
    void sendBy(Outlet other) {
        outlet = other;
    }

    /** Sends what the subscriber has room for by now. */
    void flush() {
        if (!closed && !outbox.isEmpty()) {
            try {
                outlet.flush(outbox);
                updateInterest();
            } catch (StoreException failure) {
                fail(failure.getMessage());
            }
        }
    }

    /** What the subscriber has not taken yet. */
    int queuedBytes() {
        return outbox.queuedBytes();
    }

    @Override
    public void ready(int flags) {
        if ((flags & (Epoll.HUNG_UP | Epoll.FAILED)) != 0) {
            fail("The subscriber has closed its end.");
        } else {
            flush();
        }
    }

    private void updateInterest() {
        registration.interest(outbox.isEmpty() || outlet != connection ? 0 : Epoll.WRITABLE);
    }

    /** That a subscriber goes is no failure of anybody's. */
    private void fail(@Nullable String reason) {
        LOG.debug("A subscription ends: {}", reason);
        end();
    }

    private void end() {
        close();
        onFailure.run();
    }

    /** Ends the channel with what is queued. Closing twice is harmless. */
    void close() {
        if (!closed) {
            closed = true;
            outlet = connection;
            registration.end();
            outbox.close();
            connection.close();
        }
    }
}
