package dev.dal.call;

/** What a broadcast does about a processor at which as many calls are pending as may be. */
public enum PendingPolicy {
    /** Cancels the oldest of them: waiting for its outputs fails with {@code ObjectLostException}. */
    DROP_OLDEST,

    /** Waits until one is done, for at most the connection's default timeout. */
    BLOCK,

    /** Fails with {@link TooManyPendingException}; nothing is sent to any processor. */
    FAIL
}
