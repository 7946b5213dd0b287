package dev.dal.connection;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reader thread of a connection: takes events from the subscription in batches and runs what others deferred. */
final class EventReader implements ConnectionReader, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    /** How often owners are asked for that no notification tells of. */
    private static final long LIVENESS_MILLIS = 1000;

    private static final long IDLE_MILLIS = 60_000;

    private final EventSource events;
    private final Dispatch dispatch;
    private final Thread thread;
    private final Queue<Runnable> deferred = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    /** What happened to one object. */
    record Event(ObjectId id, boolean deletion, long dataBytes, long metadataBytes) {}

    /** Where events go. Called on the reader thread. */
    interface Dispatch {

        /** Takes over a batch of events in order; may be empty. */
        void events(List<Event> batch);

        /** Whether {@link #checkLiveness()} has to be called while nothing happens. */
        boolean needsLivenessChecks();

        /** About a second has passed since the last call. */
        void checkLiveness();

        /** The store has gone, or its events can no longer be read. */
        void failed(StoreException reason);
    }

    EventReader(EventSource events, Dispatch dispatch, String name) {
        this.events = events;
        this.dispatch = dispatch;
        this.thread = new Thread(this, "dal-reader-" + name);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void defer(Runnable action) {
        deferred.add(action);
        events.wakeUp();
    }

    @Override
    public void flushSoon() {
        // Everything is sent at once here.
    }

    @Override
    public boolean isAsleep() {
        return false; // what is sent at once needs no reader
    }

    @Override
    public void run() {
        List<Event> batch = new ArrayList<>();
        EventSink sink = new Collector(batch);
        long lastCheck = System.nanoTime();
        try {
            while (!closing) {
                boolean checks = dispatch.needsLivenessChecks();
                events.poll(sink, checks ? LIVENESS_MILLIS : IDLE_MILLIS);
                runDeferred();
                dispatch.events(batch);
                batch.clear();
                if (checks && System.nanoTime() - lastCheck >= LIVENESS_MILLIS * 1_000_000) {
                    dispatch.checkLiveness();
                    lastCheck = System.nanoTime();
                }
            }
        } catch (StoreException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            LOG.error("The reader thread {} ends by a fault of this library.", thread.getName(), e);
            fail(new StoreException("Its events can no longer be read, by a fault of this library: " + e, e));
            if (e instanceof Error) {
                throw e;
            }
        }
    }

    /** Whoever waits must learn that nobody reads any more. */
    private void fail(StoreException reason) {
        if (!closing) {
            dispatch.failed(reason);
        }
    }

    private void runDeferred() {
        for (Runnable action = deferred.poll(); action != null; action = deferred.poll()) {
            try {
                action.run();
            } catch (DalException | IllegalStateException e) {
                LOG.warn("An object that was dropped could not be released.", e);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        events.close();
        if (Thread.currentThread() != thread) {
            joinQuietly();
        }
    }

    private void joinQuietly() {
        try {
            thread.join(1000);
            if (thread.isAlive()) {
                LOG.warn("The reader thread {} has not ended within a second.", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Collector(List<Event> batch) implements EventSink {
        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {
            batch.add(new Event(id, false, dataSize, metadataSize));
        }

        @Override
        public void deleted(ObjectId id) {
            batch.add(new Event(id, true, 0, 0));
        }
    }
}
