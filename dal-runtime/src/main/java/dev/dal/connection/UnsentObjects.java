package dev.dal.connection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects that go with the next flush, in the order in which they were begun. Guarded by the connection's lock. */
final class UnsentObjects {

    private static final Logger LOG = LoggerFactory.getLogger(UnsentObjects.class);

    private final ReferenceTable table;
    private final List<Unsent> unsent = new ArrayList<>();
    /** Read without the lock, by those who have added something themselves before. */
    private volatile boolean any;

    /** When something was last sent, by {@link System#nanoTime}. */
    private volatile long sentAtNanos = System.nanoTime();

    /** Something was left to whoever waits next. */
    private volatile boolean leftToWait;

    UnsentObjects(ReferenceTable table) {
        this.table = table;
    }

    void add(Unsent object) {
        unsent.add(object);
        any = true;
    }

    /** When something was last sent on this connection, by {@link System#nanoTime}. */
    long sentAtNanos() {
        return sentAtNanos;
    }

    /** Something is being sent. */
    void noteSending() {
        sentAtNanos = System.nanoTime();
    }

    /** What was made is to be sent by the next wait. */
    void leaveToWait() {
        if (!leftToWait) {
            leftToWait = true;
        }
    }

    /** A thread is about to wait, and sends what was left to it. */
    void noteWait() {
        if (leftToWait) {
            leftToWait = false;
            noteSending();
        }
    }

    /** The last one for a namespace: what others add to it comes after all else that goes there. */
    @Nullable
    Unsent lastFor(int prefix) {
        for (int i = unsent.size() - 1; i >= 0; i--) {
            if (unsent.get(i).prefix() == prefix) {
                return unsent.get(i);
            }
        }
        return null;
    }

    /** Takes the lock. What one of them fails of holds nobody else up. */
    void sendAll() {
        if (!any) {
            return;
        }
        table.lock.lock();
        try {
            for (int i = 0; i < unsent.size() && !table.isClosed(); i++) {
                send(unsent.get(i));
            }
        } finally {
            unsent.clear();
            any = false;
            table.lock.unlock();
        }
    }

    private static void send(Unsent object) {
        try {
            object.send();
        } catch (RuntimeException e) {
            LOG.warn("An object for namespace {} could not be sent.", ObjectIds.prefixHex(object.prefix()), e);
            object.failed(e);
        }
    }
}
