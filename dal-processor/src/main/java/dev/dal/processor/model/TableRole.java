package dev.dal.processor.model;

/** The ways in which a table goes into a function or comes out of it. */
public enum TableRole {
    /** The caller passes it, and the function reads it. */
    INPUT,
    /** The caller passes it, and the function reads it when it asks for it, through a {@code TableRef}. */
    REFERENCE,
    /** The function writes it through a {@code TableOutput}. */
    OUTPUT
}
