package dev.dal.processor.model;

/** The ways in which a table goes into a function or comes out of it. */
public enum TableRole {
    /** The caller passes it, and the function reads it. */
    INPUT,
    /** The caller passes it, and the function gets a reference to it. */
    REFERENCE,
    /** The function writes it through a {@code TableOutput}. */
    OUTPUT
}
