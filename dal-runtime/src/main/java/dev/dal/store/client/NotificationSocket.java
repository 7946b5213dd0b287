package dev.dal.store.client;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.UnixSocketConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a subscription as the store sends them, for programs that have a loop of their own: per notification an
 * int64 with its length, little-endian, and so many bytes for {@link StoreClient#decodeNotification}
 * (plasma-store.md section 4.13).
 *
 * <p>Reading waits for at least one byte. One thread reads at a time; any thread may close, and an interrupt closes too.
 * Closing ends the subscription.
 */
public final class NotificationSocket extends AbstractInterruptibleChannel implements ReadableByteChannel {

    private static final int BUFFER_BYTES = 64 << 10;

    private final UnixSocketConnection socket;
    private final Inbox inbox = new Inbox(BUFFER_BYTES);
    private final ReentrantLock reading = new ReentrantLock();

    /** Only held. */
    @SuppressWarnings("UnusedVariable")
    private volatile @Nullable StoreClient client;

    /**
     * A channel.
     *
     * @param socket the subscriber's end, which now belongs to this
     */
    NotificationSocket(UnixSocketConnection socket) {
        this.socket = socket;
    }

    /** Keeps the client reachable, with which the subscription ends. */
    void keep(StoreClient subscriber) {
        client = subscriber;
    }

    /**
     * The number of the file descriptor, for native event loops. It stays this channel's; whoever waits on it reads
     * through this channel, or itself and never through this channel.
     *
     * @return the descriptor, closed on exec
     */
    public int descriptor() {
        return socket.fd();
    }

    /**
     * Reads what has come, waiting for the first byte.
     *
     * @param target where to
     * @return number of bytes; −1 at the end, which is the store's
     * @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted; this is closed then
     * @throws java.nio.channels.AsynchronousCloseException if this is closed, before or meanwhile
     * @throws IOException if the socket fails
     */
    @Override
    public int read(ByteBuffer target) throws IOException {
        reading.lock();
        try {
            if (!target.hasRemaining()) {
                return 0;
            }
            int received = inbox.size() > 0 ? inbox.size() : receive();
            if (received == UnixSocketConnection.END_OF_STREAM) {
                return -1;
            }
            int count = Math.min(received, target.remaining());
            ByteBuffer unread = inbox.unread();
            target.put(unread.limit(unread.position() + count));
            inbox.consume(count);
            return count;
        } finally {
            reading.unlock();
            if (!isOpen()) {
                dispose();
            }
        }
    }

    private int receive() throws IOException {
        int received = 0;
        try {
            begin();
            received = socket.receive(inbox, Deadline.NEVER);
        } catch (StoreConnectionException failure) {
            if (isOpen()) {
                throw new IOException(failure.getMessage(), failure);
            }
        } finally {
            end(received != 0);
        }
        return received;
    }

    @Override
    protected void implCloseChannel() {
        socket.close();
        dispose();
    }

    /** Closes what came along with bytes, unless somebody reads, who then does it. */
    private void dispose() {
        if (reading.tryLock()) {
            try {
                inbox.close();
            } finally {
                reading.unlock();
            }
        }
    }
}
