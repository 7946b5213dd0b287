package dev.dal.store.client;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.NotificationCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.EventFd;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.InterruptSignal;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/** A subscription over the socket for notifications (plasma-store.md section 4.13). */
final class SocketEventSource implements EventSource {

    /** After so many events a poll returns although there may be more. */
    private static final int MOST_EVENTS = 1 << 16;

    private static final int SOCKET = 1;
    private static final int WAKE = 2;

    private final UnixSocketConnection socket;
    private final String storeName;
    private final Framing framing = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);
    private final Inbox inbox = new Inbox(framing.longestFrameBytes());
    private final EventFd wake = EventFd.open();
    private final InterruptSignal interrupt = new InterruptSignal(wake);
    private final Epoll epoll = Epoll.open(2);
    /** Held while polling. */
    private final ReentrantLock polling = new ReentrantLock();

    private volatile boolean closed;

    /**
     * A subscription.
     *
     * @param socket the subscriber's end, which now belongs to this
     * @param storeName what the store is called in messages
     */
    SocketEventSource(UnixSocketConnection socket, String storeName) {
        this.socket = socket;
        this.storeName = storeName;
        epoll.add(socket.fd(), Epoll.READABLE, SOCKET);
        epoll.add(wake.fd(), Epoll.READABLE, WAKE);
    }

    @Override
    public int poll(EventSink sink, long timeoutMillis) {
        long deadline = Deadline.after(timeoutMillis);
        polling.lock();
        try {
            boolean woken = false;
            int heard = hear(sink);
            while (heard == 0 && !woken) {
                int ready = await(deadline);
                if (ready == 0 && (Deadline.remainingNanos(deadline) == 0 || isInterrupted())) {
                    return 0;
                }
                woken = takeWakeUp(ready);
                heard = hear(sink);
            }
            return heard;
        } finally {
            polling.unlock();
            if (closed) {
                dispose();
            }
        }
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    private int await(long deadline) {
        interrupt.enter();
        try {
            return epoll.await(deadline, null, InterruptSignal.LOOK_MILLIS);
        } finally {
            interrupt.leave();
        }
    }

    private boolean takeWakeUp(int ready) {
        boolean woken = false;
        for (int i = 0; i < ready; i++) {
            if (epoll.token(i) == WAKE) {
                wake.clear();
                woken = true;
            }
        }
        return woken;
    }

    /** Hands over everything that has arrived. */
    private int hear(EventSink sink) {
        int heard = hearReceived(sink);
        while (heard < MOST_EVENTS) {
            requireOpen();
            int received = socket.receive(inbox);
            if (received == UnixSocketConnection.END_OF_STREAM && heard == 0) {
                throw new StoreConnectionException(storeName + " has gone: it ended the subscription.");
            }
            if (received <= 0) {
                break;
            }
            heard += hearReceived(sink);
        }
        return heard;
    }

    private int hearReceived(EventSink sink) {
        int heard = 0;
        int length = framing.completeNotificationBytes(inbox.unread());
        while (length > 0) {
            ByteBuffer payload = Framing.notificationPayload(inbox.unread(), length);
            try {
                heard += NotificationCodec.decode(payload, sink);
            } finally {
                inbox.consume(length);
            }
            requireOpen();
            length = framing.completeNotificationBytes(inbox.unread());
        }
        return heard;
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreConnectionException("The subscription at " + storeName + " is closed.");
        }
    }

    @Override
    public void wakeUp() {
        wake.signal();
    }

    @Override
    public void close() {
        closed = true;
        wake.signal();
        dispose();
    }

    /** Frees everything unless somebody polls, who then does it. */
    private void dispose() {
        if (polling.tryLock()) {
            try {
                socket.close();
                inbox.close();
                epoll.close();
                wake.close();
            } finally {
                polling.unlock();
            }
        }
    }
}
