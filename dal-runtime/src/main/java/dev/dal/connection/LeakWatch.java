package dev.dal.connection;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the handles of an owner that has become garbage before it closed them, without cancelling, and tells of it. Each call
 * has one. It does what a {@link java.lang.ref.Cleaner} would, but to end it calls nothing in the JVM: it is taken from the list
 * that keeps it reachable, and becomes garbage itself. For this library's own packages. Thread-safe.
 */
public final class LeakWatch extends PhantomReference<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(LeakWatch.class);

    private static final ReferenceQueue<Object> GARBAGE = new ReferenceQueue<>();
    /** Guards the list of those that have not ended. */
    private static final Object LIST = new Object();

    /** After so long without garbage the thread looks whether there is anything left to watch. */
    private static final long IDLE_MILLIS = 10_000;

    private static @Nullable LeakWatch first;
    private static boolean watching;

    private final ObjectHandle[] handles;
    private final @Nullable Throwable made;
    private boolean ended;
    private @Nullable LeakWatch previous;
    private @Nullable LeakWatch next;

    private LeakWatch(Object owner, ObjectHandle[] handles) {
        super(owner, GARBAGE);
        this.handles = handles;
        this.made = handles.length == 0 ? null : handles[0].connection().leaks().place();
    }

    /**
     * Watches an owner.
     *
     * @param owner not reachable from the handles
     * @param handles what it has to close, of one connection; not copied
     * @return the watch, to be ended when all are closed
     */
    public static LeakWatch over(Object owner, ObjectHandle... handles) {
        LeakWatch watch = new LeakWatch(owner, handles);
        synchronized (LIST) {
            LeakWatch former = first;
            watch.next = former;
            if (former != null) {
                former.previous = watch;
            }
            first = watch;
            if (!watching) {
                startThread();
                watching = true;
            }
        }
        return watch;
    }

    private static void startThread() {
        Thread thread = new Thread(null, LeakWatch::watch, "dal-leaks", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    /** Watches no more. Ending twice is harmless. */
    public void end() {
        synchronized (LIST) {
            if (ended) {
                return;
            }
            ended = true;
            LeakWatch before = previous;
            LeakWatch behind = next;
            if (before == null) {
                first = behind;
            } else {
                before.next = behind;
            }
            if (behind != null) {
                behind.previous = before;
            }
            previous = null;
            next = null;
        }
    }

    /** The work of the thread: ends when there is nothing to watch. After a failure the next watch starts another. */
    private static void watch() {
        boolean done = false;
        try {
            while (!done) {
                if (GARBAGE.remove(IDLE_MILLIS) instanceof LeakWatch watch) {
                    watch.end();
                    LeakReports.drop(watch.handles, watch.made);
                } else {
                    done = isDone();
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            LOG.warn("A result that was dropped may not have been given up.", e);
        } finally {
            if (!done) {
                synchronized (LIST) {
                    watching = false;
                }
            }
        }
    }

    private static boolean isDone() {
        synchronized (LIST) {
            watching = first != null;
            return !watching;
        }
    }
}
