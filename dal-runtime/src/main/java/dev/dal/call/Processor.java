package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.ConnectionClosedException;
import dev.dal.connection.DalException;
import dev.dal.connection.DalInterruptedException;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Deadline;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.HeldObject;
import dev.dal.connection.Namespace;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectIds;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import dev.dal.store.StoreFullException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves functions: declares them in a namespace and runs the calls that arrive there.
 *
 * <p>Calls run on the threads that are in {@link #run()} or {@link #process}, or on those that {@link #start()} makes.
 * Thread-safe: several threads may serve one processor, each running one call at a time.
 */
public final class Processor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration ANSWERS_TAKEN = Duration.ofSeconds(2);

    private final Connection connection;
    private final ObjectAccess objects;
    private final Namespace namespace;
    private final ErrorReserve reserve;
    private final CallQueue queue;
    private final RowRunner runner;
    private final Runnable forgetOutputs;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** The end that a function of this processor has asked for, which has to wait until that function has returned. */
    private final AtomicReference<@Nullable PendingEnd> pendingEnd = new AtomicReference<>();

    private final int workers;
    private final List<Thread> threads = new ArrayList<>(1);

    /** For what one row after another writes. */
    private final AtomicReference<@Nullable List<HeldObject>> spareList = new AtomicReference<>();

    /**
     * An end that was asked for from within a function.
     *
     * @param thread runs that function
     * @param grace how long to wait for the rows of other threads
     */
    private record PendingEnd(Thread thread, Duration grace) {}

    private Processor(Connection connection, Namespace namespace, List<Service> services, ProcessorOptions options) {
        this.connection = connection;
        this.objects = connection.objects();
        this.namespace = namespace;
        this.reserve = new ErrorReserve(objects, namespace);
        this.queue =
                new CallQueue(objects, namespace, new RowChecks(namespace.info(), services, options.concurrency()));
        this.workers = options.workers();
        this.runner = new RowRunner(objects, namespace.info(), reserve);
        this.forgetOutputs = objects.whenOutputsFail(this::outputFailed);
    }

    /**
     * Declares the functions of some services in a namespace of their own. Nothing runs before {@link #run()},
     * {@link #process} or {@link #start()}.
     *
     * @param connection the connection to the store
     * @param options name and prefix of the namespace, threads and limits
     * @param services the services; names of functions must differ
     * @return the processor, to be closed by the caller
     * @throws IllegalArgumentException if there is no service, or two functions have the same name, or the options limit a
     *     function that no service has
     * @throws dev.dal.ipc.FormatException if one of the schemas is no call schema
     * @throws DalException if no namespace was free
     */
    public static Processor serve(Connection connection, ProcessorOptions options, Service... services) {
        if (services.length == 0) {
            throw new IllegalArgumentException("A processor needs a service; found none.");
        }
        List<Schema> schemas = new ArrayList<>();
        for (Service service : services) {
            schemas.addAll(service.schemas());
        }
        List<String> functions = functionsOf(schemas);
        checkLimited(options, functions);
        Namespace namespace = connection.reserveNamespace(
                nameOf(options, services[0], functions),
                schemas,
                ObjectIds.parsePrefix(options.prefix()),
                options.maxAttempts());
        try {
            Processor processor = new Processor(connection, namespace, List.of(services), options);
            processor.queue.open();
            return processor;
        } catch (RuntimeException e) {
            namespace.close();
            throw e;
        }
    }

    private static List<String> functionsOf(List<Schema> schemas) {
        List<String> names =
                schemas.stream().map(CallLayout::of).map(CallLayout::function).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("Functions of one processor have different names; found " + names + ".");
        }
        return names;
    }

    private static void checkLimited(ProcessorOptions options, List<String> functions) {
        for (String limited : options.concurrency().keySet()) {
            if (!functions.contains(limited)) {
                throw new IllegalArgumentException("The options limit the calls of '" + limited
                        + "', which is no function of the processor; found " + functions + ".");
            }
        }
    }

    private static String nameOf(ProcessorOptions options, Service service, List<String> functions) {
        String name = options.name().isEmpty() ? service.name() : options.name();
        return name.isEmpty() ? String.join("+", functions) : name;
    }

    /**
     * What is declared.
     *
     * @return name, prefix and functions
     */
    public NamespaceInfo info() {
        return namespace.info();
    }

    /**
     * The prefix of the processor's namespace.
     *
     * @return 8 hexadecimal digits
     */
    public String prefix() {
        return ObjectIds.prefixHex(namespace.prefix());
    }

    /**
     * Runs calls until the processor is closed, on the calling thread and, where the options want more than one worker, on
     * daemon threads besides. Failures of functions go to their callers.
     *
     * @throws ConnectionClosedException if the connection ended first
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted
     */
    public void run() {
        startWorkers(workers - 1);
        while (!closed.get()) {
            process(IDLE, true, true);
        }
    }

    /**
     * Waits for a call that can run, and runs it. Its failure goes to its caller.
     *
     * @param timeout how long to wait; zero does not wait
     * @return whether a call was run, or answered with an error; false after the timeout and once the processor is
     *     closed
     * @throws ConnectionClosedException if the connection ended
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted while waiting
     */
    public boolean process(Duration timeout) {
        return process(timeout, true);
    }

    /**
     * Waits for a call that can run, and runs it. Its failure goes to its caller and, if that is wanted, to the caller of
     * this method as well.
     *
     * @param timeout how long to wait; zero does not wait
     * @param catchExceptions whether what the function throws is for its caller alone
     * @return whether a call was run, or answered with an error; false after the timeout and once the processor is
     *     closed
     * @throws RuntimeException whatever the function has thrown, if exceptions are not caught here, once its caller's error
     *     is written; a checked exception as the cause of a {@link DalException}
     * @throws ConnectionClosedException if the connection ended
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted while waiting
     */
    public boolean process(Duration timeout, boolean catchExceptions) {
        return process(timeout, catchExceptions, false);
    }

    /** Runs a call; its answer may be left to a wait if this thread is about to wait for the next. */
    private boolean process(Duration timeout, boolean catchExceptions, boolean waitsForNext) {
        IncomingRow row;
        Throwable failure = null;
        try {
            row = queue.take(timeout);
            if (row != null) {
                failure = serve(row, waitsForNext);
            }
        } catch (StoreConnectionException e) {
            objects.checkOpen();
            throw new ConnectionClosedException(
                    "The connection of processor " + namespace.info().label() + " has gone: " + e.getMessage(), e);
        }
        if (row != null && failure != null && !catchExceptions) {
            throw unchecked(failure, row);
        }
        return row != null;
    }

    private static RuntimeException unchecked(Throwable failure, IncomingRow row) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new DalException("Function '" + row.call().layout().function() + "' failed: " + failure, failure);
    }

    private void outputFailed(ObjectId id, StoreException reason) {
        if (reason instanceof StoreFullException) {
            objects.defer(() -> runner.answerFull(id, reason, queue::keep));
        }
    }

    private @Nullable Throwable serve(IncomingRow row, boolean waitsForNext) {
        List<HeldObject> kept = spareList.getAndSet(null);
        List<HeldObject> written = kept == null ? new ArrayList<>() : kept;
        Throwable failure;
        boolean goesOn = false;
        try {
            failure = runner.run(row, written);
            goesOn = waitsForNext && !closed.get();
        } finally {
            try {
                flush(queue.finished(row, written), goesOn);
                for (int i = 0; i < written.size(); i++) {
                    objects.sentToSelf(written.get(i).id());
                }
            } finally {
                endIfPending();
            }
        }
        written.clear();
        spareList.setRelease(written);
        reserve.takeIfDue();
        return failure;
    }

    /** Short calls that follow each other at once are answered together. */
    private void flush(boolean idle, boolean waitsForNext) {
        if (!idle) {
            objects.flushTogether();
        } else if (waitsForNext) {
            objects.flushByWaiting();
        } else {
            objects.flush();
        }
    }

    /**
     * Runs calls on daemon threads, as many as the options want workers, until the processor is closed. Starting twice is
     * harmless.
     */
    public void start() {
        startWorkers(workers);
    }

    private synchronized void startWorkers(int count) {
        while (threads.size() < count && !closed.get()) {
            String name = "dal-processor-" + namespace.info().label();
            Thread started = new Thread(this::runQuietly, threads.isEmpty() ? name : name + "-" + (threads.size() + 1));
            started.setDaemon(true);
            started.start();
            threads.add(started);
        }
    }

    private void runQuietly() {
        while (!closed.get()) {
            // Nobody but a function can have interrupted this thread, and meant itself.
            if (Thread.interrupted()) {
                LOG.debug("The thread of processor {} was interrupted.", prefix());
            }
            try {
                process(IDLE, true, true);
            } catch (DalInterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ConnectionClosedException e) {
                if (!closed.get()) {
                    LOG.warn("Processor {} ends: {}", namespace.info().label(), e.getMessage());
                }
                return;
            } catch (RuntimeException | Error e) {
                // Callers must not wait for a processor that nobody runs.
                LOG.error("Processor {} ends by a failure.", namespace.info().label(), e);
                stop(Duration.ZERO);
            }
        }
    }

    /**
     * Ends the processor: finishes the calls in hand, answers the others with {@link ErrorKind#CLOSED}, waits until the
     * answers were taken, and gives up the namespace. Called by a function of this processor it returns at once, and the
     * processor ends when that function has returned. An interrupt shortens the waits. Stopping twice is harmless.
     *
     * @param grace how long to wait for the calls in hand
     */
    public void stop(Duration grace) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        queue.close();
        if (queue.isServing()) {
            pendingEnd.set(new PendingEnd(Thread.currentThread(), grace));
        } else {
            end(grace);
        }
    }

    /** Does what a function has asked for that this thread has run. */
    private void endIfPending() {
        PendingEnd pending = pendingEnd.get();
        if (pending != null && pending.thread() == Thread.currentThread() && !queue.isServing()) {
            pendingEnd.set(null);
            end(pending.grace());
        }
    }

    private void end(Duration grace) {
        try {
            if (!queue.awaitIdle(Deadline.after(grace))) {
                LOG.warn(
                        "Processor {} ends although a call is still running.",
                        namespace.info().label());
            }
            Deadline deadline = Deadline.after(ANSWERS_TAKEN);
            learnOfCalls();
            boolean taken;
            do {
                refuse(queue.takeUnstarted(), deadline);
                taken = queue.awaitDeletionsOrCall(deadline);
            } while (taken && queue.hasUnread());
            if (!taken) {
                LOG.info(
                        "Processor {} ends before all its answers were taken.",
                        namespace.info().label());
            }
        } catch (StoreException | ConnectionClosedException e) {
            LOG.debug("Processor {} ends after its connection.", prefix(), e);
        } finally {
            forgetOutputs.run();
            runner.end();
            queue.stopListening();
            reserve.close();
            // Whoever sees an answer go that a function has written too late has to see that its processor has ended.
            try {
                namespace.close();
            } finally {
                queue.release();
            }
        }
    }

    /**
     * Calls that were made before now are refused, not lost, though the store may not have told of them yet. An interrupt
     * shortens this, and what goes wrong keeps no call from being refused that is known.
     */
    private void learnOfCalls() {
        try {
            connection.updateObjectTable(ANSWERS_TAKEN);
        } catch (DalTimeoutException | DalInterruptedException | StoreFullException e) {
            LOG.info(
                    "Processor {} ends before it has seen all its calls.",
                    namespace.info().label(),
                    e);
        }
    }

    private void refuse(List<IncomingRow> rows, Deadline deadline) {
        for (IncomingRow row : rows) {
            List<HeldObject> written = new ArrayList<>();
            try {
                runner.refuse(row, ErrorKind.CLOSED, "The processor was closed before the call.", deadline, written);
            } finally {
                queue.refused(row, written);
                written.forEach(object -> objects.sentToSelf(object.id()));
            }
        }
    }

    /** Stops with a grace of 10 s. Closing twice is harmless. */
    @Override
    public void close() {
        stop(GRACE);
    }
}
