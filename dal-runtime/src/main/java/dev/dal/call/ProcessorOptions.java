package dev.dal.call;

import dev.dal.connection.Connection;

/**
 * How a processor declares itself. Immutable; each {@code with…} method returns a changed copy.
 *
 * @param name display name of the namespace; empty for the name of the service
 * @param prefix what the prefix of the namespace must begin with, 0 to 4 bytes as hexadecimal digits
 * @param maxAttempts how many prefixes to try
 */
public record ProcessorOptions(String name, String prefix, int maxAttempts) {

    private static final ProcessorOptions DEFAULTS = new ProcessorOptions("", "", Connection.DEFAULT_ATTEMPTS);

    /**
     * The options used where none are given: the service's name, the lowest free prefix.
     *
     * @return the defaults
     */
    public static ProcessorOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same options with another name.
     *
     * @param newName display name of the namespace
     * @return the changed copy
     */
    public ProcessorOptions withName(String newName) {
        return new ProcessorOptions(newName, prefix, maxAttempts);
    }

    /**
     * The same options with another prefix.
     *
     * @param hexPrefix what the prefix must begin with, an even number of up to 8 hexadecimal digits
     * @return the changed copy
     */
    public ProcessorOptions withPrefix(String hexPrefix) {
        return new ProcessorOptions(name, hexPrefix, maxAttempts);
    }
}
