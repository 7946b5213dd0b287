package dev.dal.call;

import dev.dal.connection.ErrorTranslator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What generated callers extend: the typed face of a {@link Caller}. Thread-safe. */
public abstract class GeneratedCaller implements AutoCloseable {

    private final Caller caller;
    private final ErrorTranslator errors = this::declaredException;

    /**
     * A typed face.
     *
     * @param caller the caller; closes with this one
     */
    protected GeneratedCaller(Caller caller) {
        this.caller = caller;
    }

    /**
     * The untyped caller behind this one.
     *
     * @return the caller
     */
    public final Caller caller() {
        return caller;
    }

    /**
     * Calls a function; returns at once.
     *
     * @param function index of the function among the schemas of the interface
     * @param arguments the arguments
     * @param writer writes the arguments into a row
     * @param result makes the typed result
     * @param <C> class of the arguments
     * @param <R> class of the result
     * @return the result, to be closed by the caller
     * @throws IllegalArgumentException if element type, rank or lengths of the inputs do not fit; nothing was sent
     * @throws dev.dal.store.StoreFullException if there is no room for the call or its inputs
     */
    protected final <C, R extends CallResult> R call(
            int function, C arguments, RowWriter<C> writer, Function<PendingCall, R> result) {
        return caller.call(function, arguments, writer, result, errors);
    }

    /**
     * Calls a function several times with one call object; returns at once.
     *
     * @param function index of the function among the schemas of the interface
     * @param calls the arguments of each call
     * @param writer writes arguments into a row
     * @param result makes a typed result
     * @param <C> class of the arguments
     * @param <R> class of a result
     * @return the results in the order of the calls, to be closed by the caller
     * @throws IllegalArgumentException if element type, rank or lengths of the inputs do not fit; nothing was sent
     * @throws dev.dal.store.StoreFullException if there is no room for the call or its inputs
     */
    protected final <C, R extends CallResult> Results<R> batch(
            int function, List<C> calls, RowWriter<C> writer, Function<PendingCall, R> result) {
        return caller.batch(function, calls, writer, result, errors);
    }

    /**
     * Rebuilds a declared checked exception; generated where a function declares one.
     *
     * @param type name of the class that was thrown
     * @param message its message
     * @return a fresh exception, or null if the class is not a declared one
     */
    protected @Nullable Exception declaredException(String type, String message) {
        return null;
    }

    /** Closes the open results, which cancels what is not done. Closing twice is harmless. */
    @Override
    public void close() {
        caller.close();
    }
}
