package dev.dal.connection;

import dev.dal.store.EventSource;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.ObjectDraft;
import dev.dal.store.client.StoreClient;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects of a store, by its client. Digests are not computed: hashing costs more than the copy. */
final class StoreObjects implements ObjectSpace {

    /** The digest of objects that nobody hashes. */
    private static final long NO_DIGEST = 0;

    private final StoreClient client;
    private final String description;
    private final long capacityBytes;

    StoreObjects(StoreClient client, String description) {
        this.client = client;
        this.description = description;
        this.capacityBytes = client.capacityBytes();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public long capacityBytes() {
        return capacityBytes;
    }

    @Override
    public NewObject create(ObjectId id, long dataSize, byte[] metadata, boolean owned) {
        ObjectDraft draft = owned
                ? client.createOwned(id, dataSize, metadata.length)
                : client.create(id, dataSize, metadata.length);
        draft.metadata().put(0, metadata);
        return new StoreDraft(draft);
    }

    @Override
    public List<@Nullable HeldObject> get(List<ObjectId> ids) {
        List<@Nullable ObjectBuffer> buffers = client.get(ids, 0);
        List<@Nullable HeldObject> found = new ArrayList<>(ids.size());
        for (ObjectBuffer buffer : buffers) {
            found.add(buffer == null ? null : new StoreHold(buffer));
        }
        return found;
    }

    @Override
    public void delete(List<ObjectId> ids) {
        if (!ids.isEmpty()) {
            client.delete(ids);
        }
    }

    @Override
    public List<ObjectInfo> list() {
        return client.list();
    }

    @Override
    public @Nullable LaneLink openLane() {
        return client.openLane();
    }

    @Override
    public @Nullable MappedSegment readable(ObjectLocation location) {
        return client.readable(location);
    }

    @Override
    public @Nullable LeasedMemory lease(long wantedBytes) {
        return client.lease(wantedBytes);
    }

    @Override
    public Region map(LeasedMemory lease) {
        return client.map(lease);
    }

    @Override
    public EventSource subscribe() {
        return client.subscribe();
    }

    @Override
    public void endViews() {
        client.endViews();
    }

    @Override
    public void close() {
        client.close();
    }

    private record StoreDraft(ObjectDraft draft) implements NewObject {
        @Override
        public ObjectId id() {
            return draft.id();
        }

        @Override
        public Region data() {
            return draft.data();
        }

        @Override
        public HeldObject seal() {
            return new StoreHold(draft.seal(NO_DIGEST));
        }

        @Override
        public void close() {
            draft.close();
        }
    }

    private record StoreHold(ObjectBuffer buffer) implements HeldObject {
        @Override
        public ObjectId id() {
            return buffer.id();
        }

        @Override
        public Region data() {
            return buffer.data();
        }

        @Override
        public Region metadata() {
            return buffer.metadata();
        }

        @Override
        public void close() {
            buffer.close();
        }
    }
}
