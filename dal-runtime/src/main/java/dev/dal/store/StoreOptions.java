package dev.dal.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to launch a store. Immutable; each {@code with…} method returns a changed copy.
 *
 * @param capacityBytes capacity: the sum of the requested bytes of all objects never exceeds it
 * @param socketPath path of the Unix socket; null for a fresh path in a private temporary directory
 * @param preallocate whether the memory of a segment is reserved when the segment is made (the default), so that no
 *     later access can fail for lack of memory
 */
public record StoreOptions(long capacityBytes, @Nullable Path socketPath, boolean preallocate) {

    /**
     * Checks the options.
     *
     * @param capacityBytes capacity in bytes
     * @param socketPath path of the Unix socket, or null for a fresh one
     * @param preallocate whether memory is reserved in advance
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public StoreOptions {
        if (capacityBytes <= 0) {
            throw new IllegalArgumentException(
                    "The capacity of a store is a positive number of bytes; found " + capacityBytes + ".");
        }
    }

    /**
     * Options for a store of the given capacity at a fresh socket path.
     *
     * @param capacityBytes capacity in bytes
     * @return the options
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public static StoreOptions ofCapacity(long capacityBytes) {
        return new StoreOptions(capacityBytes, null, true);
    }

    /**
     * The same options with another socket path.
     *
     * @param path where the store listens; at most 107 bytes long
     * @return the changed copy
     */
    public StoreOptions withSocketPath(Path path) {
        return new StoreOptions(capacityBytes, path, preallocate);
    }

    /**
     * The same options with or without memory reserved in advance.
     *
     * @param reserve false makes segments sparse: memory is taken at first touch, and may then be lacking
     * @return the changed copy
     */
    public StoreOptions withPreallocate(boolean reserve) {
        return new StoreOptions(capacityBytes, socketPath, reserve);
    }
}
