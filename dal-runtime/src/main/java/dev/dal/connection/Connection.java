package dev.dal.connection;

import dev.dal.store.LaneLink;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreEndpoint;
import dev.dal.store.StoreException;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.StoreClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a store: knows its objects and namespaces by subscription and hands out references to objects.
 *
 * <p>Thread-safe. One connection serves any number of callers and processors of a JVM. It has one reader thread, which
 * never runs code of users. Waits end with {@link ConnectionClosedException} when the connection is closed or its store
 * goes.
 */
public final class Connection implements AutoCloseable {

    /** Environment variable with the path of the store's socket. */
    public static final String SOCKET_VARIABLE = "PLASMA_SOCKET";

    /** How many prefixes are tried when a namespace is reserved and nothing else is said. */
    public static final int DEFAULT_ATTEMPTS = 10_000;

    /** How long opening waits for the objects that are there; not the user's default, which may be zero. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    /** How long closing waits for a thread that asks the store under the lock, before it ends the thread's request. */
    private static final long LOCK_MILLIS = 250;

    /** Where the objects lie by which a connection finds out how far it has read; the last that anybody reserves. */
    private static final int MARKER_PREFIX = -1;

    private static final SecureRandom MARKERS = new SecureRandom();

    private final ConnectionOptions options;
    private final ObjectSpace space;
    private final @Nullable StoreClient client;
    private final ObjectIndex index = new ObjectIndex();
    private final ReferenceTable table;
    private final NamespaceDirectory directory;
    private final EventDispatch dispatch;
    private final @Nullable LaneDispatch lanes;
    private final ConnectionReader reader;
    private final @Nullable Slabs slabs;
    private final ObjectAccess objects;
    private final LeakReports leaks = new LeakReports();
    private final AtomicLong markerCount = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Connection(ObjectSpace space, @Nullable StoreClient client, ConnectionOptions options) {
        this.space = space;
        this.client = client;
        this.options = options;
        this.table = new ReferenceTable(space, index);
        this.directory = new NamespaceDirectory(space, table);
        this.dispatch = new EventDispatch(this, space, index, table, directory);
        LaneLink lane = space.openLane();
        this.lanes = lane == null ? null : new LaneDispatch(lane, dispatch, table, space);
        UnsentObjects unsent = new UnsentObjects(table);
        this.reader = lane == null || lanes == null ? readEvents() : readLane(lane, unsent, lanes);
        this.slabs = lanes == null ? null : new Slabs(space, lanes, reader);
        this.objects = new ObjectAccess(this, space, index, table, directory, dispatch, lane, lanes, slabs, unsent);
    }

    private ConnectionReader readEvents() {
        return new EventReader(space.subscribe(), dispatch, space.description());
    }

    private ConnectionReader readLane(LaneLink lane, UnsentObjects unsent, LaneDispatch laneDispatch) {
        LaneReader laneReader = new LaneReader(lane, unsent, table, laneDispatch, space.description());
        table.readBy(laneReader, lane);
        laneDispatch.readBy(laneReader);
        return laneReader;
    }

    /**
     * Connects to the store whose socket the environment variable {@value #SOCKET_VARIABLE} names.
     *
     * @return the connection, to be closed by the caller
     * @throws DalException if the variable is not set
     * @throws dev.dal.store.StoreConnectionException if the store cannot be reached
     */
    public static Connection open() {
        String path = System.getenv(SOCKET_VARIABLE);
        if (path == null || path.isEmpty()) {
            throw new DalException("The environment variable " + SOCKET_VARIABLE
                    + " is not set. Set it to the path of a store's socket, or use Connection.open(path).");
        }
        return open(Path.of(path));
    }

    /**
     * Connects to the store at a socket.
     *
     * @param socket path of the store's Unix socket
     * @return the connection, to be closed by the caller
     * @throws dev.dal.store.StoreConnectionException if the store cannot be reached
     */
    public static Connection open(Path socket) {
        return open(socket, ConnectionOptions.defaults());
    }

    /**
     * Connects to the store at a socket.
     *
     * @param socket path of the store's Unix socket
     * @param options how the connection behaves
     * @return the connection, to be closed by the caller
     * @throws dev.dal.store.StoreConnectionException if the store cannot be reached
     */
    public static Connection open(Path socket, ConnectionOptions options) {
        return open(StoreClient.connect(socket, options.connectRetries()), "the store at " + socket, options);
    }

    /**
     * Connects to a store of this JVM, without a socket.
     *
     * @param store the store, for example an {@code EmbeddedStore}
     * @return the connection, to be closed by the caller
     * @throws dev.dal.store.StoreConnectionException if the store is closed
     */
    public static Connection open(StoreEndpoint store) {
        return open(store, ConnectionOptions.defaults());
    }

    /**
     * Connects to a store of this JVM, without a socket.
     *
     * @param store the store, for example an {@code EmbeddedStore}
     * @param options how the connection behaves
     * @return the connection, to be closed by the caller
     * @throws dev.dal.store.StoreConnectionException if the store is closed
     */
    public static Connection open(StoreEndpoint store, ConnectionOptions options) {
        return open(StoreClient.connect(store), "the store in this JVM", options);
    }

    private static Connection open(StoreClient client, String description, ConnectionOptions options) {
        return start(new StoreObjects(client, description), client, options);
    }

    /**
     * A connection without a store: its objects lie in this JVM's memory. For tests and first steps.
     *
     * @return the connection, to be closed by the caller
     */
    public static Connection local() {
        return start(new LocalObjects(), null, ConnectionOptions.defaults());
    }

    private String namespaceName(int prefix) {
        NamespaceInfo info = directory.get(prefix);
        return info == null ? "" : info.name();
    }

    private static Connection start(ObjectSpace space, @Nullable StoreClient client, ConnectionOptions options) {
        Connection connection;
        try {
            connection = new Connection(space, client, options);
        } catch (RuntimeException e) {
            space.close();
            throw e;
        }
        if (client != null) {
            client.nameNamespaces(connection::namespaceName);
        }
        connection.reader.start();
        try {
            connection.updateObjectTable(START_PATIENCE);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /**
     * The client of the store, for operations on single objects.
     *
     * @return the client; it closes with this connection
     * @throws IllegalStateException if this connection has no store, see {@link #local()}
     */
    public StoreClient client() {
        if (client == null) {
            throw new IllegalStateException("An in-process connection has no store and so no client.");
        }
        return client;
    }

    /**
     * How long a wait without a deadline of its own lasts.
     *
     * @return the default timeout
     */
    public Duration timeout() {
        return options.timeout();
    }

    /**
     * The namespaces whose owners are alive. Of owners whose end nobody notifies, what is said may be a second old.
     *
     * @return what they declare, in the order of their prefixes
     */
    public List<NamespaceInfo> namespaces() {
        return directory.all();
    }

    /**
     * A namespace.
     *
     * @param prefix its prefix
     * @return what it declares, if its owner is alive
     */
    public Optional<NamespaceInfo> namespace(int prefix) {
        return directory.all().stream().filter(info -> info.prefix() == prefix).findFirst();
    }

    /**
     * What the owners of the namespaces say of them: the metadata of their declarations (dal-format.md section 1).
     *
     * @return the metadata by prefix, in the order of the prefixes
     */
    public Map<Integer, Map<String, String>> namespaceMeta() {
        return byPrefix(NamespaceDeclaration::metadata);
    }

    /**
     * The functions that the owners of the namespaces declare.
     *
     * @return the call schemas by prefix, in the order of the prefixes; empty lists for namespaces of callers
     */
    public Map<Integer, List<Schema>> namespaceProcs() {
        return byPrefix(NamespaceInfo::functions);
    }

    private <T> Map<Integer, T> byPrefix(Function<NamespaceInfo, T> content) {
        Map<Integer, T> all = new LinkedHashMap<>();
        directory.all().forEach(info -> all.put(info.prefix(), content.apply(info)));
        return Collections.unmodifiableMap(all);
    }

    /**
     * Waits until all of some objects are there, and takes hold of them, whatever they are: also of those that stand for
     * errors.
     *
     * @param ids the objects
     * @param timeout how long to wait for all of them together; zero does not wait
     * @return one buffer per id in their order, to be closed by the caller
     * @throws ObjectLostException if one can no longer come
     * @throws DalTimeoutException if the time was up; says which are not there
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     */
    public List<ObjectBuffer> getBuffers(List<ObjectId> ids, Duration timeout) {
        List<BufferRef> refs = new ArrayList<>(ids.size());
        try {
            ids.forEach(id -> refs.add(new BufferRef(objects.openHandle(id), null, ErrorTranslator.NONE)));
            RefWait.settle(refs, timeout);
            List<ObjectBuffer> buffers = new ArrayList<>(ids.size());
            refs.forEach(ref -> buffers.add(ref.view(ref.handle().held(), ref::close)));
            return buffers;
        } catch (RuntimeException e) {
            refs.forEach(Ref::close);
            throw e;
        }
    }

    /**
     * Waits until what some references refer to is there.
     *
     * @param refs references of this connection
     * @param timeout how long to wait for all of them together; zero does not wait
     * @param autoDelete whether closing a buffer closes its reference, so that the object goes when nobody else needs it;
     *     else closing a buffer has no effect, and the references stay open until they are closed
     * @return one buffer per reference in their order, valid until its reference closes
     * @throws ProcessingException if a call that was to make one of them failed
     * @throws ObjectLostException if one can no longer come
     * @throws FormatMismatchException if one carries metadata
     * @throws DalTimeoutException if the time was up; says which are not there
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if a reference is closed
     * @throws IllegalArgumentException if the references are of several connections
     */
    public List<ObjectBuffer> getRefBuffers(List<? extends Ref> refs, Duration timeout, boolean autoDelete) {
        Ref.awaitAll(refs, timeout);
        List<ObjectBuffer> buffers = new ArrayList<>(refs.size());
        refs.forEach(ref -> buffers.add(ref.view(ref.handle().held(), autoDelete ? ref::close : () -> {})));
        return buffers;
    }

    /**
     * Whether an object is sealed in the store, as far as this connection has been told.
     *
     * @param id the object
     * @return true if it can be got
     */
    public boolean objectExists(ObjectId id) {
        return objects.isSealed(id);
    }

    /**
     * Length of an object's data, as far as this connection has been told.
     *
     * @param id the object
     * @return bytes, if the object is sealed
     */
    public Optional<Long> objectSize(ObjectId id) {
        return objects.sizeOf(id);
    }

    /**
     * Waits until everything that happened in the store before this call is known here.
     *
     * @param timeout how long to wait
     * @throws DalTimeoutException if the time was up first
     * @throws ConnectionClosedException if the connection ended
     * @throws DalInterruptedException if the thread was interrupted
     */
    public void updateObjectTable(Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        if (lanes != null) {
            checkOpen();
            objects.sendUnsent();
            if (!lanes.sync(deadline)) {
                throw new DalTimeoutException(
                        "The object table was not brought up to date within " + timeout + ".", timeout);
            }
            return;
        }
        // Events come in order, however many there are: once an object is seen, all that came before it was seen. An
        // empty object fits into a full store.
        ObjectId marker =
                ObjectIds.of(MARKER_PREFIX, MARKERS.nextInt(), MARKERS.nextInt(), markerCount.incrementAndGet());
        ObjectHandle seen = new ObjectHandle(this, table.openHandle(marker));
        try (NewObject object = objects.create(marker, 0);
                HeldObject made = object.seal()) {
            if (seen.slot().await(deadline, seen) == null) {
                throw new DalTimeoutException(
                        "The object table was not brought up to date within " + timeout + ": object " + made.id()
                                + " was not seen.",
                        timeout);
            }
        } finally {
            seen.close();
        }
    }

    /**
     * Reserves a namespace.
     *
     * @param name display name
     * @param functions call schemas of the processing functions it declares; empty for a caller's namespace
     * @param prefix what its prefix must begin with: 0 to 4 bytes
     * @param maxAttempts how many prefixes to try
     * @return the namespace, to be closed by the caller
     * @throws DalException if no prefix was free
     */
    public Namespace reserveNamespace(String name, List<Schema> functions, byte[] prefix, int maxAttempts) {
        checkOpen();
        return new NamespaceReservation(this, name, functions).reserve(prefix, maxAttempts);
    }

    /**
     * This library's own way to objects and slots, for {@code dev.dal.call}; not meant for users.
     *
     * @return the access
     */
    public ObjectAccess objects() {
        return objects;
    }

    /** Ends every wait, releases all that is held, gives up the namespaces. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ConnectionClosedException reason =
                new ConnectionClosedException("The connection to " + space.description() + " was closed.");
        if (!endIfIdle(reason)) {
            // A thread waits under the lock for a store that does not answer: end its request first.
            closeSpace();
            end(reason);
        }
        dispatch.namespaces().forEach(Namespace::close);
        endViews();
        reader.close();
        space.close();
    }

    private void closeSpace() {
        endViews();
        space.close();
    }

    /** Before the first socket is closed: then the store gives what was held or written here to others. */
    private void endViews() {
        if (slabs != null) {
            slabs.close();
        }
        space.endViews();
    }

    @Override
    public String toString() {
        return "Connection to " + space.description();
    }

    ObjectSpace space() {
        return space;
    }

    /** The lane's events, if there is a lane. */
    @Nullable
    LaneDispatch lanes() {
        return lanes;
    }

    ReferenceTable table() {
        return table;
    }

    LeakReports leaks() {
        return leaks;
    }

    ConnectionReader reader() {
        return reader;
    }

    Namespace addNamespace(NamespaceInfo info, NewObject declaration) {
        table.lock.lock();
        try {
            table.checkOpen();
            objects.watch(info.prefix());
            Namespace namespace = new Namespace(this, info, declaration.seal());
            dispatch.addNamespace(namespace);
            directory.reserved(info);
            return namespace;
        } finally {
            table.lock.unlock();
        }
    }

    void removeNamespace(Namespace namespace) {
        try {
            objects.unwatch(namespace.prefix());
        } catch (StoreException gone) {
            storeFailed(gone);
        }
        if (lanes != null) {
            index.forget(namespace.prefix());
        }
        dispatch.removeNamespace(namespace);
        directory.givenUp(namespace.prefix());
    }

    /** The store can no longer be used: ends every wait, and gives up what others might still believe in. */
    void storeFailed(StoreException reason) {
        end(new ConnectionClosedException(
                "The connection to " + space.description() + " has gone: " + reason.getMessage(), reason));
        closeSpace();
    }

    /** Ends the waits, unless another thread keeps the lock for so long that it must be waiting for the store. */
    private boolean endIfIdle(ConnectionClosedException reason) {
        Deadline deadline = Deadline.after(Duration.ofMillis(LOCK_MILLIS));
        boolean interrupted = false;
        boolean locked = false;
        do {
            try {
                locked = table.lock.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        } while (!locked && !deadline.hasPassed());
        try {
            if (locked) {
                objects.sendUnsent(); // detached calls are made
                end(reason);
            }
        } finally {
            if (locked) {
                table.lock.unlock();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return locked;
    }

    private void end(ConnectionClosedException reason) {
        table.lock.lock();
        try {
            table.close(reason);
            if (lanes != null) {
                lanes.endViews();
            }
            directory.wakeAll();
        } finally {
            table.lock.unlock();
        }
    }

    private void checkOpen() {
        objects.checkOpen();
    }
}
