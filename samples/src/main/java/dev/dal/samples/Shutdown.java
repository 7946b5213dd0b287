package dev.dal.samples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a program in good order on SIGINT and SIGTERM: makes the main thread leave its loop, then waits until it has
 * cleaned up.
 *
 * <p>The JVM halts when its shutdown hooks return, whatever other threads do. So the hook waits for {@link #close()}:
 * be the first resource of the program's {@code try} block, which is closed last.
 */
public final class Shutdown implements AutoCloseable {

    private static final long LONGEST_SECONDS = 10;

    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "shutdown");
    private @Nullable Runnable ask;
    private boolean asked;

    /** Takes notice of signals from now on. */
    public Shutdown() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Says how the main thread is made to leave its loop.
     *
     * @param action runs once, when a signal has come or at once if one has; must not wait for the main thread
     */
    public void whenAsked(Runnable action) {
        synchronized (this) {
            ask = action;
            if (!asked) {
                return;
            }
        }
        action.run();
    }

    private void end() {
        Runnable action;
        synchronized (this) {
            asked = true;
            action = ask;
        }
        if (action != null) {
            action.run();
        }
        try {
            if (!cleanedUp.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The program did not end within " + LONGEST_SECONDS + " s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The program has cleaned up. Closing twice is harmless. */
    @Override
    public void close() {
        cleanedUp.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException signalled) {
            // The JVM is ending already; the hook finds the latch open.
            assert cleanedUp.getCount() == 0;
        }
    }
}
