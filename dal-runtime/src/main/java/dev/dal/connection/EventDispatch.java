package dev.dal.connection;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;

/**
 * What a connection does with each batch of events: brings its index up to date, takes hold of what is awaited, in one
 * request, and tells listeners. Runs on the reader thread.
 */
final class EventDispatch implements EventReader.Dispatch {

    private final Connection connection;
    private final ObjectSpace space;
    private final ObjectIndex index;
    private final ReferenceTable table;
    private final NamespaceDirectory directory;
    private final Map<Integer, ObjectListener> listeners = new HashMap<>();
    private final Map<Integer, Namespace> ownNamespaces = new ConcurrentHashMap<>();
    private final Condition roomFreed;
    private long deletions;

    EventDispatch(
            Connection connection,
            ObjectSpace space,
            ObjectIndex index,
            ReferenceTable table,
            NamespaceDirectory directory) {
        this.connection = connection;
        this.space = space;
        this.index = index;
        this.table = table;
        this.directory = directory;
        this.roomFreed = table.lock.newCondition();
        directory.addListener(new LostObjects());
    }

    /** Tells a listener of the objects of a namespace from now on, and first of those that are there. */
    void listen(int prefix, ObjectListener listener) {
        table.lock.lock();
        try {
            listeners.put(prefix, listener);
            index.inNamespace(prefix).forEach(listener::sealed);
        } finally {
            table.lock.unlock();
        }
    }

    void stopListening(int prefix) {
        table.lock.lock();
        try {
            listeners.remove(prefix);
        } finally {
            table.lock.unlock();
        }
    }

    void addNamespace(Namespace namespace) {
        ownNamespaces.put(namespace.prefix(), namespace);
    }

    /**
     * A namespace is about to be given up: what is awaited there does not come any more. Calls of results that were dropped
     * end by that.
     */
    void removeNamespace(Namespace namespace) {
        ownNamespaces.remove(namespace.prefix(), namespace);
        table.lock.lock();
        try {
            table.awaited().stream()
                    .filter(slot -> slot.id().prefix() == namespace.prefix())
                    .forEach(slot -> table.lose(slot, connection.objects().namespaceEnded(slot.id())));
        } finally {
            table.lock.unlock();
        }
    }

    Set<Namespace> namespaces() {
        return Set.copyOf(ownNamespaces.values());
    }

    /** Waits until some object was deleted, but not long: room may also come without a deletion. */
    void awaitRoom(Deadline deadline) {
        table.lock.lock();
        try {
            table.checkOpen();
            long before = deletions;
            long remaining = Math.min(deadline.remainingNanos(), 20_000_000);
            if (deletions == before && remaining > 0) {
                table.awaitNanos(roomFreed, remaining);
            }
        } finally {
            table.lock.unlock();
        }
    }

    @Override
    public void events(List<EventReader.Event> batch) {
        if (batch.isEmpty()) {
            return;
        }
        table.lock.lock();
        try {
            List<ObjectSlot> arrived = new ArrayList<>(0);
            List<ObjectSlot> suspects = new ArrayList<>(0);
            List<ObjectId> unwanted = new ArrayList<>(0);
            for (EventReader.Event event : batch) {
                if (event.deletion()) {
                    deleted(event.id(), suspects);
                } else {
                    sealed(event, arrived, unwanted);
                }
            }
            table.fetch(arrived);
            lose(suspects);
            if (!unwanted.isEmpty()) {
                space.delete(unwanted);
            }
            directory.readNew();
        } finally {
            table.lock.unlock();
        }
    }

    /**
     * Under the lock: does what has to be done about an object that has gone, unless that has to be seen together with
     * other events, as that of an awaited object or of a namespace has to.
     */
    boolean deletedAlone(ObjectId id) {
        ObjectSlot slot = table.find(id);
        if (ObjectIds.isDeclaration(id) || (slot != null && slot.isAwaited())) {
            return false;
        }
        deleted(id, List.of());
        return true;
    }

    /** This connection has sealed an object: of that a lane does not tell. */
    void sentToSelf(ObjectId id) {
        table.lock.lock();
        try {
            table.fetchOwn(id);
            ObjectListener listener = listeners.get(id.prefix());
            if (listener != null) {
                listener.sealed(id);
            }
        } finally {
            table.lock.unlock();
        }
    }

    /**
     * Under the lock: an object can be read, and what came with it because it needs that.
     *
     * @param sent whether it came as a copy, for which there is no hold
     */
    void arrived(HeldObject object, List<HeldObject> needs, boolean sent) {
        ObjectId id = object.id();
        ObjectListener listener = listeners.get(id.prefix());
        if (listener != null && (sent || !isAwaited(id))) {
            listener.arrived(object, needs, sent);
            return;
        }
        needs.forEach(HeldObject::close);
        ObjectSlot slot = table.find(id);
        if (slot != null && slot.isAwaited()) {
            table.arrived(slot, object);
            if (listener != null) {
                listener.sealed(id);
            }
        } else {
            noteForLater(object, sent);
            drop(object);
        }
    }

    /** Under the lock: whether somebody here waits for an object. */
    boolean isAwaited(ObjectId id) {
        ObjectSlot slot = table.find(id);
        return slot != null && slot.isAwaited();
    }

    /** Whether an id was given by a namespace of this connection: that of a call, of what one needs, or of an output that it asks for. */
    boolean isOwn(ObjectId id) {
        Namespace own = ownNamespaces.get(ObjectIds.origin(id));
        return own != null && own.made(id);
    }

    /** Nobody wants an object that came. Whoever made an output that is not short may have left it to be deleted. */
    private void drop(HeldObject object) {
        ObjectId id = object.id();
        boolean isLong = object.lengthBytes() + object.metadata().length() > Lane.INLINE_BYTES;
        object.close();
        if (table.takeAbandoned(id) && isLong) {
            space.delete(List.of(id));
        }
    }

    /**
     * Calls may come to a namespace before its listener: that gets them when it listens, like those told of otherwise. What
     * comes to a caller's namespace is no call, and nobody may be told when it goes.
     */
    private void noteForLater(HeldObject object, boolean sent) {
        ObjectId id = object.id();
        Namespace own = ownNamespaces.get(id.prefix());
        if (own != null && !own.made(id) && (sent || !own.info().functions().isEmpty())) {
            index.sealed(id, object.lengthBytes(), object.metadata().length());
        }
    }

    private void sealed(EventReader.Event event, List<ObjectSlot> arrived, List<ObjectId> unwanted) {
        ObjectId id = event.id();
        index.sealed(id, event.dataBytes(), event.metadataBytes());
        if (ObjectIds.isDeclaration(id)) {
            directory.declared(id.prefix());
            return;
        }
        ObjectSlot slot = table.find(id);
        if (slot != null) {
            arrived.add(slot);
        } else if (table.takeAbandoned(id)) {
            unwanted.add(id);
        }
        ObjectListener listener = listeners.get(id.prefix());
        if (listener != null) {
            listener.sealed(id);
        }
    }

    private void deleted(ObjectId id, List<ObjectSlot> suspects) {
        index.deleted(id);
        deletions++;
        table.signalAll(roomFreed);
        if (ObjectIds.isDeclaration(id)) {
            directory.undeclared(id.prefix());
            return;
        }
        ObjectSlot slot = table.find(id);
        if (slot != null && slot.isAwaited()) {
            suspects.add(slot);
        }
        ObjectListener listener = listeners.get(id.prefix());
        if (listener != null) {
            listener.deleted(id);
        }
    }

    /** Awaited objects were deleted before they could be held. */
    private void lose(List<ObjectSlot> suspects) {
        suspects.removeIf(slot -> !slot.isAwaited());
        if (!suspects.isEmpty()) {
            // The holds of a process that ends go in any order: learn first whether its namespace went as well.
            directory.verify();
        }
        for (ObjectSlot slot : suspects) {
            if (slot.isAwaited()) {
                ObjectSlot.Producer producer = slot.producer();
                table.lose(slot, producer == null ? deletedEarly(slot.id()) : producer.lost(slot));
            }
        }
    }

    private static ObjectLostException deletedEarly(ObjectId id) {
        return new ObjectLostException(
                "Object " + id + " was deleted before it could be held. Keep it referenced until others hold it.");
    }

    @Override
    public boolean needsLivenessChecks() {
        table.lock.lock();
        try {
            return directory.hasUnowned();
        } finally {
            table.lock.unlock();
        }
    }

    /** Waits for objects, and calls that were taken in, may depend on an owner. */
    @Override
    public void checkLiveness() {
        table.lock.lock();
        try {
            if (!listeners.isEmpty() || !table.awaited().isEmpty()) {
                directory.verify();
            }
        } finally {
            table.lock.unlock();
        }
    }

    @Override
    public void failed(StoreException reason) {
        connection.storeFailed(reason);
    }

    /** Ends the waits for objects whose namespace has ended: nobody can write them any more. */
    private final class LostObjects implements NamespaceListener {
        @Override
        public void appeared(NamespaceInfo info) {}

        @Override
        public void ended(NamespaceInfo info) {
            table.awaited().stream()
                    .filter(slot -> slot.producer() == null && slot.id().prefix() == info.prefix())
                    .filter(slot -> !ownNamespaces.containsKey(info.prefix()))
                    .forEach(slot -> table.lose(slot, connection.objects().namespaceEnded(slot.id())));
        }
    }
}
