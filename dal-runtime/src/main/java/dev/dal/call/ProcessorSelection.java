package dev.dal.call;

/** Which of several processors that fit a call goes to. */
public enum ProcessorSelection {
    /** The one with the lowest prefix, as long as it lives; then the next one. */
    LOWEST_PREFIX,

    /** One after the other, in the order of their prefixes; a batch is one call. */
    ROUND_ROBIN
}
