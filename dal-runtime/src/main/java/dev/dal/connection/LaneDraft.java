package dev.dal.connection;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.util.List;

/** A short object that is written here and travels with the next frame. */
final class LaneDraft implements NewObject {

    private static final Region NOTHING = Region.allocate(0);

    private final Lane lane;
    private final ObjectId id;
    private final int flags;
    private final List<ObjectId> needs;
    private final Region memory;
    private final Region data;
    private final Region metadata;
    private final Runnable release;
    private boolean done;

    /**
     * A draft.
     *
     * @param flags of {@link Lane}
     * @param needs what goes along with it
     * @param memory for the data
     * @param metadata the metadata
     * @param release ends the lane's hold, if the flags give it one
     */
    LaneDraft(
            Lane lane, ObjectId id, int flags, List<ObjectId> needs, Region memory, Region metadata, Runnable release) {
        this.lane = lane;
        this.id = id;
        this.flags = flags;
        this.needs = needs;
        this.memory = memory;
        this.data = memory.withLifetime(new Lifetime(this));
        this.metadata = metadata;
        this.release = release;
    }

    /** No metadata. */
    static Region nothing() {
        return NOTHING;
    }

    @Override
    public ObjectId id() {
        return id;
    }

    @Override
    public Region data() {
        return data;
    }

    @Override
    public HeldObject seal() {
        if (done) {
            throw new IllegalStateException("Object " + id + " was sealed or given up before.");
        }
        done = true;
        data.lifetime().end();
        lane.publish(
                id, flags, needs, memory.window(0, (int) memory.length()), metadata.window(0, (int) metadata.length()));
        return new LaneHold(id, memory, metadata, release);
    }

    @Override
    public void close() {
        if (!done) {
            done = true;
            data.lifetime().end();
        }
    }
}
