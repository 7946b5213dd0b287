package dev.dal.store;

/**
 * A subscription: the store's seals and deletions in order, beginning with one seal for every object that was sealed
 * when the subscription began.
 *
 * <p>One thread polls; {@link #wakeUp()} and {@link #close()} may come from any thread.
 */
public interface EventSource extends AutoCloseable {

    /**
     * Hands all events that are there to the sink; if there are none, waits for the first. When the thread is
     * interrupted while it waits, this returns early, as after {@link #wakeUp()}, and the interrupt status stays set.
     *
     * @param sink receives the events on the calling thread
     * @param timeoutMillis the longest wait in milliseconds; 0 does not wait, negative means no limit
     * @return the number of events handed over; 0 after the timeout, {@link #wakeUp()} or an interrupt
     * @throws StoreConnectionException if the store has gone or this subscription is closed
     */
    int poll(EventSink sink, long timeoutMillis);

    /** Ends a poll that waits, or the next one, at once. */
    void wakeUp();

    /** Ends the subscription and any poll. Closing twice is harmless. */
    @Override
    void close();
}
