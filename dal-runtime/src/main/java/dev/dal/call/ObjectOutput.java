package dev.dal.call;

import dev.dal.store.memory.Region;

/**
 * An output of a processing function that is an object of any bytes.
 *
 * <p>The function makes it once, by {@link #allocate} or by {@link #put}; it is published when the function has returned.
 * An output that was not made is an error; after a failure of the function nothing of it is kept. It belongs to one
 * execution of the function and must not be used afterwards. Not thread-safe; the bytes of the allocated region may be
 * written by several threads.
 */
public interface ObjectOutput {

    /**
     * Makes the object, to be written in place.
     *
     * @param sizeBytes its length in bytes; may be zero
     * @return writable shared memory, all zero, valid until the function returns
     * @throws IllegalArgumentException if the length is negative
     * @throws IllegalStateException if the object was made before, or the execution is over
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    Region allocate(long sizeBytes);

    /**
     * Makes the object from a copy of an array.
     *
     * @param content its bytes
     * @throws IllegalStateException if the object was made before, or the execution is over
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    void put(byte[] content);
}
