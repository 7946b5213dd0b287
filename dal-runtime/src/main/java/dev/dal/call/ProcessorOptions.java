package dev.dal.call;

import dev.dal.connection.Connection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a processor declares itself and runs its calls. Immutable; each {@code with…} method returns a changed copy.
 *
 * @param name display name of the namespace; empty for the name of the service
 * @param prefix what the prefix of the namespace must begin with, 0 to 4 bytes as hexadecimal digits
 * @param maxAttempts how many prefixes to try
 * @param workers how many threads {@link Processor#start()} and {@link Processor#run()} run calls on
 * @param concurrency by name of a function how many of its calls run at a time, where that is limited
 */
public record ProcessorOptions(
        String name, String prefix, int maxAttempts, int workers, Map<String, Integer> concurrency) {

    private static final ProcessorOptions DEFAULTS =
            new ProcessorOptions("", "", Connection.DEFAULT_ATTEMPTS, 1, Map.of());

    /**
     * Options.
     *
     * @param name display name of the namespace; empty for the name of the service
     * @param prefix what the prefix of the namespace must begin with, 0 to 4 bytes as hexadecimal digits
     * @param maxAttempts how many prefixes to try
     * @param workers how many threads run calls, at least 1
     * @param concurrency by name of a function how many of its calls run at a time, at least 1
     * @throws IllegalArgumentException if there are no workers, or a function may never run
     */
    public ProcessorOptions {
        if (workers < 1) {
            throw new IllegalArgumentException("A processor has at least 1 worker; found " + workers + ".");
        }
        concurrency.forEach((function, limit) -> {
            if (limit < 1) {
                throw new IllegalArgumentException(
                        "Of '" + function + "' at least 1 call runs at a time; found a limit of " + limit + ".");
            }
        });
        concurrency = Map.copyOf(concurrency);
    }

    /**
     * The options used where none are given: the service's name, the lowest free prefix, one thread.
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
        return new ProcessorOptions(newName, prefix, maxAttempts, workers, concurrency);
    }

    /**
     * The same options with another prefix.
     *
     * @param hexPrefix what the prefix must begin with, an even number of up to 8 hexadecimal digits
     * @return the changed copy
     */
    public ProcessorOptions withPrefix(String hexPrefix) {
        return new ProcessorOptions(name, hexPrefix, maxAttempts, workers, concurrency);
    }

    /**
     * The same options with another number of threads. The functions must then be able to run at the same time.
     *
     * @param newWorkers how many threads {@link Processor#start()} and {@link Processor#run()} run calls on, at least 1
     * @return the changed copy
     * @throws IllegalArgumentException if there are none
     */
    public ProcessorOptions withWorkers(int newWorkers) {
        return new ProcessorOptions(name, prefix, maxAttempts, newWorkers, concurrency);
    }

    /**
     * The same options with a limit for one function: further calls of it wait, while those of others run.
     *
     * @param function name of the function
     * @param limit how many of its calls run at a time, at least 1
     * @return the changed copy
     * @throws IllegalArgumentException if the limit is smaller
     */
    public ProcessorOptions withConcurrency(String function, int limit) {
        Map<String, Integer> changed = new TreeMap<>(concurrency);
        changed.put(function, limit);
        return new ProcessorOptions(name, prefix, maxAttempts, workers, changed);
    }
}
