package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.DalException;
import dev.dal.connection.Deadline;
import dev.dal.connection.ErrorTranslator;
import dev.dal.connection.HeldObject;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.NamespaceListener;
import dev.dal.connection.NewObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectSlot;
import dev.dal.connection.OpenHandles;
import dev.dal.connection.Store;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Calls the functions of a processor: writes call objects and gives out results that become ready.
 *
 * <p>Generated callers are typed faces of this class. Thread-safe.
 */
public final class Caller implements AutoCloseable {

    static final String TO_KEY = "dal:to";
    static final String DEADLINE_KEY = "dal:deadline";

    private final Store store;
    private final ObjectAccess objects;
    private final List<CallLayout> functions;
    private final CallerOptions options;
    private final ProcessorChoice choice;
    private final PendingBatches pending;
    private final CallWriters writers;
    private final OpenHandles openResults = new OpenHandles();
    private final Runnable whenClosed;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile NamespaceInfo processor;

    private Caller(
            Store store,
            List<CallLayout> functions,
            CallerOptions options,
            ProcessorChoice choice,
            NamespaceInfo processor,
            Runnable whenClosed) {
        this.store = store;
        this.objects = store.connection().objects();
        this.functions = functions;
        this.options = options;
        this.whenClosed = whenClosed;
        this.choice = choice;
        this.processor = processor;
        this.pending = new PendingBatches(objects);
        this.writers = new CallWriters(functions, options.deadline() != null);
    }

    /**
     * Finds a processor that has all of some functions, and waits for one if need be.
     *
     * @param store the namespace for results and for inputs that are put
     * @param schemas call schemas of the functions
     * @param options which processor, and for how long to wait
     * @return the caller, to be closed by its user
     * @throws dev.dal.connection.DalTimeoutException if no processor fits in time; says of each why it does not
     * @throws dev.dal.connection.ConnectionClosedException if the connection ended
     */
    public static Caller open(Store store, List<Schema> schemas, CallerOptions options) {
        return open(store, schemas, options, () -> {});
    }

    private static Caller open(Store store, List<Schema> schemas, CallerOptions options, Runnable whenClosed) {
        List<CallLayout> functions = schemas.stream().map(CallLayout::of).toList();
        ProcessorChoice choice = new ProcessorChoice(store.connection(), functions, options.processorPrefix());
        NamespaceInfo processor = choice.await(Deadline.after(options.patience()));
        return new Caller(store, functions, options, choice, processor, whenClosed);
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
     * The same caller with a deadline that travels with each call. It closes by itself; results belong to both.
     *
     * @param deadline how long a call may take from when it is made
     * @return another caller of the same processor
     */
    public Caller with(Duration deadline) {
        return new Caller(store, functions, options.withDeadline(deadline), choice, processor, () -> {});
    }

    /**
     * The processor that calls go to.
     *
     * @return what it declares
     */
    public NamespaceInfo processor() {
        return processor;
    }

    /**
     * Where results and put inputs lie.
     *
     * @return the store given to {@code open}
     */
    public Store store() {
        return store;
    }

    /** One call. */
    <C, R extends CallResult> R call(
            int function, C arguments, RowWriter<C> writer, Function<PendingCall, R> result, ErrorTranslator errors) {
        checkOpen();
        NamespaceInfo target = target();
        CallWriter rows = begin(function, 1, target);
        rows.nextRow();
        writer.write(arguments, rows);
        CallHandles handles = submit(function, rows, target);
        return result.apply(new PendingCall(handles, 0, errors));
    }

    /** Several calls of one function in one call object. */
    <C, R extends CallResult> Results<R> batch(
            int function, List<C> calls, RowWriter<C> writer, Function<PendingCall, R> result, ErrorTranslator errors) {
        Duration timeout = store.connection().timeout();
        if (calls.isEmpty()) {
            return new Results<>(timeout);
        }
        checkOpen();
        NamespaceInfo target = target();
        CallWriter rows = begin(function, calls.size(), target);
        for (C arguments : calls) {
            rows.nextRow();
            writer.write(arguments, rows);
        }
        CallHandles handles = submit(function, rows, target);
        List<R> results = new ArrayList<>(calls.size());
        for (int row = 0; row < calls.size(); row++) {
            results.add(result.apply(new PendingCall(handles, row, errors)));
        }
        return new Results<>(results, handles, timeout);
    }

    private CallWriter begin(int function, int rowCount, NamespaceInfo target) {
        CallWriter rows = writers.take(function, rowCount, target.epoch());
        Duration deadline = options.deadline();
        if (deadline != null) {
            rows.setDeadline(Instant.now().plus(deadline));
        }
        return rows;
    }

    private CallHandles submit(int function, CallWriter rows, NamespaceInfo target) {
        try {
            List<ObjectId> needs = rows.resolveInputs(store);
            ObjectId id = store.namespace().nextIdIn(target.prefix());
            PendingBatch batch = new PendingBatch(objects, id, rows, target, needs, store.namespace());
            make(batch, rows, needs);
            return new CallHandles(batch, openResults);
        } finally {
            rows.closePut();
            writers.giveBack(function, rows);
        }
    }

    /** The processor of old, or where it has gone another one that fits right now. */
    private NamespaceInfo target() {
        NamespaceInfo current = processor;
        if (objects.isStillAlive(current)) {
            return current;
        }
        NamespaceInfo other = choice.choose(store.connection().namespaces());
        if (other != null) {
            processor = other;
        }
        return processor;
    }

    private void make(PendingBatch batch, CallWriter rows, List<ObjectId> needs) {
        batch.leaveOut(rows);
        try {
            if (objects.canSend(rows.sizeBytes())) {
                send(batch, rows, needs);
            } else {
                create(batch, rows);
            }
            objects.flushTogether();
            objects.sentToSelf(batch.callId());
        } catch (RuntimeException e) {
            batch.abandon();
            throw e;
        }
    }

    private void send(PendingBatch batch, CallWriter rows, List<ObjectId> needs) {
        ByteBuffer data = rows.toBuffer();
        if (pending.add(batch)) {
            objects.send(batch.callId(), needs, data);
            batch.sent();
        }
    }

    private void create(PendingBatch batch, CallWriter rows) {
        try (NewObject call = objects.create(batch.callId(), rows.sizeBytes())) {
            rows.writeTo(call.data());
            if (pending.add(batch)) {
                HeldObject sealed = call.seal();
                batch.made(sealed);
            }
        }
    }

    private void checkOpen() {
        if (closed.get()) {
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
        pending.close();
        whenClosed.run();
    }

    /** Fails the calls that are not done of processors that go. */
    private static final class PendingBatches implements NamespaceListener {
        private final ObjectAccess objects;

        PendingBatches(ObjectAccess objects) {
            this.objects = objects;
            objects.addNamespaceListener(this);
        }

        /** Whether a call's processor is there; if it has gone already, the call has failed. */
        boolean add(PendingBatch batch) {
            objects.lock().lock();
            try {
                boolean alive = objects.isAlive(batch.processor());
                if (!alive) {
                    batch.processorEnded();
                }
                return alive;
            } finally {
                objects.lock().unlock();
            }
        }

        @Override
        public void appeared(NamespaceInfo info) {}

        @Override
        public void ended(NamespaceInfo info) {
            for (ObjectSlot.Producer producer : objects.producers()) {
                if (producer instanceof PendingBatch batch && batch.processor().prefix() == info.prefix()) {
                    batch.processorEnded();
                }
            }
        }

        void close() {
            objects.removeNamespaceListener(this);
        }
    }
}
