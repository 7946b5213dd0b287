package dev.dal.samples.soak;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints a {@link ResourceSample} of this process every few seconds. */
final class Sampling implements AutoCloseable {

    private static final long INTERVAL_SECONDS = 3;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "sampling");
        thread.setDaemon(true);
        return thread;
    });

    Sampling() {
        timer.scheduleWithFixedDelay(Sampling::print, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    private static void print() {
        try {
            System.out.println(ResourceSample.take().line());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints no more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
