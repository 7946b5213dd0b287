package dev.dal.store;

/**
 * The lane of a link: the calls extension in both directions (docs/protocol.md). What it is asked as a {@link Lane} is
 * gathered until {@link #flush()}, and may be asked by any thread. Releases may come behind objects that are published
 * after them and before the flush.
 *
 * <p>Two threads may wait for what it tells, one on each {@link Seat}. Who sits on {@link Seat#WAITER} waits for an answer
 * and is the first to be woken; within the store's JVM it does the store's work meanwhile.
 */
public interface LaneLink extends Lane, AutoCloseable {

    /** A place to wait. */
    enum Seat {
        /** Of a thread that waits for something itself. */
        WAITER,
        /** Of the thread that looks after events when nobody else does. */
        READER
    }

    /**
     * Sends what was asked since the last time; nothing if nothing was.
     *
     * @throws StoreConnectionException if the store has gone or the lane is closed
     * @throws StoreProtocolException if the store has broken the rings that frames go by
     */
    void flush();

    /**
     * Sends what was asked, but for a few releases, for which nobody waits: the next flush takes them along.
     *
     * @throws StoreConnectionException if the store has gone or the lane is closed
     * @throws StoreProtocolException if the store has broken the rings that frames go by
     */
    void flushUrgent();

    /**
     * Waits until there is something to {@link #poll}, the seat is woken, the time is up, or the thread is interrupted,
     * which stays visible in its status. May return early.
     *
     * @param seat where the thread waits; no other may wait there
     * @param timeoutMillis longest wait; −1 waits without limit
     * @throws StoreConnectionException if the store has gone or the lane is closed
     */
    void await(Seat seat, long timeoutMillis);

    /**
     * Tells what has happened, without waiting. By one thread at a time.
     *
     * @param sink told in order
     * @return the number of things told
     * @throws StoreConnectionException if the store has gone or the lane is closed
     */
    int poll(LaneEvents sink);

    /**
     * Ends a wait, or the next one of the seat, at once.
     *
     * @param seat the seat
     */
    void wakeUp(Seat seat);

    /** Ends the lane: whoever waits gets a {@link StoreConnectionException}. Closing twice is harmless. */
    @Override
    void close();
}
