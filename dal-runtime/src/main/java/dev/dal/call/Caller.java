package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.DalException;
import dev.dal.connection.Deadline;
import dev.dal.connection.ErrorTranslator;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.OpenHandles;
import dev.dal.connection.Store;
import dev.dal.store.ObjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Calls the functions of processors: writes call objects and gives out results that become ready.
 *
 * <p>Generated callers are typed faces of this class. Thread-safe.
 */
public final class Caller implements AutoCloseable {

    static final String TO_KEY = "dal:to";
    static final String DEADLINE_KEY = "dal:deadline";

    private final Store store;
    private final List<CallLayout> functions;
    private final CallerOptions options;
    private final CallTargets targets;
    private final PendingBatches pending;
    private final CallWriters plainWriters;
    private final CallWriters deadlineWriters;
    private final BroadcastWindows windows;
    private final OpenHandles openResults;
    private final CallSender sender;
    private final UntypedRowWriter untyped;
    private final Runnable whenClosed;
    private final AtomicBoolean rootClosed;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Caller(
            Store store, List<CallLayout> functions, CallerOptions options, CallTargets targets, Runnable whenClosed) {
        this.store = store;
        this.functions = functions;
        this.options = options;
        this.targets = targets;
        this.pending = new PendingBatches(store.connection().objects());
        this.plainWriters = new CallWriters(functions, false);
        this.deadlineWriters = new CallWriters(functions, true);
        this.windows = new BroadcastWindows(store.connection().objects());
        this.openResults = store.newGroup();
        this.sender = newSender();
        this.untyped = new UntypedRowWriter(store.connection());
        this.whenClosed = whenClosed;
        this.rootClosed = closed;
    }

    /** Another face of a caller, which shares its processors and pending calls. */
    private Caller(Caller other, CallerOptions options) {
        this.store = other.store;
        this.functions = other.functions;
        this.options = options;
        this.targets = other.targets;
        this.pending = other.pending;
        this.plainWriters = other.plainWriters;
        this.deadlineWriters = other.deadlineWriters;
        this.windows = other.windows;
        this.openResults = other.openResults.child();
        this.sender = newSender();
        this.untyped = other.untyped;
        this.whenClosed = () -> {};
        this.rootClosed = other.rootClosed;
    }

    private CallSender newSender() {
        CallWriters writers = options.deadline() == null ? plainWriters : deadlineWriters;
        return new CallSender(store, writers, pending, openResults, options);
    }

    /**
     * Finds processors that have all of some functions, and waits for them if need be: for one, or as many as the options
     * say.
     *
     * @param store the namespace for results and for inputs that are put
     * @param schemas call schemas of the functions
     * @param options which processors, how many, and for how long to wait
     * @return the caller, to be closed by its user
     * @throws dev.dal.connection.DalTimeoutException if too few processors fit in time; says of each why it does not
     * @throws dev.dal.ipc.FormatException if one of the schemas is no call schema
     * @throws dev.dal.connection.ConnectionClosedException if the connection ended
     */
    public static Caller open(Store store, List<Schema> schemas, CallerOptions options) {
        return open(store, schemas, options, () -> {});
    }

    private static Caller open(Store store, List<Schema> schemas, CallerOptions options, Runnable whenClosed) {
        List<CallLayout> functions = schemas.stream().map(CallLayout::of).toList();
        CallTargets targets = CallTargets.find(store.connection(), functions, options);
        return new Caller(store, functions, options, targets, whenClosed);
    }

    /**
     * A caller of an implementation in this JVM: no store, no processes, the same results. Rows run on one daemon
     * thread.
     *
     * @param service the implementation
     * @return the caller; closing it ends the thread
     */
    public static Caller inProcess(Service service) {
        Connection connection = Connection.local();
        try {
            Processor processor = Processor.serve(connection, ProcessorOptions.defaults(), service);
            processor.start();
            Store store = Store.open(connection, "caller");
            return open(store, service.schemas(), CallerOptions.defaults(), () -> {
                store.close();
                processor.close();
                connection.close();
            });
        } catch (DalException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The same caller with a deadline that travels with each call. What it gives out is closed with it, and with this
     * caller; it need not be closed by itself.
     *
     * @param deadline how long a call may take from when it is made
     * @return another face of this caller
     */
    public Caller with(Duration deadline) {
        return new Caller(this, options.withDeadline(deadline));
    }

    /**
     * The processor that the next call goes to.
     *
     * @return what it declares
     * @throws dev.dal.connection.DalTimeoutException if none was found yet, and none is found within the options' patience
     */
    public NamespaceInfo processor() {
        return targets.one();
    }

    /**
     * The processors that fit right now.
     *
     * @return what they declare, in the order of their prefixes
     */
    public List<NamespaceInfo> processors() {
        return targets.all();
    }

    /**
     * Where results and put inputs lie.
     *
     * @return the store given to {@code open}
     */
    public Store store() {
        return store;
    }

    /**
     * Calls of this caller that go to every processor that fits.
     *
     * @return a face of this caller, which need not be closed
     */
    public Broadcaster broadcast() {
        return new Broadcaster(this, BroadcastLimit.NONE);
    }

    /**
     * Calls a function with arguments by position; returns at once.
     *
     * <p>The arguments are those of {@link #call(String, Map)}, without the outputs. A single argument that is a map is taken
     * for arguments by name.
     *
     * @param function name of the function
     * @param arguments the inputs in the order of the call schema; those at the end that may be null can be left away
     * @return the result, whose outputs are had by {@link CallResult#output(String)}; to be closed by the caller
     * @throws IllegalArgumentException if there is no such function, or the arguments do not fit; nothing was sent
     * @throws dev.dal.store.StoreFullException if there is no room for the call or its inputs
     * @throws IllegalStateException if this caller is closed, or an argument is
     */
    public CallResult call(String function, @Nullable Object... arguments) {
        int index = indexOf(function);
        return call(index, UntypedArguments.of(functions.get(index), arguments));
    }

    /**
     * Calls a function with arguments by name; returns at once.
     *
     * <p>A value parameter takes what {@code Column.getObject} gives for its type, and what can stand for it whatever its
     * value is: an Integer for int64, a Float for float64, an enum for utf8. Nothing is narrowed: a Long for int32 is an
     * error, also if it would fit. Only for unsigned types, which Java has not, the value itself decides. An input takes a
     * reference, an {@link ObjectId}, a tensor or a {@link dev.dal.table.Table}, a table also a Map of columns or a List of
     * Maps; what is not in the store is put. A plain id takes an id or a reference. Outputs are made, unless they are given:
     * as a reference that awaits the object, such as {@link Store#newTensorRef} makes, or as null, if they may be null, for
     * none. A call whose output is given is not cancelled while that reference is open.
     *
     * @param function name of the function
     * @param arguments inputs and perhaps outputs; inputs that may be null can be left away
     * @return the result, whose outputs are had by {@link CallResult#output(String)}; to be closed by the caller
     * @throws IllegalArgumentException if there is no such function, or the arguments do not fit; nothing was sent
     * @throws dev.dal.store.StoreFullException if there is no room for the call or its inputs
     * @throws IllegalStateException if this caller is closed, or an argument is, or an output is given that another call
     *     makes
     */
    public CallResult call(String function, Map<String, ?> arguments) {
        int index = indexOf(function);
        return call(index, UntypedArguments.of(functions.get(index), arguments));
    }

    private CallResult call(int function, UntypedArguments arguments) {
        return call(function, arguments, untyped, UntypedResult::new, ErrorTranslator.NONE);
    }

    /**
     * Calls a function several times with one call object; returns at once.
     *
     * @param function name of the function
     * @param calls the arguments of each call, as for {@link #call(String, Map)}
     * @return the results in the order of the calls, to be closed by the caller
     * @throws IllegalArgumentException if there is no such function, or some arguments do not fit; nothing was sent
     * @throws dev.dal.store.StoreFullException if there is no room for the call or its inputs
     * @throws IllegalStateException if this caller is closed, or an argument is, or an output is given that another call
     *     makes
     */
    public Results<CallResult> batchCall(String function, List<? extends Map<String, ?>> calls) {
        int index = indexOf(function);
        List<UntypedArguments> rows = calls.stream()
                .map(arguments -> UntypedArguments.of(functions.get(index), arguments))
                .toList();
        return batch(index, rows, untyped, UntypedResult::new, ErrorTranslator.NONE);
    }

    Broadcast<CallResult> broadcast(String function, Map<String, ?> arguments, BroadcastLimit limit) {
        int index = indexOf(function);
        return broadcast(index, UntypedArguments.of(functions.get(index), arguments), limit);
    }

    Broadcast<CallResult> broadcast(String function, @Nullable Object[] arguments, BroadcastLimit limit) {
        int index = indexOf(function);
        return broadcast(index, UntypedArguments.of(functions.get(index), arguments), limit);
    }

    private Broadcast<CallResult> broadcast(int function, UntypedArguments arguments, BroadcastLimit limit) {
        return broadcast(function, arguments, untyped, UntypedResult::new, ErrorTranslator.NONE, limit);
    }

    private int indexOf(String function) {
        List<String> names = functions.stream().map(CallLayout::function).toList();
        int index = names.indexOf(function);
        if (index < 0) {
            throw new IllegalArgumentException("There is no function '" + function + "' among those of this caller, "
                    + names + "." + NearestName.suggestion(function, names));
        }
        return index;
    }

    /** One call. */
    <C, R extends CallResult> R call(
            int function, C arguments, RowWriter<C> writer, Function<PendingCall, R> result, ErrorTranslator errors) {
        checkOpen();
        CallHandles handles = sender.send(targets.one(), function, arguments, writer);
        return result.apply(new PendingCall(handles, 0, errors));
    }

    /** Several calls of one function in one call object. */
    <C, R extends CallResult> Results<R> batch(
            int function, List<C> calls, RowWriter<C> writer, Function<PendingCall, R> result, ErrorTranslator errors) {
        checkOpen();
        Duration timeout = store.connection().timeout();
        if (calls.isEmpty()) {
            return new Results<>(timeout);
        }
        CallHandles handles = sender.send(targets.one(), function, calls, writer);
        List<R> results = new ArrayList<>(calls.size());
        for (int row = 0; row < calls.size(); row++) {
            results.add(result.apply(new PendingCall(handles, row, errors)));
        }
        return new Results<>(results, handles, timeout);
    }

    /** One call to every processor that fits. */
    <C, R extends CallResult> Broadcast<R> broadcast(
            int function,
            C arguments,
            RowWriter<C> writer,
            Function<PendingCall, R> result,
            ErrorTranslator errors,
            BroadcastLimit limit) {
        checkOpen();
        Duration timeout = store.connection().timeout();
        List<CallHandles> sent = windows.send(
                targets::enough,
                limit,
                Deadline.after(timeout),
                functions.get(function).function(),
                fitting -> sender.sendToAll(fitting, function, arguments, writer, windows));
        List<R> results = new ArrayList<>(sent.size());
        for (CallHandles handles : sent) {
            results.add(result.apply(new PendingCall(handles, 0, errors)));
        }
        return new Broadcast<>(results, sent, timeout);
    }

    private void checkOpen() {
        if (closed.get() || rootClosed.get()) {
            throw new IllegalStateException("This caller is closed.");
        }
    }

    /** Closes the open results, which cancels what is not done. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        openResults.close();
        if (closed == rootClosed) {
            pending.close();
            targets.close();
        }
        whenClosed.run();
    }
}
