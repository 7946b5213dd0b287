package dev.dal.call;

import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.NamespaceListener;
import dev.dal.connection.ObjectAccess;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of a caller that are not done: fails those whose processor goes. Guarded by the connection's lock. */
final class PendingBatches implements NamespaceListener {

    private final ObjectAccess objects;
    private final Runnable stopListening;
    private @Nullable PendingBatch first;
    private boolean closed;

    PendingBatches(ObjectAccess objects) {
        this.objects = objects;
        objects.addNamespaceListener(this);
        this.stopListening = objects.whenCallsFail(this::notMade);
    }

    /** Calls of which no output is asked for learn of it in no other way. */
    private void notMade(ObjectId id, StoreException reason) {
        all().stream().filter(PendingBatch::isUnheld).forEach(batch -> batch.notMade(id, reason));
    }

    /** Adds a call; false if it has failed: its processor has gone already, or there was no room for what it needs. */
    boolean add(PendingBatch batch) {
        objects.lock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("This caller is closed.");
            }
            if (batch.failsUnsent()) {
                return false;
            }
            if (objects.isAlive(batch.processor())) {
                link(batch);
                return true;
            }
            batch.processorEnded();
            return false;
        } finally {
            objects.lock().unlock();
        }
    }

    /** Under the lock: a call is done. */
    void remove(PendingBatch batch) {
        if (batch.pending) {
            unlink(batch);
        }
        endIfDone();
    }

    private void link(PendingBatch batch) {
        PendingBatch former = first;
        batch.pending = true;
        batch.next = former;
        if (former != null) {
            former.previous = batch;
        }
        first = batch;
    }

    private void unlink(PendingBatch batch) {
        PendingBatch previous = batch.previous;
        PendingBatch next = batch.next;
        if (previous == null) {
            first = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        batch.previous = null;
        batch.next = null;
        batch.pending = false;
    }

    /** All, the eldest first. */
    private List<PendingBatch> all() {
        List<PendingBatch> all = new ArrayList<>();
        for (PendingBatch batch = first; batch != null; batch = batch.next) {
            all.add(batch);
        }
        Collections.reverse(all);
        return all;
    }

    @Override
    public void appeared(NamespaceInfo info) {}

    @Override
    public void ended(NamespaceInfo info) {
        all().stream()
                .filter(batch -> batch.processor().prefix() == info.prefix())
                .forEach(PendingBatch::processorEnded);
    }

    /** No call is added any more. Those that were detached are looked after until they are done. */
    void close() {
        objects.lock().lock();
        try {
            closed = true;
            all().stream().filter(PendingBatch::isUnheld).forEach(batch -> batch.drop("The caller was closed."));
            endIfDone();
        } finally {
            objects.lock().unlock();
        }
    }

    private void endIfDone() {
        if (closed && first == null) {
            objects.removeNamespaceListener(this);
            stopListening.run();
        }
    }
}
