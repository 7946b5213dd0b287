package dev.dal.processor.model;

/** What an interface or function has to do with deprecation. */
public enum Deprecation {
    /** Nothing. */
    NONE,
    /** It mentions a type that is deprecated, so that generated code must do the same. */
    USED,
    /** It is deprecated itself. */
    DECLARED
}
