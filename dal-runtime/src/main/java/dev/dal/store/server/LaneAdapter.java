package dev.dal.store.server;

import dev.dal.store.Lane;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.core.Outcome;
import dev.dal.store.protocol.ItemReader;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.SubmitCodec;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does what a lane asks. An object that needs one of the same lane that could not be made is not made either. */
final class LaneAdapter implements Lane {

    private static final int MOST_FAILED = 1024;

    private final SharedCore store;
    private final int lane;
    private final LaneProxy proxy;
    private final boolean hasSlabs;
    /** What could not be made, the latest. */
    private final Set<ObjectId> failed = new LinkedHashSet<>();

    private final ItemReader items = new ItemReader(MessageType.SUBMIT);

    /** Unix time, when the frame that is being worked off was begun. */
    private long nowSeconds;

    LaneAdapter(SharedCore store, int lane, LaneProxy proxy, boolean hasSlabs) {
        this.store = store;
        this.lane = lane;
        this.proxy = proxy;
        this.hasSlabs = hasSlabs;
    }

    /** Does what a frame asks. */
    void workOff(ByteBuffer payload) {
        nowSeconds = store.nowSeconds();
        SubmitCodec.decode(items, payload, this);
    }

    @Override
    public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
        InlineBytes object = new InlineBytes(id, data, metadata, 0, store.segments());
        Outcome outcome =
                lacks(needs) ? Outcome.OUT_OF_MEMORY : store.core().publish(lane, object, flags, needs, nowSeconds);
        if (outcome != Outcome.OK) {
            noteFailure(id);
            proxy.failed(id, outcome == Outcome.OBJECT_EXISTS, object.dataSize() + object.metadataSize());
        }
        store.settle();
    }

    @Override
    public void sealAt(ObjectId id, int flags, List<ObjectId> needs, ObjectLocation place) {
        requireSlabs();
        Outcome outcome = lacks(needs)
                ? store.core().refuseAt(lane, place, flags)
                : store.core().sealAt(lane, id, place, flags, needs, nowSeconds);
        if (outcome == Outcome.NOT_LEASED) {
            throw new StoreProtocolException("Found an object at " + place + ", which is not leased to this client.");
        }
        if (outcome != Outcome.OK) {
            noteFailure(id);
            proxy.failed(id, outcome == Outcome.OBJECT_EXISTS, place.dataSize() + place.metadataSize());
        }
        store.settle();
    }

    @Override
    public void releaseAt(ObjectId id, ObjectLocation place) {
        requireSlabs();
        store.core().giveBackAt(lane, id, place);
        store.settle();
    }

    @Override
    public void giveUp(LeasedMemory lease) {
        requireSlabs();
        if (!store.core().giveUp(lane, lease)) {
            throw new StoreProtocolException("Found that " + lease + " is given up, which is no lease of this client.");
        }
        store.settle();
    }

    /** Leases memory, if there is some. */
    @Nullable
    LeasedMemory lease(long wantedBytes) {
        requireSlabs();
        return store.core().lease(lane, wantedBytes);
    }

    private void requireSlabs() {
        if (!hasSlabs) {
            throw new StoreProtocolException("Found a request for slabs of a client that has not offered to use them.");
        }
    }

    private void noteFailure(ObjectId id) {
        failed.add(id);
        if (failed.size() > MOST_FAILED) {
            failed.remove(failed.iterator().next());
        }
    }

    @Override
    public void publishRange(ObjectId first, int count, int flags, int sizeBytes, ByteBuffer data) {
        InlineRangeBytes objects = new InlineRangeBytes(first, count, sizeBytes, data, store.segments());
        if (store.core().publishRange(lane, objects, flags, nowSeconds)) {
            store.settle();
        } else {
            Lane.super.publishRange(first, count, flags, sizeBytes, data);
        }
    }

    private boolean lacks(List<ObjectId> needs) {
        return !failed.isEmpty() && needs.stream().anyMatch(failed::contains);
    }

    @Override
    public void release(ObjectId id) {
        store.core().giveBack(lane, id);
        store.settle();
    }

    @Override
    public void releaseRange(ObjectId first, int count) {
        store.core().giveBack(lane, first, count);
        store.settle();
    }

    @Override
    public void await(ObjectId id) {
        store.core().await(lane, id);
    }

    @Override
    public void watch(int prefix) {
        store.core().watch(lane, prefix);
    }

    @Override
    public void unwatch(int prefix) {
        store.core().unwatch(lane, prefix);
    }

    @Override
    public void sync(ObjectId token) {
        proxy.synced(token);
    }
}
