package dev.dal.call;

import java.time.Duration;

/** What generated processors extend: the typed face of a {@link Processor}. Thread-safe. */
public abstract class GeneratedProcessor implements AutoCloseable {

    private final Processor processor;

    /**
     * A typed face.
     *
     * @param processor the processor; closes with this one
     */
    protected GeneratedProcessor(Processor processor) {
        this.processor = processor;
    }

    /**
     * The untyped processor behind this one.
     *
     * @return the processor
     */
    public final Processor processor() {
        return processor;
    }

    /**
     * The prefix of the processor's namespace.
     *
     * @return 8 hexadecimal digits
     */
    public final String prefix() {
        return processor.prefix();
    }

    /**
     * Runs calls until the processor is closed.
     *
     * @throws dev.dal.connection.ConnectionClosedException if the connection ended first
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted
     */
    public final void run() {
        processor.run();
    }

    /**
     * Waits for a call that can run, and runs it.
     *
     * @param timeout how long to wait; zero does not wait
     * @return whether a call was run
     * @throws dev.dal.connection.ConnectionClosedException if the connection ended
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted while waiting
     */
    public final boolean process(Duration timeout) {
        return processor.process(timeout);
    }

    /**
     * Waits for a call that can run, and runs it; what the function throws reaches the caller of this method as well, if
     * that is wanted.
     *
     * @param timeout how long to wait; zero does not wait
     * @param catchExceptions whether what the function throws is for its caller alone
     * @return whether a call was run
     * @throws RuntimeException see {@link Processor#process(Duration, boolean)}
     * @throws dev.dal.connection.ConnectionClosedException if the connection ended
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted while waiting
     */
    public final boolean process(Duration timeout, boolean catchExceptions) {
        return processor.process(timeout, catchExceptions);
    }

    /** Runs calls on daemon threads until the processor is closed. Starting twice is harmless. */
    public final void start() {
        processor.start();
    }

    /**
     * Finishes the calls in hand, answers the others, gives up the namespace. Stopping twice is harmless.
     *
     * @param grace how long to wait for the calls in hand
     */
    public final void stop(Duration grace) {
        processor.stop(grace);
    }

    /** Stops with a grace of 10 s. Closing twice is harmless. */
    @Override
    public void close() {
        processor.close();
    }
}
