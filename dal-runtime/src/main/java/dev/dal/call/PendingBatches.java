package dev.dal.call;

import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.NamespaceListener;
import dev.dal.connection.ObjectAccess;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The calls of a caller that are not done: fails those whose processor goes. Guarded by the connection's lock. */
final class PendingBatches implements NamespaceListener {

    private final ObjectAccess objects;
    private final Set<PendingBatch> batches = new LinkedHashSet<>();
    private boolean closed;

    PendingBatches(ObjectAccess objects) {
        this.objects = objects;
        objects.addNamespaceListener(this);
    }

    /** Adds a call; false if its processor has gone already, and the call has failed. */
    boolean add(PendingBatch batch) {
        objects.lock().lock();
        try {
            if (objects.isAlive(batch.processor())) {
                batches.add(batch);
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
        batches.remove(batch);
        endIfDone();
    }

    @Override
    public void appeared(NamespaceInfo info) {}

    @Override
    public void ended(NamespaceInfo info) {
        List.copyOf(batches).stream()
                .filter(batch -> batch.processor().prefix() == info.prefix())
                .forEach(PendingBatch::processorEnded);
    }

    /** No call is added any more. Those that were detached are looked after until they are done. */
    void close() {
        objects.lock().lock();
        try {
            closed = true;
            List.copyOf(batches).stream()
                    .filter(PendingBatch::isUnheld)
                    .forEach(batch -> batch.drop("The caller was closed."));
            endIfDone();
        } finally {
            objects.lock().unlock();
        }
    }

    private void endIfDone() {
        if (closed && batches.isEmpty()) {
            objects.removeNamespaceListener(this);
        }
    }
}
