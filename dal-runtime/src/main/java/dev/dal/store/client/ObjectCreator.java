package dev.dal.store.client;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectContent;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.ObjectNotFoundException;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.protocol.PlasmaDigest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/** Creates and seals objects, and says who holds the room where there is none. Thread-safe. */
final class ObjectCreator {

    private final StoreLink link;
    private final HoldTable holds;
    private final ObjectViews views;
    private volatile IntFunction<String> namespaceNames = prefix -> "";

    /**
     * A creator.
     *
     * @param link the store
     * @param holds what the client holds
     * @param views makes drafts and buffers
     */
    ObjectCreator(StoreLink link, HoldTable holds, ObjectViews views) {
        this.link = link;
        this.holds = holds;
        this.views = views;
    }

    ObjectDraft create(ObjectId id, long dataSize, long metadataSize, boolean evictIfFull) {
        if (dataSize < 0 || metadataSize < 0 || dataSize > Long.MAX_VALUE - metadataSize) {
            throw new IllegalArgumentException("The sizes of an object are not negative and have a sum below 2^63;"
                    + " found data=" + dataSize + " metadata=" + metadataSize + ".");
        }
        Hold hold = holds.request(id);
        ObjectLocation location;
        try {
            location = link.create(id, dataSize, metadataSize, evictIfFull);
        } catch (StoreFullException full) {
            holds.failed(hold);
            throw explained(full, "object " + id);
        } catch (RuntimeException | Error failure) {
            holds.failed(hold);
            throw failure;
        }
        holds.created(hold, location);
        return views.draft(this, hold, location);
    }

    ObjectDraft createOwned(ObjectId id, long dataSize, long metadataSize) {
        ObjectDraft draft = create(id, dataSize, metadataSize, true);
        try {
            // Only now, when the object is known to be this client's own.
            DeleteOutcome outcome = link.delete(List.of(id)).get(0);
            if (outcome != DeleteOutcome.DEFERRED_UNSEALED && outcome != DeleteOutcome.DEFERRED_IN_USE) {
                throw new StoreProtocolException("The store answered the deletion of object " + id
                        + ", which is being written, with " + outcome + ".");
            }
            return draft;
        } catch (RuntimeException | Error failure) {
            draft.close();
            throw failure;
        }
    }

    void createAndSeal(ObjectId id, ByteBuffer data, ByteBuffer metadata, long digest) {
        try {
            link.createAndSeal(id, data, metadata, digest, true);
        } catch (StoreFullException full) {
            throw explained(full, "object " + id);
        }
    }

    void createAndSealBatch(List<ObjectContent> objects) {
        long[] digests = objects.stream()
                .mapToLong(object -> PlasmaDigest.of(object.data(), object.metadata()))
                .toArray();
        try {
            link.createAndSealBatch(objects, digests, true);
        } catch (StoreFullException full) {
            throw explained(full, "a batch of " + objects.size() + " objects, none of which was made,");
        }
    }

    void put(ObjectContent object) {
        try (ObjectDraft draft =
                create(object.id(), object.data().remaining(), object.metadata().remaining(), true)) {
            draft.write(object);
            draft.seal().close();
        }
    }

    /** How namespaces are called in reports of a full store. */
    void nameNamespaces(IntFunction<String> names) {
        namespaceNames = names;
    }

    private StoreFullException explained(StoreFullException full, String what) {
        if (!full.holders().isEmpty()) {
            return full;
        }
        try {
            return StoreFullException.report(
                    what, full.requestedBytes(), link.capacityBytes(), link.list(), namespaceNames);
        } catch (StoreException noList) {
            full.addSuppressed(noList);
            return full;
        }
    }

    /** Seals an object and returns a buffer that owns a further count of the hold. */
    ObjectBuffer seal(Hold hold, long digest) {
        ObjectLocation location = Objects.requireNonNull(hold.location, "a draft without location");
        holds.sealing(hold);
        try {
            link.seal(hold.id, digest);
        } catch (ObjectExistsException sealedByAnother) {
            holds.sealed(hold);
            throw sealedByAnother;
        } catch (ObjectNotFoundException gone) {
            holds.lost(hold);
            throw gone;
        } catch (RuntimeException | Error failure) {
            holds.notSealed(hold);
            throw failure;
        }
        holds.sealed(hold);
        if (!holds.retain(hold)) {
            throw new StoreConnectionException("The client was closed while object " + hold.id + " was sealed.");
        }
        return views.buffer(hold, location);
    }

    /** Notes that a draft is given up. */
    void abandon(Hold hold) {
        holds.abandon(hold);
    }
}
