package dev.dal.store.server;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreEndpoint;
import dev.dal.store.StoreException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreOptions;
import dev.dal.store.memory.MemoryKind;
import dev.dal.store.transport.UnixSocketListener;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Plasma store in this JVM. Other processes reach it through its socket, be they of this library or original Plasma
 * clients (plasma-store.md); this JVM through {@link #openLink()}, without a socket.
 *
 * <p>The socket is for the user alone that this process runs as: it is born with mode 0600, and the user at the other end
 * is checked. Objects lie in anonymous shared memory that is sealed against truncation. Thread-safe.
 */
public final class EmbeddedStore implements StoreEndpoint, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private static final long JOIN_MILLIS = 5000;

    private final long capacityBytes;
    private final Path socketPath;
    private final SharedCore store;
    private final EventLoop loop;
    private final Thread thread;
    /** What is to be closed at the end, the last opened first. */
    private final Deque<AutoCloseable> opened;

    private EmbeddedStore(
            long capacityBytes, Path socketPath, SharedCore store, EventLoop loop, Deque<AutoCloseable> opened) {
        this.capacityBytes = capacityBytes;
        this.socketPath = socketPath;
        this.store = store;
        this.loop = loop;
        this.opened = opened;
        this.thread = new Thread(loop::run, "dal-store " + socketPath);
        thread.setDaemon(true);
    }

    /**
     * Launches a store. When this returns, clients can connect.
     *
     * @param options capacity, socket path and the like
     * @return the store, to be closed by the caller; a store that is not closed ends with the JVM
     * @throws StoreConnectionException if the socket cannot be made, as when another store listens there
     * @throws StoreException if memory is to be preallocated and there is less than the capacity, or the directory
     *     cannot hold shared memory of the wanted kind
     * @throws IllegalArgumentException if there is no external store of the wanted name
     */
    public static EmbeddedStore launch(StoreOptions options) {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            Segments segments = open(opened, segments(options));
            SharedCore store = new SharedCore(
                    options.capacityBytes(), segments, ExternalStores.open(options.externalStore(), segments));
            SocketPlace place = open(opened, SocketPlace.of(options.socketPath()));
            UnixSocketListener listener = open(opened, UnixSocketListener.bind(place.path()));
            EventLoop loop = open(opened, new EventLoop(store));
            loop.accept(new Acceptor(listener, place.ownerId(), loop.poller(), loop.sockets()::add));
            EmbeddedStore launched = new EmbeddedStore(options.capacityBytes(), place.path(), store, loop, opened);
            launched.thread.start();
            return launched;
        } catch (RuntimeException | Error failure) {
            Throwable closing = closeAll(opened);
            if (closing != null) {
                failure.addSuppressed(closing);
            }
            throw failure;
        }
    }

    private static Segments segments(StoreOptions options) {
        MemoryKind kind = new MemoryKind(options.directory(), options.hugePages());
        if (!kind.equals(MemoryKind.ANONYMOUS)) {
            // What the directory or the system does not offer is told at launch, not with the first object.
            kind.create("dal-store", 1, false).close();
        }
        if (options.preallocate()) {
            kind.requireAvailable(options.capacityBytes());
        }
        return new Segments(kind, options.preallocate());
    }

    private static <T extends AutoCloseable> T open(Deque<AutoCloseable> opened, T resource) {
        opened.push(resource);
        return resource;
    }

    /** Closes everything; the first failure, with the others suppressed, or null. */
    private static @Nullable Throwable closeAll(Deque<AutoCloseable> opened) {
        Throwable first = null;
        for (AutoCloseable resource = opened.poll(); resource != null; resource = opened.poll()) {
            try {
                resource.close();
            } catch (Exception failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        return first;
    }

    /**
     * Where the store listens.
     *
     * @return the absolute path of its socket
     */
    public Path socketPath() {
        return socketPath;
    }

    /**
     * The store's capacity.
     *
     * @return bytes
     */
    public long capacityBytes() {
        return capacityBytes;
    }

    @Override
    public StoreLink openLink() {
        if (!loop.tryEnter()) {
            throw new StoreConnectionException("The store at " + socketPath + " is closed.");
        }
        try {
            return new InProcessLink(store, loop);
        } finally {
            loop.leave();
        }
    }

    /** What is leased and in no object, after all that was sent before (docs/protocol.md section 8.2). */
    long leasedBytes() {
        if (!loop.tryEnter()) {
            return 0;
        }
        try {
            return store.core().leasedBytes();
        } finally {
            loop.leave();
        }
    }

    /**
     * Ends the store: all connections end, whoever waits gets a {@link StoreConnectionException}, and the socket's file
     * is removed if it is still this store's. Memory goes back to the system even while others still map it, but for the
     * objects that somebody held, and for what is leased: these can be used until the last mapping of them is gone. Closing twice is harmless.
     *
     * @throws StoreException if something could not be freed; everything else is freed all the same
     */
    @Override
    public void close() {
        boolean balanced = true;
        store.lock().lock();
        try {
            if (!loop.isClosed()) {
                store.segments().keep(store.core().heldLocations());
                balanced = isBalancedWhereAsserted();
            }
            loop.stop();
        } finally {
            store.lock().unlock();
        }
        joinThread();
        Throwable failure;
        synchronized (opened) {
            failure = closeAll(opened);
        }
        if (failure != null) {
            throw new StoreException(
                    "The store at " + socketPath + " was closed, but not everything was freed: " + failure.getMessage(),
                    failure);
        }
        if (!balanced) {
            throw new AssertionError(
                    "The store at " + socketPath + " has accounted other bytes than its objects have.");
        }
    }

    /** Adds up all objects where assertions are on, as in tests; true elsewhere. */
    private boolean isBalancedWhereAsserted() {
        boolean balanced = true;
        // The assignment is the point: without assertions nothing is added up.
        assert (balanced = store.core().isBalanced()) || !balanced;
        return balanced;
    }

    /**
     * Waits until the store has stopped: somebody has closed it, or it has lost its way, which is logged.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void awaitEnd() throws InterruptedException {
        thread.join();
    }

    private void joinThread() {
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MILLIS);
        long millis = JOIN_MILLIS;
        while (thread.isAlive() && millis > 0) {
            try {
                thread.join(millis);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        if (thread.isAlive()) {
            LOG.warn("The thread of the store at {} has not ended within {} ms.", socketPath, JOIN_MILLIS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "embedded store at " + socketPath();
    }
}
