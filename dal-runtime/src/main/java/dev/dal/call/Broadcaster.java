package dev.dal.call;

import dev.dal.connection.ErrorTranslator;
import dev.dal.connection.NamespaceInfo;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The face of a {@link Caller} whose calls go to every processor that fits, as they come and go. Immutable, thread-safe.
 *
 * <p>Inputs are put once for all of them, and not at all where there are none. How many there must be at least, zero
 * included, say the options of the caller: a broadcast waits for them as finding them did.
 */
public final class Broadcaster {

    private final Caller caller;
    private final BroadcastLimit limit;

    Broadcaster(Caller caller, BroadcastLimit limit) {
        this.caller = caller;
        this.limit = limit;
    }

    /**
     * The same with a limit to the broadcast calls of the caller that are pending at each processor: made and not done.
     *
     * @param most how many, 1 or more
     * @param policy what happens when there would be more
     * @return another face of the same caller
     * @throws IllegalArgumentException if the limit is not positive
     */
    public Broadcaster maxPending(int most, PendingPolicy policy) {
        return new Broadcaster(caller, new BroadcastLimit(most, policy));
    }

    /**
     * The processors that fit right now.
     *
     * @return what they declare, in the order of their prefixes
     */
    public List<NamespaceInfo> processors() {
        return caller.processors();
    }

    /**
     * Calls a function of every processor, with arguments by position; returns at once, unless a limit makes it wait.
     *
     * @param function name of the function
     * @param arguments the inputs, as for {@link Caller#call(String, Object...)}
     * @return the results, one per processor, to be closed by the caller
     * @throws IllegalArgumentException if there is no such function, or the arguments do not fit; nothing was sent
     * @throws dev.dal.store.StoreFullException if there is no room for the calls or their inputs
     * @throws dev.dal.connection.DalTimeoutException if too few processors fit, or the limit left no room in time
     * @throws TooManyPendingException if the limit left no room
     * @throws IllegalStateException if the caller is closed, or an argument is
     */
    public Broadcast<CallResult> call(String function, @Nullable Object... arguments) {
        return caller.broadcast(function, arguments, limit);
    }

    /**
     * Calls a function of every processor, with arguments by name; returns at once, unless a limit makes it wait.
     *
     * @param function name of the function
     * @param arguments the inputs, as for {@link Caller#call(String, Map)}; outputs cannot be given
     * @return the results, one per processor, to be closed by the caller
     * @throws IllegalArgumentException if there is no such function, or the arguments do not fit; nothing was sent
     * @throws dev.dal.store.StoreFullException if there is no room for the calls or their inputs
     * @throws dev.dal.connection.DalTimeoutException if too few processors fit, or the limit left no room in time
     * @throws TooManyPendingException if the limit left no room
     * @throws IllegalStateException if the caller is closed, or an argument is
     */
    public Broadcast<CallResult> call(String function, Map<String, ?> arguments) {
        return caller.broadcast(function, arguments, limit);
    }

    /** A call to every processor. */
    <C, R extends CallResult> Broadcast<R> call(
            int function, C arguments, RowWriter<C> writer, Function<PendingCall, R> result, ErrorTranslator errors) {
        return caller.broadcast(function, arguments, writer, result, errors, limit);
    }
}
