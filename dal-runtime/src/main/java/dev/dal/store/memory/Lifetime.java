package dev.dal.store.memory;

import org.jspecify.annotations.Nullable;

/**
 * Until when views of some memory may be used. Every {@link Region} has one; all slices of a region share it.
 *
 * <p>A view keeps its lifetime reachable, and the lifetime keeps its owner reachable, so that the handle behind a view
 * cannot become garbage while the view is in use. Ending is final. The flag is read without synchronisation: a thread
 * that reads while another ends the lifetime may still see the memory, which stays mapped as long as a view of it is
 * reachable, but never a fault.
 */
public class Lifetime {

    private final @Nullable Object owner;
    private boolean ended;

    /**
     * A lifetime that lasts until {@link #end()}.
     *
     * @param owner an object that views shall keep reachable, or null
     */
    public Lifetime(@Nullable Object owner) {
        this.owner = owner;
    }

    /**
     * A lifetime that is bound to nothing but the garbage collector.
     *
     * @return a fresh lifetime that nobody ends
     */
    public static Lifetime unbounded() {
        return new Lifetime(null);
    }

    /** Ends the lifetime: every later access to a view fails. Ending twice is harmless. */
    public final void end() {
        ended = true;
    }

    /**
     * Whether the lifetime has ended.
     *
     * @return true after {@link #end()}
     */
    public final boolean hasEnded() {
        return ended;
    }

    /**
     * Fails if the lifetime has ended.
     *
     * @throws IllegalStateException if it has
     */
    public final void check() {
        if (ended) {
            throw endedFailure();
        }
    }

    /**
     * Keeps the memory from being reused for as long as a view outside of our control, such as an exported NIO buffer,
     * is reachable.
     *
     * @return the action that gives up the pin; runs once, on the cleaner's thread, and must not block
     * @throws IllegalStateException if the lifetime has ended
     */
    public Runnable pin() {
        check();
        return () -> {};
    }

    /**
     * What is kept reachable.
     *
     * @return the owner, or null
     */
    public final @Nullable Object owner() {
        return owner;
    }

    /**
     * The failure of an access after the end.
     *
     * @return the exception to throw
     */
    protected IllegalStateException endedFailure() {
        return new IllegalStateException("This view is closed: the object or draft it belongs to was closed, sealed or"
                + " given up. Keep the reference open (or retain() it) for as long as its views are used.");
    }
}
