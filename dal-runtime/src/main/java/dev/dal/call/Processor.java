package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.ConnectionClosedException;
import dev.dal.connection.DalException;
import dev.dal.connection.Deadline;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.Namespace;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectIds;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves functions: declares them in a namespace and runs the calls that arrive there.
 *
 * <p>Calls run on the threads that are in {@link #run()} or {@link #process}, or on the one that {@link #start()} makes.
 * Thread-safe: several threads may serve one processor, each running one call at a time.
 */
public final class Processor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration ANSWERS_TAKEN = Duration.ofSeconds(2);

    private final ObjectAccess objects;
    private final Namespace namespace;
    private final ErrorReserve reserve;
    private final CallQueue queue;
    private final RowRunner runner;
    /** Read-locked while a row runs, so that the end can wait for the rows in hand. */
    private final ReentrantReadWriteLock running = new ReentrantReadWriteLock();

    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Thread thread;

    private Processor(Connection connection, Namespace namespace, List<Service> services) {
        this.objects = connection.objects();
        this.namespace = namespace;
        this.reserve = new ErrorReserve(objects, namespace);
        this.queue = new CallQueue(objects, namespace, new RowChecks(namespace.info(), services));
        this.runner = new RowRunner(objects, namespace.info(), reserve);
    }

    /**
     * Declares the functions of some services in a namespace of their own. Nothing runs before {@link #run()},
     * {@link #process} or {@link #start()}.
     *
     * @param connection the connection to the store
     * @param options name and prefix of the namespace
     * @param services the services; names of functions must differ
     * @return the processor, to be closed by the caller
     * @throws IllegalArgumentException if there is no service, or two functions have the same name
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
        checkNames(schemas);
        String name = options.name().isEmpty() ? services[0].name() : options.name();
        Namespace namespace = connection.reserveNamespace(
                name, schemas, ObjectIds.parsePrefix(options.prefix()), options.maxAttempts());
        Processor processor = new Processor(connection, namespace, List.of(services));
        processor.queue.open();
        return processor;
    }

    private static void checkNames(List<Schema> schemas) {
        List<String> names = schemas.stream().map(CallSchemas::functionName).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("Functions of one processor have different names; found " + names + ".");
        }
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
     * Runs calls until the processor is closed. Failures of functions go to their callers.
     *
     * @throws ConnectionClosedException if the connection ended first
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted
     */
    public void run() {
        while (!closed.get()) {
            process(IDLE);
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
        IncomingRow row = queue.take(Deadline.after(timeout));
        if (row == null) {
            return false;
        }
        running.readLock().lock();
        try {
            queue.finished(row, runner.run(row));
        } catch (StoreConnectionException e) {
            throw new ConnectionClosedException("The store has gone while a call was being run.", e);
        } finally {
            running.readLock().unlock();
        }
        return true;
    }

    /** Runs calls on a daemon thread until the processor is closed. Starting twice is harmless. */
    public synchronized void start() {
        if (thread == null && !closed.get()) {
            Thread started = new Thread(
                    this::runQuietly, "dal-processor-" + namespace.info().label());
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    private void runQuietly() {
        try {
            run();
        } catch (ConnectionClosedException e) {
            if (!closed.get()) {
                LOG.warn("Processor {} ends: {}", namespace.info().label(), e.getMessage());
            }
        }
    }

    /**
     * Ends the processor: finishes the calls in hand, answers the others with {@link ErrorKind#CLOSED}, waits until the
     * answers were taken, and gives up the namespace. Stopping twice is harmless.
     *
     * @param grace how long to wait for the calls in hand
     */
    public void stop(Duration grace) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            List<IncomingRow> left = queue.close();
            awaitRunning(Deadline.after(grace));
            for (IncomingRow row : left) {
                queue.finished(row, runner.refuse(row, ErrorKind.CLOSED, "The processor was closed before the call."));
            }
            queue.awaitDeletions(Deadline.after(ANSWERS_TAKEN));
            queue.release();
            reserve.close();
        } catch (StoreException | ConnectionClosedException e) {
            LOG.debug(
                    "Processor {} ends after its connection.", namespace.info().label(), e);
        } finally {
            namespace.close();
        }
    }

    /** Waits for the rows in hand, unless this thread is one that runs a row. */
    private void awaitRunning(Deadline deadline) {
        if (running.getReadHoldCount() > 0) {
            return;
        }
        try {
            if (running.writeLock().tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                running.writeLock().unlock();
            } else {
                LOG.warn(
                        "Processor {} ends although a call is still running.",
                        namespace.info().label());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops with a grace of 10 s. Closing twice is harmless. */
    @Override
    public void close() {
        stop(GRACE);
    }
}
