package dev.dal.connection;

import dev.dal.store.EventSource;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects a connection works on: those of a store, or a table in this JVM's memory. Safe for several threads. */
interface ObjectSpace extends AutoCloseable {

    /** What is printed of the place after "the connection to", such as "the store at /tmp/plasma". */
    String description();

    /** The sum of sizes that all objects together may have, in bytes. */
    long capacityBytes();

    /**
     * Makes an unsealed object. An owned one is deleted when the last hold on it goes, and not evicted before.
     *
     * @throws dev.dal.store.ObjectExistsException if the id is in use
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    NewObject create(ObjectId id, long dataSize, byte[] metadata, boolean owned);

    /** Takes hold of those objects that are sealed, without waiting: one entry per id, null for what is not there. */
    List<@Nullable HeldObject> get(List<ObjectId> ids);

    /** Deletes objects, now or when their last hold goes. Unknown ones are ignored. */
    void delete(List<ObjectId> ids);

    /** All objects in every state. */
    List<ObjectInfo> list();

    /** The lane to this space, in place of events; null if there is none. Called once, before anything else. */
    default @Nullable LaneLink openLane() {
        return null;
    }

    /**
     * The mapped memory in which an object lies that the lane holds; null if this space does not know it.
     *
     * @throws dev.dal.store.StoreProtocolException if there is no such place
     */
    default @Nullable MappedSegment readable(ObjectLocation location) {
        return null;
    }

    /** Leases memory in which objects can be written for the lane; null if there is none to be had. */
    default @Nullable LeasedMemory lease(long wantedBytes) {
        return null;
    }

    /** Leased memory, to be written; whoever does so when it was given up may write into others' objects. */
    default Region map(LeasedMemory lease) {
        throw new UnsupportedOperationException("Nothing is leased here.");
    }

    /** The events of this space; called once. */
    EventSource subscribe();

    /** Nothing that lies here can be read or written any more; {@link #close} follows. */
    default void endViews() {}

    @Override
    void close();
}
