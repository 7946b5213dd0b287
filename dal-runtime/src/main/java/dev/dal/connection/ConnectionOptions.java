package dev.dal.connection;

import java.time.Duration;

/**
 * How a connection behaves. Immutable; each {@code with…} method returns a changed copy.
 *
 * @param timeout how long a wait without a deadline of its own lasts; it bounds the wait, never the call
 * @param connectRetries how often connecting is tried again, 100 ms apart; negative means 80 times
 */
public record ConnectionOptions(Duration timeout, int connectRetries) {

    private static final ConnectionOptions DEFAULTS = new ConnectionOptions(Duration.ofSeconds(60), -1);

    /**
     * Checks the options.
     *
     * @param timeout default timeout
     * @param connectRetries number of retries
     * @throws IllegalArgumentException if the timeout is negative
     */
    public ConnectionOptions {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("A timeout is zero or positive; found " + timeout + ".");
        }
    }

    /**
     * The options used where none are given: waits of 60 s, 80 retries.
     *
     * @return the defaults
     */
    public static ConnectionOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same options with another default timeout.
     *
     * @param newTimeout how long a wait without a deadline of its own lasts
     * @return the changed copy
     */
    public ConnectionOptions withTimeout(Duration newTimeout) {
        return new ConnectionOptions(newTimeout, connectRetries);
    }

    /**
     * The same options with another number of retries.
     *
     * @param retries how often connecting is tried again; 0 fails at once
     * @return the changed copy
     */
    public ConnectionOptions withConnectRetries(int retries) {
        return new ConnectionOptions(timeout, retries);
    }
}
