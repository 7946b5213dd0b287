package dev.dal.connection;

/** What brings a connection the events of its store. */
interface ConnectionReader extends AutoCloseable {

    /** Begins. */
    void start();

    /** Runs an action on the reader thread soon. For actions of cleaners, which must not wait. */
    void defer(Runnable action);

    /** Sees to it that what was asked of the store without a wish for an answer is sent soon. By any thread. */
    void flushSoon();

    /** Whether the thread would have to be woken to send something soon. */
    boolean isAsleep();

    /** Ends the thread and waits for it, unless it is the caller. */
    @Override
    void close();
}
