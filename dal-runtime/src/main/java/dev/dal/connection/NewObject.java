package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;

/**
 * An object that is being written. For this library's own packages; users write by {@link Draft}.
 *
 * <p>Not safe for use by several threads.
 */
public interface NewObject extends AutoCloseable {

    /**
     * The object.
     *
     * @return its id
     */
    ObjectId id();

    /**
     * The memory of the data.
     *
     * @return a writable region, valid until {@link #seal()} or {@link #close()}
     */
    Region data();

    /**
     * Makes the object immutable and visible to everybody.
     *
     * @return the hold on the sealed object, to be closed by the caller
     * @throws IllegalStateException if the object was sealed or given up before
     */
    HeldObject seal();

    /** Takes the object back unless it was sealed. Closing twice is harmless. */
    @Override
    void close();
}
