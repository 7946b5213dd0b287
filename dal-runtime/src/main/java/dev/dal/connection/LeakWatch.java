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

    private static @Nullable LeakWatch first;

    static {
        Thread thread = new Thread(null, LeakWatch::watch, "dal-leaks", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

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
        }
        return watch;
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

    private static void watch() {
        while (true) {
            try {
                if (GARBAGE.remove() instanceof LeakWatch watch) {
                    watch.end();
                    LeakReports.drop(watch.handles, watch.made);
                }
            } catch (InterruptedException e) {
                LOG.warn("The thread that looks for results that were dropped was interrupted, which has no effect.");
            } catch (RuntimeException | Error e) {
                LOG.warn("A result that was dropped could not be given up.", e);
            }
        }
    }
}
