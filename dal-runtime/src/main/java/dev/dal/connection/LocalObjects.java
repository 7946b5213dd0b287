package dev.dal.connection;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreFullException;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Objects in this JVM's own memory, with the rules of a store: sealed once, held by count, owned ones deleted with the
 * last hold. Behind {@link Connection#local()}; there are no sockets, no shared memory and nothing to launch.
 */
final class LocalObjects implements ObjectSpace {

    private static final long CAPACITY_BYTES = Region.WINDOW_BYTES * 8L;

    private final Map<ObjectId, Entry> entries = new HashMap<>();
    private final EventQueue events = new EventQueue();
    private long usedBytes;

    @Override
    public String description() {
        return "the memory of this JVM";
    }

    @Override
    public long capacityBytes() {
        return CAPACITY_BYTES;
    }

    @Override
    public synchronized NewObject create(ObjectId id, long dataSize, byte[] metadata, boolean owned) {
        if (entries.containsKey(id)) {
            throw new ObjectExistsException("Object " + id + " exists already.");
        }
        long sizeBytes = dataSize > Region.WINDOW_BYTES ? dataSize : dataSize + metadata.length;
        if (dataSize > Region.WINDOW_BYTES || sizeBytes > CAPACITY_BYTES - usedBytes) {
            throw new StoreFullException(
                    "No room for " + sizeBytes + " bytes in the memory of an in-process connection: " + usedBytes
                            + " of "
                            + CAPACITY_BYTES + " are in use, and one object has at most " + Region.WINDOW_BYTES
                            + ". Use a store for more.",
                    sizeBytes);
        }
        Region copy = Region.allocate(metadata.length);
        copy.put(0, metadata);
        Entry entry = new Entry(id, Region.allocate(dataSize), copy.asReadOnly(), owned);
        entries.put(id, entry);
        usedBytes += sizeBytes;
        return new Draft(entry);
    }

    @Override
    public synchronized List<@Nullable HeldObject> get(List<ObjectId> ids) {
        List<@Nullable HeldObject> found = new ArrayList<>(ids.size());
        for (ObjectId id : ids) {
            Entry entry = entries.get(id);
            found.add(entry == null || !entry.sealed ? null : hold(entry));
        }
        return found;
    }

    @Override
    public synchronized void delete(List<ObjectId> ids) {
        for (ObjectId id : ids) {
            Entry entry = entries.get(id);
            if (entry != null) {
                entry.owned = true;
                removeIfUnused(entry);
            }
        }
    }

    @Override
    public synchronized List<ObjectInfo> list() {
        return entries.values().stream()
                .map(entry -> new ObjectInfo(
                        entry.id,
                        entry.data.length(),
                        entry.metadata.length(),
                        Math.min(1, entry.holds),
                        0,
                        0,
                        0,
                        entry.sealed))
                .toList();
    }

    @Override
    public EventSource subscribe() {
        return events;
    }

    @Override
    public void close() {
        events.close();
    }

    private Hold hold(Entry entry) {
        entry.holds++;
        return new Hold(entry);
    }

    private synchronized HeldObject seal(Entry entry) {
        entry.sealed = true;
        events.add(sink -> sink.sealed(entry.id, entry.data.length(), entry.metadata.length()));
        Hold hold = hold(entry);
        release(entry);
        return hold;
    }

    private synchronized void release(Entry entry) {
        entry.holds--;
        removeIfUnused(entry);
    }

    private synchronized void abort(Entry entry) {
        entry.holds--;
        remove(entry);
    }

    private void removeIfUnused(Entry entry) {
        if (entry.holds == 0 && entry.owned && entry.sealed) {
            remove(entry);
            events.add(sink -> sink.deleted(entry.id));
        }
    }

    private void remove(Entry entry) {
        entries.remove(entry.id);
        usedBytes -= entry.data.length() + entry.metadata.length();
    }

    private static final class Entry {
        private final ObjectId id;
        private final Region data;
        private final Region metadata;
        private boolean owned;
        private boolean sealed;
        private int holds = 1;

        Entry(ObjectId id, Region data, Region metadata, boolean owned) {
            this.id = id;
            this.data = data;
            this.metadata = metadata;
            this.owned = owned;
        }
    }

    private final class Draft implements NewObject {
        private final Entry entry;
        private final Region data;
        private boolean done;

        Draft(Entry entry) {
            this.entry = entry;
            this.data = entry.data.withLifetime(new Lifetime(this));
        }

        @Override
        public ObjectId id() {
            return entry.id;
        }

        @Override
        public Region data() {
            return data;
        }

        @Override
        public HeldObject seal() {
            if (done) {
                throw new IllegalStateException("Object " + entry.id + " was sealed or given up before.");
            }
            done = true;
            data.lifetime().end();
            return LocalObjects.this.seal(entry);
        }

        @Override
        public void close() {
            if (!done) {
                done = true;
                data.lifetime().end();
                abort(entry);
            }
        }
    }

    private final class Hold implements HeldObject {
        private final Entry entry;
        private final Lifetime lifetime = new Lifetime(this);
        private boolean closed;

        Hold(Entry entry) {
            this.entry = entry;
        }

        @Override
        public ObjectId id() {
            return entry.id;
        }

        @Override
        public Region data() {
            return entry.data.asReadOnly().withLifetime(lifetime);
        }

        @Override
        public Region metadata() {
            return entry.metadata.withLifetime(lifetime);
        }

        @Override
        public void close() {
            synchronized (LocalObjects.this) {
                if (closed) {
                    return;
                }
                closed = true;
                lifetime.end();
                release(entry);
            }
        }
    }

    /** One event, told to a sink. */
    private interface Event {
        void tell(EventSink sink);
    }

    /** The events that were not read yet. */
    private static final class EventQueue implements EventSource {
        private static final Event WAKE_UP = sink -> {};

        private final LinkedBlockingQueue<Event> queue = new LinkedBlockingQueue<>();
        private volatile boolean closed;

        void add(Event event) {
            queue.add(event);
        }

        @Override
        public int poll(EventSink sink, long timeoutMillis) {
            Event event = next(timeoutMillis < 0 ? Long.MAX_VALUE : timeoutMillis);
            int count = 0;
            while (event != null) {
                if (event != WAKE_UP) {
                    event.tell(sink);
                    count++;
                }
                event = queue.poll();
            }
            return count;
        }

        private @Nullable Event next(long timeoutMillis) {
            if (closed) {
                throw new StoreConnectionException("The in-process connection is closed.");
            }
            try {
                return queue.poll(timeoutMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreConnectionException("Interrupted while waiting for events.", e);
            }
        }

        @Override
        public void wakeUp() {
            queue.add(WAKE_UP);
        }

        @Override
        public void close() {
            closed = true;
            wakeUp();
        }
    }
}
