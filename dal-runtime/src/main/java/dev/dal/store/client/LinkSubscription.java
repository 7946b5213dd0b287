package dev.dal.store.client;

import dev.dal.store.EventSource;
import dev.dal.store.LaneLink;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.transport.UnixSocketConnection;
import dev.dal.store.transport.UnixSocketPair;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one subscription that a link may begin, read as events, as bytes or as a lane. Thread-safe. */
final class LinkSubscription implements AutoCloseable {

    private final UnixSocketConnection connection;
    private final StoreProxy proxy;
    private final String storeName;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Runnable end;
    private volatile @Nullable SocketLane lane;

    /**
     * A subscription that has not begun.
     *
     * @param connection the link's connection; when it is closed the subscription ends
     * @param proxy asks for the subscription
     * @param storeName what the store is called in messages
     */
    LinkSubscription(UnixSocketConnection connection, StoreProxy proxy, String storeName) {
        this.connection = connection;
        this.proxy = proxy;
        this.storeName = storeName;
    }

    EventSource events() {
        return begin(end -> {
            SocketEventSource source = new SocketEventSource(end, storeName);
            return new Reading<>(source, source::close);
        });
    }

    NotificationSocket bytes() {
        return begin(end -> {
            NotificationSocket socket = new NotificationSocket(end);
            return new Reading<>(socket, () -> close(socket));
        });
    }

    /**
     * Begins a lane.
     *
     * @param rings by which it goes, and which now belong to it; or null
     */
    LaneLink lane(@Nullable LaneRings rings) {
        SocketLane opened = begin(
                end -> {
                    SocketLane reader = new SocketLane(end, rings, storeName, proxy::submit);
                    return new Reading<>(reader, reader::close);
                },
                rings);
        lane = opened;
        return opened;
    }

    /** Fails if the subscription has begun. */
    void requireNotBegun() {
        if (begun.get()) {
            throw begunFailure();
        }
    }

    private static IllegalStateException begunFailure() {
        return new IllegalStateException("This link has subscribed already; a link subscribes at most once.");
    }

    /** Sends what was asked of the lane, if there is one. */
    void flushLane() {
        SocketLane asked = lane;
        if (asked != null) {
            asked.flush();
        }
    }

    private static void close(NotificationSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StoreConnectionException("Closing a subscription failed: " + e.getMessage(), e);
        }
    }

    /** Who reads, and what ends it. */
    private record Reading<R>(R reader, Runnable end) {}

    private <R> R begin(Function<UnixSocketConnection, Reading<R>> read) {
        return begin(read, null);
    }

    /** Subscribes; the reader owns the end that it gets. */
    private <R> R begin(Function<UnixSocketConnection, Reading<R>> read, @Nullable LaneRings rings) {
        if (!begun.compareAndSet(false, true)) {
            throw begunFailure();
        }
        UnixSocketPair pair = UnixSocketPair.open("The subscription at " + storeName);
        Reading<R> reading = read.apply(pair.first());
        try {
            pair.second().setNonBlocking();
            proxy.subscribe(pair.second(), rings);
        } catch (RuntimeException | Error failure) {
            reading.end().run();
            throw failure;
        } finally {
            pair.second().abandon();
        }
        end = reading.end();
        if (connection.isClosed()) {
            reading.end().run();
        }
        return reading.reader();
    }

    /** Ends the subscription, if there is one. Closing twice is harmless. */
    @Override
    public void close() {
        Runnable ending = end;
        if (ending != null) {
            ending.run();
        }
    }
}
