package dev.dal.connection;

/**
 * An object that is still being put together, and is sent just before the lane's next flush. Not meant for users. Guarded
 * by the connection's lock.
 */
public interface Unsent {

    /**
     * The namespace that it is meant for.
     *
     * @return the prefix
     */
    int prefix();

    /** Sends it, if it is still wanted. Once. */
    void send();

    /**
     * It could not be sent: fails who waits for what comes of it.
     *
     * @param reason what {@link #send} has thrown
     */
    void failed(RuntimeException reason);
}
