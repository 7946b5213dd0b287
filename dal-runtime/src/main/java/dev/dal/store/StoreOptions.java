package dev.dal.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to launch a store. Immutable; each {@code with…} method returns a changed copy.
 *
 * <p>The flags of the original store (plasma-store.md section 7.1) are {@code -m}: {@code capacityBytes}, {@code -s}:
 * {@code socketPath}, {@code -d}: {@code directory}, {@code -h}: {@code hugePages}, {@code -e}: {@code externalStore}.
 *
 * @param capacityBytes capacity: the sum of the requested bytes of all objects never exceeds it
 * @param socketPath path of the Unix socket; null for a fresh path in a private temporary directory
 * @param preallocate whether the memory of a segment is reserved when the segment is made (the default), so that no
 *     later access can fail for lack of memory
 * @param directory where the files lie that hold the objects; null, the default, for anonymous shared memory, which
 *     needs no file system and cannot be truncated by others
 * @param hugePages whether memory is taken in huge pages; with a directory, that must be a mounted hugetlbfs
 * @param externalStore where evicted objects go, as {@code name:anything}; null, the default, to delete them
 */
public record StoreOptions(
        long capacityBytes,
        @Nullable Path socketPath,
        boolean preallocate,
        @Nullable Path directory,
        boolean hugePages,
        @Nullable String externalStore) {

    /**
     * Checks the options.
     *
     * @param capacityBytes capacity in bytes
     * @param socketPath path of the Unix socket, or null for a fresh one
     * @param preallocate whether memory is reserved in advance
     * @param directory where files with objects lie, or null for anonymous shared memory
     * @param hugePages whether memory is taken in huge pages
     * @param externalStore endpoint of an external store, or null for none
     * @throws IllegalArgumentException if the capacity is not positive, or the endpoint has no colon
     */
    public StoreOptions {
        if (capacityBytes <= 0) {
            throw new IllegalArgumentException(
                    "The capacity of a store is a positive number of bytes; found " + capacityBytes + ".");
        }
        if (externalStore != null && externalStore.indexOf(':') < 0) {
            throw new IllegalArgumentException("Malformed endpoint " + externalStore
                    + ": expected a name, a colon and what that store wants, as in hashtable://test.");
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
        return new StoreOptions(capacityBytes, null, true, null, false, null);
    }

    /**
     * The same options with another socket path.
     *
     * @param path where the store listens; at most 107 bytes long
     * @return the changed copy
     */
    public StoreOptions withSocketPath(Path path) {
        return new StoreOptions(capacityBytes, path, preallocate, directory, hugePages, externalStore);
    }

    /**
     * The same options with or without memory reserved in advance.
     *
     * @param reserve false makes segments sparse: memory is taken at first touch, and may then be lacking
     * @return the changed copy
     */
    public StoreOptions withPreallocate(boolean reserve) {
        return new StoreOptions(capacityBytes, socketPath, reserve, directory, hugePages, externalStore);
    }

    /**
     * The same options with objects in files of a directory, whose names are removed as soon as they are made.
     *
     * @param path an existing directory, of any file system that can share mappings; null for anonymous shared memory
     * @return the changed copy
     */
    public StoreOptions withDirectory(@Nullable Path path) {
        return new StoreOptions(capacityBytes, socketPath, preallocate, path, hugePages, externalStore);
    }

    /**
     * The same options with or without huge pages. The system must have reserved some, see
     * {@code /proc/sys/vm/nr_hugepages}.
     *
     * @param huge whether memory is taken in huge pages
     * @return the changed copy
     */
    public StoreOptions withHugePages(boolean huge) {
        return new StoreOptions(capacityBytes, socketPath, preallocate, directory, huge, externalStore);
    }

    /**
     * The same options with an external store: evicted objects move there, stay visible, and come back when they are got
     * (plasma-store.md section 7.7).
     *
     * @param endpoint {@code name:anything}; the one name known is {@code hashtable}, a table in the memory of this JVM.
     *     Null for none: what is evicted is deleted
     * @return the changed copy
     * @throws IllegalArgumentException if there is no colon
     */
    public StoreOptions withExternalStore(@Nullable String endpoint) {
        return new StoreOptions(capacityBytes, socketPath, preallocate, directory, hugePages, endpoint);
    }
}
