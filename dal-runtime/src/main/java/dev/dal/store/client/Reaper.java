package dev.dal.store.client;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up the holds of buffers and drafts that were lost to the garbage collector, on a thread of its own that exists
 * only while there is something to do: talking to the store may block, and cleaner threads must not. Thread-safe.
 */
final class Reaper implements AutoCloseable {

    private static final long IDLE_SECONDS = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Reaper::newThread,
            new ThreadPoolExecutor.DiscardPolicy());

    Reaper() {
        executor.allowCoreThreadTimeOut(true);
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "dal-store-reaper");
        thread.setDaemon(true);
        return thread;
    }

    /** Has work done soon; never blocks. Does nothing once this is closed. */
    void submit(Runnable work) {
        executor.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.warn("A hold on an object of the store could not be given up", failure);
            }
        });
    }

    /** Drops what is not done yet. Closing twice is harmless. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
