package dev.dal.samples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a program in good order on SIGINT and SIGTERM: runs an action, then waits until the program has cleaned up.
 *
 * <p>The JVM halts when its shutdown hooks return, whatever other threads do. So the hook waits for {@link #close()},
 * which comes when the program's own {@code try} block is left.
 */
public final class Shutdown implements AutoCloseable {

    private static final long LONGEST_SECONDS = 10;

    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final Thread hook;

    private Shutdown(Runnable ask) {
        this.hook = new Thread(() -> {
            ask.run();
            awaitQuietly();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Asks the program to end by running an action.
     *
     * @param ask makes the main thread leave its loop; must not wait for it
     * @return to be the first resource of the program's {@code try} block, so that it is closed last
     */
    public static Shutdown asking(Runnable ask) {
        return new Shutdown(ask);
    }

    private void awaitQuietly() {
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
        } catch (IllegalStateException alreadyEnding) {
            // The hook is running; the latch lets it return.
            assert cleanedUp.getCount() == 0;
        }
    }
}
