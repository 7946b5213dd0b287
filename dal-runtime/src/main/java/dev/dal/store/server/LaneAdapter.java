package dev.dal.store.server;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.core.Outcome;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Does what a lane asks. After an object that could not be made, those that follow in the same frame are not made either:
 * they may need it.
 */
final class LaneAdapter implements Lane {

    private final SharedCore store;
    private final int lane;
    private final LaneProxy proxy;
    private boolean failed;

    LaneAdapter(SharedCore store, int lane, LaneProxy proxy) {
        this.store = store;
        this.lane = lane;
        this.proxy = proxy;
    }

    /** Another frame begins. */
    LaneAdapter begin() {
        failed = false;
        return this;
    }

    @Override
    public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
        InlineBytes object = new InlineBytes(id, data, metadata, 0, store.segments());
        Outcome outcome =
                failed ? Outcome.OUT_OF_MEMORY : store.core().publish(lane, object, flags, needs, store.nowSeconds());
        if (outcome != Outcome.OK) {
            failed = true;
            proxy.failed(id, outcome == Outcome.OBJECT_EXISTS, object.dataSize() + object.metadataSize());
        }
        store.settle();
    }

    @Override
    public void release(ObjectId id) {
        store.core().giveBack(lane, id);
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
