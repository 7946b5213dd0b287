package dev.dal.value;

/** What stands for the value of an object that was not there in time; null is a value, Python's {@code None}. */
public enum ObjectNotAvailable {
    /** The only one. */
    INSTANCE
}
