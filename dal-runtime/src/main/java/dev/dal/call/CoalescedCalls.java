package dev.dal.call;

import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.Unsent;
import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call object for several calls that follow each other at once: each is a row, added until the object is sent. It stays
 * until all of them are done. Guarded by the connection's lock.
 */
final class CoalescedCalls implements Unsent {

    /** So many calls wait for each other's end at most. */
    private static final int MOST_CALLS = 32;

    private final ObjectAccess objects;
    private final CallWriters writers;
    private final NamespaceInfo target;
    private final int function;
    private final ObjectId id;
    /** That of the first call, to which the others' rows are added. */
    private @Nullable CallWriter rows;

    private final List<ObjectId> needs = new ArrayList<>();
    private int undone;
    private boolean sent;

    /**
     * A call object without a call.
     *
     * @param writers gave the writers of the calls, and takes back what the rows are in
     */
    CoalescedCalls(ObjectAccess objects, CallWriters writers, NamespaceInfo target, int function, ObjectId id) {
        this.objects = objects;
        this.writers = writers;
        this.target = target;
        this.function = function;
        this.id = id;
    }

    ObjectId id() {
        return id;
    }

    @Override
    public int prefix() {
        return target.prefix();
    }

    /** Whether a call can be added. */
    boolean takes(CallWriters ofWriters, NamespaceInfo ofTarget, int ofFunction, CallWriter call) {
        CallWriter others = rows;
        return others != null
                && writers == ofWriters
                && function == ofFunction
                && target.equals(ofTarget)
                && others.rowCount() < MOST_CALLS
                && others.sizeBytes() + call.sizeBytes() <= Lane.INLINE_BYTES;
    }

    /**
     * Adds a call.
     *
     * @param call its only row; the first one's is kept until this is sent, those of others are copied
     * @param inputs what it needs
     */
    void add(CallWriter call, List<ObjectId> inputs) {
        CallWriter others = rows;
        if (others == null) {
            call.keep();
            rows = call;
        } else {
            others.append(call);
        }
        undone++;
        for (int i = 0; i < inputs.size(); i++) {
            if (!needs.contains(inputs.get(i))) {
                needs.add(inputs.get(i));
            }
        }
    }

    @Override
    public void send() {
        CallWriter all = rows;
        if (all == null) {
            return;
        }
        if (undone > 0) {
            objects.send(id, needs, all.toBuffer((int) all.sizeBytes()));
            sent = true;
            objects.sentToSelf(id);
        }
        writers.giveBack(function, all);
    }

    /** One of the calls is done. */
    void oneDone() {
        undone--;
        if (undone == 0 && sent) {
            objects.release(id);
        }
    }
}
