package dev.dal.store;

import java.io.Serializable;
import java.util.List;
import java.util.function.IntFunction;

/**
 * There is no room for an object, even after evicting what nobody uses. Says who holds the room, also after Java
 * serialisation.
 */
public class StoreFullException extends StoreException {

    private static final long serialVersionUID = 1L;

    /** Bytes of data and metadata that were wanted. */
    private final long requestedBytes;

    /** Capacity of the store in bytes, 0 where it is not known. */
    private final long capacityBytes;

    /** An array, since not every list can be serialised. */
    private final Holder[] holders;

    /**
     * What the objects of one namespace take.
     *
     * @param prefix the namespace: the first four bytes of the ids
     * @param name display name of the namespace, empty where it is not known
     * @param objectCount number of objects
     * @param sizeBytes bytes of data and metadata of all of them
     * @param heldBytes bytes of those that a connection holds, or that are not sealed, and so cannot be evicted
     * @serial exclude
     */
    public record Holder(int prefix, String name, int objectCount, long sizeBytes, long heldBytes)
            implements Serializable {}

    /**
     * An exception with a message alone, where who holds the room is not known.
     *
     * @param message the message
     * @param requestedBytes bytes of data and metadata that were wanted
     */
    public StoreFullException(String message, long requestedBytes) {
        this(message, requestedBytes, 0, List.of());
    }

    /**
     * An exception that tells who holds the room.
     *
     * @param message the message
     * @param requestedBytes bytes of data and metadata that were wanted
     * @param capacityBytes capacity of the store; 0 where it is not known
     * @param holders the namespaces with the most held bytes first; copied
     */
    public StoreFullException(String message, long requestedBytes, long capacityBytes, List<Holder> holders) {
        super(message);
        this.requestedBytes = requestedBytes;
        this.capacityBytes = capacityBytes;
        this.holders = holders.toArray(Holder[]::new);
    }

    /**
     * An exception that sums up what is in a store.
     *
     * @param what what there is no room for, as in {@code object 0a…}
     * @param requestedBytes bytes of data and metadata that were wanted
     * @param capacityBytes capacity of the store
     * @param objects everything in the store, in any order
     * @param namespaceNames the display name of the namespace with a prefix; empty where it is not known
     * @return the exception to throw
     */
    public static StoreFullException report(
            String what,
            long requestedBytes,
            long capacityBytes,
            List<ObjectInfo> objects,
            IntFunction<String> namespaceNames) {
        return new FullStoreReport(namespaceNames).of(what, requestedBytes, capacityBytes, objects);
    }

    /**
     * Bytes of data and metadata that were wanted.
     *
     * @return bytes
     */
    public long requestedBytes() {
        return requestedBytes;
    }

    /**
     * Capacity of the store.
     *
     * @return bytes; 0 where it is not known
     */
    public long capacityBytes() {
        return capacityBytes;
    }

    /**
     * Who holds the room.
     *
     * @return the namespaces with the most held bytes first; empty where it is not known
     */
    public List<Holder> holders() {
        return List.of(holders);
    }
}
