package dev.dal.store.client;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import org.jspecify.annotations.Nullable;

/** What a client knows of an object that it holds, or has asked for. Guarded by its {@link HoldTable}. */
final class Hold {

    final ObjectId id;
    /** Buffers, drafts and exported views that keep the store's hold. */
    int count;
    /** Requests under way that may bring the store's hold. */
    int pending;
    /** Where the object lies; null unless the store counts a hold of this client. */
    @Nullable
    ObjectLocation location;

    boolean sealed;
    /** A request to seal the object is under way: others may hear of the seal before this client does. */
    boolean sealing;
    /** The draft was given up; what keeps it are views that are still reachable. */
    boolean abandoned;

    Hold(ObjectId id) {
        this.id = id;
    }

    /** Whether this client is writing the object. */
    boolean isDraft() {
        return location != null && !sealed && !abandoned;
    }

    /** Whether the object can be handed out without asking the store. */
    boolean isReadable() {
        return location != null && sealed;
    }
}
