package dev.dal.connection;

import org.jspecify.annotations.Nullable;

/** Rebuilds the declared exceptions of a processing function from their class names. */
@FunctionalInterface
public interface ErrorTranslator {

    /** Rebuilds nothing. */
    ErrorTranslator NONE = (type, message) -> null;

    /**
     * An exception of the given class, if it is one of those that are declared.
     *
     * @param type name of the class
     * @param message its message
     * @return a fresh exception, or null
     */
    @Nullable
    Exception translate(String type, String message);
}
