package dev.dal.call;

import java.util.function.Function;

/**
 * What the broadcasting faces of generated callers extend: the typed face of a {@link Broadcaster}. Immutable,
 * thread-safe.
 *
 * @param <B> the generated class
 */
public abstract class GeneratedBroadcaster<B extends GeneratedBroadcaster<B>> {

    private final GeneratedCaller caller;
    private final Broadcaster broadcaster;

    /**
     * A typed face.
     *
     * @param caller the caller, which rebuilds declared exceptions
     * @param broadcaster the untyped face of the same caller
     */
    protected GeneratedBroadcaster(GeneratedCaller caller, Broadcaster broadcaster) {
        this.caller = caller;
        this.broadcaster = broadcaster;
    }

    /**
     * The untyped face behind this one.
     *
     * @return the broadcaster
     */
    public final Broadcaster broadcaster() {
        return broadcaster;
    }

    /**
     * The same with a limit to the broadcast calls of the caller that are pending at each processor: made and not done.
     *
     * @param most how many, 1 or more
     * @param policy what happens when there would be more
     * @return another face of the same caller
     * @throws IllegalArgumentException if the limit is not positive
     */
    public final B maxPending(int most, PendingPolicy policy) {
        return over(broadcaster.maxPending(most, policy));
    }

    /**
     * The generated class over another broadcaster of the same caller.
     *
     * @param changed the other broadcaster
     * @return its typed face
     */
    protected abstract B over(Broadcaster changed);

    /**
     * Calls a function of every processor that fits; returns at once, unless a limit makes it wait.
     *
     * @param function index of the function among the schemas of the interface
     * @param arguments the arguments
     * @param writer writes the arguments into a row
     * @param result makes a typed result
     * @param <C> class of the arguments
     * @param <R> class of a result
     * @return the results, one per processor, to be closed by the caller
     * @throws IllegalArgumentException if element type, rank or lengths of the inputs do not fit; nothing was sent
     * @throws dev.dal.store.StoreFullException if there is no room for the calls or their inputs
     * @throws dev.dal.connection.DalTimeoutException if too few processors fit, or the limit left no room in time
     * @throws TooManyPendingException if the limit left no room
     */
    protected final <C, R extends CallResult> Broadcast<R> call(
            int function, C arguments, RowWriter<C> writer, Function<PendingCall, R> result) {
        return broadcaster.call(function, arguments, writer, result, caller::declaredException);
    }
}
