package dev.dal.call;

import dev.dal.connection.HeldObject;
import dev.dal.connection.IdTable;
import dev.dal.connection.Namespace;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectIds;
import dev.dal.ipc.FormatException;
import dev.dal.ipc.RecordBatchStream;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects that have come into a processor's namespace and were not looked at yet: fetches them, and reads those that are
 * calls. Guarded by the connection's lock.
 */
final class CallIntake {

    private static final Logger LOG = LoggerFactory.getLogger(CallIntake.class);
    private static final int MOST_SPARE = 64;

    /** Longer objects are looked at where they lie before they are copied. */
    private static final long LONG_CALL_BYTES = 1 << 20;

    private final ObjectAccess objects;
    private final Namespace namespace;
    private final CallDecoder decoder;
    private final IdTable<Arrival> unread = new IdTable<>();
    /** The ids of {@link #unread} in their order, and maybe of what was deleted since. */
    private final Deque<ObjectId> unreadIds = new ArrayDeque<>();

    private final Deque<Arrival> spare = new ArrayDeque<>();

    /** Takes the calls that were read. */
    interface Admission {

        /**
         * A call was read.
         *
         * @param fresh whether nobody can have answered it yet
         * @param needs what came along with it, to be closed by the taker; the list is used again
         */
        void admit(IncomingCall call, boolean fresh, List<HeldObject> needs);
    }

    /** An object that was not read yet; used again for others. */
    private static final class Arrival {
        /** The object, if it came with its bytes. */
        private @Nullable HeldObject object;
        /** What came along with it. */
        private final List<HeldObject> needs = new ArrayList<>(1);
        /** Whether nobody can have answered it yet. */
        private boolean fresh;

        void drop() {
            if (object != null) {
                object.close();
            }
            needs.forEach(HeldObject::close);
        }
    }

    CallIntake(ObjectAccess objects, Namespace namespace, CallDecoder decoder) {
        this.objects = objects;
        this.namespace = namespace;
        this.decoder = decoder;
    }

    boolean isEmpty() {
        return unread.isEmpty();
    }

    /** An object was announced; whether it may be a call. */
    boolean sealed(ObjectId id) {
        boolean mayBeCall = mayBeCall(id);
        if (mayBeCall && unread.get(id) == null) {
            add(id);
        }
        return mayBeCall;
    }

    /**
     * An object has come with its bytes; whether it may be a call.
     *
     * @param sent whether it came as a copy, made for this processor
     */
    boolean arrived(HeldObject object, List<HeldObject> needs, boolean sent) {
        if (!sent || !mayBeCall(object.id())) {
            // What is held is asked for again when it is read: nobody is told of the deletion of what is held.
            object.close();
            needs.forEach(HeldObject::close);
            return sealed(object.id());
        }
        Arrival arrival = add(object.id());
        arrival.object = object;
        arrival.needs.addAll(needs);
        arrival.fresh = true;
        return true;
    }

    private Arrival add(ObjectId id) {
        Arrival kept = spare.poll();
        Arrival arrival = kept == null ? new Arrival() : kept;
        unread.put(id, arrival);
        unreadIds.add(id);
        return arrival;
    }

    private void giveBack(Arrival arrival) {
        if (spare.size() < MOST_SPARE) {
            arrival.object = null;
            arrival.needs.clear();
            arrival.fresh = false;
            spare.push(arrival);
        }
    }

    private boolean mayBeCall(ObjectId id) {
        return !namespace.made(id) && !ObjectIds.isDeclaration(id);
    }

    void deleted(ObjectId id) {
        Arrival arrival = unread.remove(id);
        if (arrival != null) {
            arrival.drop();
            giveBack(arrival);
        }
    }

    /** Reads all that has come, in its order; what is no call is ignored. */
    void readAll(Admission admission) {
        for (ObjectId id = unreadIds.poll(); id != null; id = unreadIds.poll()) {
            Arrival arrival = unread.remove(id);
            if (arrival == null) {
                continue; // deleted
            }
            HeldObject object = arrival.object;
            boolean fresh = arrival.fresh;
            List<HeldObject> needs = arrival.needs;
            if (object == null) {
                object = objects.get(List.of(id)).get(0);
            }
            IncomingCall call = object == null ? null : read(id, object, fresh);
            if (call == null) {
                needs.forEach(HeldObject::close);
            } else {
                admission.admit(call, fresh, needs);
            }
            giveBack(arrival);
        }
    }

    private @Nullable IncomingCall read(ObjectId id, HeldObject object, boolean fresh) {
        try {
            if (fresh) {
                return decoder.read(id, object.memory(), object.memoryOffset(), object.lengthBytes());
            }
            Region copy = copy(object);
            return decoder.read(id, copy, 0, copy.length());
        } catch (FormatException e) {
            LOG.warn(
                    "Object {} in the namespace of {} is no call and is ignored: {}",
                    id,
                    namespace.info().label(),
                    e.getMessage());
            return null;
        }
    }

    /**
     * Copies the rows and lets the call object go, since the deletion of a held object is told to nobody. A fresh one is
     * not held: it came as a copy.
     */
    private static Region copy(HeldObject object) {
        try (object) {
            Region data = object.data();
            if (data.length() > Region.WINDOW_BYTES) {
                throw new FormatException(
                        "The object has " + data.length() + " bytes; a call has at most " + Region.WINDOW_BYTES + ".");
            }
            if (data.length() > LONG_CALL_BYTES) {
                RecordBatchStream.open(data); // so that no memory is taken for what is no call
            }
            Region copy = Region.allocate(data.length());
            copy.put(0, data, 0, copy.length());
            return copy;
        }
    }
}
