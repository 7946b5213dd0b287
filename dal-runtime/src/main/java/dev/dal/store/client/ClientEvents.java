package dev.dal.store.client;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.Notification;
import dev.dal.store.StoreInterruptedException;
import dev.dal.store.transport.Deadline;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The subscription of a client, which it keeps reachable; to be polled, or taken from one by one. */
final class ClientEvents implements EventSource {

    /** Only held. */
    @SuppressWarnings("UnusedVariable")
    private final StoreClient client;

    private final EventSource source;
    private final ReentrantLock taking = new ReentrantLock();
    private final NotificationQueue queue = new NotificationQueue();

    /**
     * A subscription.
     *
     * @param client who subscribed
     * @param source what it hears
     */
    ClientEvents(StoreClient client, EventSource source) {
        this.client = client;
        this.source = source;
    }

    @Override
    public int poll(EventSink sink, long timeoutMillis) {
        return source.poll(sink, timeoutMillis);
    }

    /** The next one; null after the timeout. */
    @Nullable
    Notification next(long timeoutMillis) {
        long deadline = Deadline.after(timeoutMillis);
        taking.lock();
        try {
            Notification next = queue.poll();
            while (next == null) {
                int heard = source.poll(queue, Deadline.remainingMillis(deadline));
                next = queue.poll();
                if (heard == 0 && Deadline.remainingNanos(deadline) == 0) {
                    break;
                }
                if (heard == 0 && Thread.currentThread().isInterrupted()) {
                    throw new StoreInterruptedException("Interrupted while waiting for a notification.");
                }
            }
            return next;
        } finally {
            taking.unlock();
        }
    }

    @Override
    public void wakeUp() {
        source.wakeUp();
    }

    @Override
    public void close() {
        source.close();
    }
}
