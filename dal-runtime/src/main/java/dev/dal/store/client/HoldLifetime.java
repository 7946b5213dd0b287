package dev.dal.store.client;

import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of the views of one buffer or draft, which is one hold on its object: exported NIO buffers are holds of
 * their own, and a lifetime that is lost to the garbage collector gives its hold up.
 */
final class HoldLifetime extends Lifetime {

    private static final Cleaner CLEANER = Cleaner.create();

    private final HoldTable table;
    private final Hold hold;
    private final Reaper reaper;
    private final Drop drop;
    private final Cleaner.Cleanable cleanable;

    /** Only held. */
    @SuppressWarnings("UnusedVariable")
    private @Nullable MappedSegment segment;

    /**
     * A lifetime that owns one hold.
     *
     * @param table counts the holds
     * @param hold the hold, already counted
     * @param reaper gives up what the garbage collector finds
     */
    HoldLifetime(HoldTable table, Hold hold, Reaper reaper) {
        super(null);
        this.table = table;
        this.hold = hold;
        this.reaper = reaper;
        this.drop = new Drop(table, hold, reaper);
        this.cleanable = CLEANER.register(this, drop);
        table.register(this);
    }

    /** Keeps a segment mapped for as long as a view is reachable, so that it is not mapped once more. */
    MappedSegment keep(MappedSegment mapped) {
        segment = mapped;
        return mapped;
    }

    /** Ends the views and gives the hold up. Doing so twice is harmless. */
    void finish() {
        end();
        table.unregister(this);
        drop.now();
        cleanable.clean();
    }

    @Override
    public Runnable pin() {
        check();
        if (!table.retain(hold)) {
            throw endedFailure();
        }
        return new Drop(table, hold, reaper);
    }

    /** Gives up one hold, once. Knows nothing of the lifetime, which could not become garbage otherwise. */
    private static final class Drop implements Runnable {

        private final HoldTable table;
        private final Hold hold;
        private final Reaper reaper;
        private final AtomicBoolean done = new AtomicBoolean();

        Drop(HoldTable table, Hold hold, Reaper reaper) {
            this.table = table;
            this.hold = hold;
            this.reaper = reaper;
        }

        /** On a cleaner's thread. */
        @Override
        public void run() {
            if (!done.get()) {
                reaper.submit(this::now);
            }
        }

        void now() {
            if (done.compareAndSet(false, true) && table.drop(hold)) {
                table.abort(hold.id);
            }
        }
    }
}
