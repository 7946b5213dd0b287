package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreEndpoint;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreOptions;
import dev.dal.store.client.StoreClient;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.testing.ProcessResources;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How connections begin and end, over a store of this JVM. */
@Timeout(60)
class ConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long CAPACITY_BYTES = 1_000_000;

    private EmbeddedStore embedded;

    @BeforeEach
    void launch() {
        embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(CAPACITY_BYTES));
    }

    @AfterEach
    void end() {
        embedded.close();
    }

    /** Runs something on a thread of its own until it waits. */
    private static CompletableFuture<Object> waiting(Runnable wait) throws InterruptedException {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                wait.run();
                outcome.complete("ended");
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        // A thread that waits in native code looks as if it ran.
        TimeUnit.MILLISECONDS.sleep(50);
        return outcome;
    }

    private static void assertEndedByClosing(List<CompletableFuture<Object>> waits, String text) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        for (CompletableFuture<Object> wait : waits) {
            assertThatThrownBy(() -> wait.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(ConnectionClosedException.class)
                    .hasMessageContaining(text);
        }
    }

    /** One wait of every kind. */
    private static List<CompletableFuture<Object>> waits(Connection connection, Store store)
            throws InterruptedException {
        TensorRef<LongTensor> ref = store.makeTensorRef(store.namespace().nextId(), LongTensor.TYPE, List.of("i"));
        List<CompletableFuture<Object>> waits = new ArrayList<>();
        waits.add(waiting(() -> ref.get(LONG)));
        waits.add(waiting(() -> connection.objects().awaitNamespaces(namespaces -> null, Deadline.after(LONG))));
        Shape most = Shape.of(CAPACITY_BYTES / Long.BYTES - 2000);
        Draft<LongTensor> hog = store.newTensor(LongTensor.TYPE, most);
        assertThat(hog.tensor().shape()).isEqualTo(most);
        waits.add(waiting(() -> store.newTensor(LongTensor.TYPE, most, LONG)));
        waits.add(ref.toCompletableFuture().thenApply(tensor -> tensor));
        return waits;
    }

    @Test
    void closingEndsEveryWait() throws InterruptedException {
        Connection connection = Connection.open(embedded);
        List<CompletableFuture<Object>> waits = waits(connection, Store.open(connection, "test"));
        connection.close();
        assertEndedByClosing(waits, "was closed");
        connection.close();
    }

    @Test
    void theEndOfTheStoreEndsEveryWait() throws InterruptedException {
        Connection connection = Connection.open(embedded.socketPath());
        Store store = Store.open(connection, "test");
        List<CompletableFuture<Object>> waits = waits(connection, store);
        embedded.close();
        assertEndedByClosing(waits, "has gone");
        assertThatThrownBy(() -> store.put(LongTensor.of(1))).isInstanceOf(ConnectionClosedException.class);
        store.close();
        connection.close();
    }

    /** A store whose answers can be withheld. */
    private final class SilentStore implements StoreEndpoint {
        private final CountDownLatch linkClosed = new CountDownLatch(1);
        private volatile boolean silent;
        private volatile boolean tellsNothing;

        @Override
        public StoreLink openLink() {
            StoreLink link = embedded.openLink();
            return (StoreLink) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {StoreLink.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("openLane")) {
                            return null;
                        } else if (method.getName().equals("close")) {
                            linkClosed.countDown();
                        } else if (silent && !method.getName().equals("release")) {
                            linkClosed.await();
                            throw new StoreConnectionException("closed while waiting for an answer");
                        }
                        try {
                            Object result = method.invoke(link, arguments);
                            return result instanceof EventSource events ? muffled(events) : result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private EventSource muffled(EventSource events) {
            return new EventSource() {
                @Override
                public int poll(EventSink sink, long timeoutMillis) {
                    return events.poll(tellsNothing ? IGNORED : sink, timeoutMillis);
                }

                @Override
                public void wakeUp() {
                    events.wakeUp();
                }

                @Override
                public void close() {
                    events.close();
                }
            };
        }
    }

    private static final EventSink IGNORED = new EventSink() {
        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {}

        @Override
        public void deleted(ObjectId id) {}
    };

    @Test
    void closingEndsTheWaitsAlsoWhereTheStoreDoesNotAnswer() throws InterruptedException {
        SilentStore silent = new SilentStore();
        Connection connection = Connection.open(silent);
        Store store = Store.open(connection, "test");
        TensorRef<LongTensor> awaited = store.makeTensorRef(store.namespace().nextId(), LongTensor.TYPE, List.of("i"));
        try (Connection other = Connection.open(embedded);
                Store others = Store.open(other, "other");
                TensorRef<LongTensor> kept = others.put(LongTensor.of(1))) {
            ObjectId there = kept.id();
            connection.updateObjectTable(LONG);
            CompletableFuture<Object> wait = waiting(() -> awaited.get(LONG));
            silent.silent = true;
            // Asks the store under the lock of the connection.
            CompletableFuture<Object> asking = waiting(() -> store.makeTensorRef(there, LongTensor.TYPE, List.of("i")));
            CompletableFuture<Object> closing = waiting(connection::close);
            assertThatThrownBy(() -> wait.get(1, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(ConnectionClosedException.class);
            assertThatThrownBy(() -> asking.get(1, TimeUnit.SECONDS))
                    .cause()
                    .hasMessageContaining("closed while waiting for an answer");
            assertThat(closing).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void aConnectionOpensWhateverItsDefaultTimeout() {
        ConnectionOptions impatient = ConnectionOptions.defaults().withTimeout(Duration.ZERO);
        try (Connection connection = Connection.open(embedded, impatient)) {
            assertThat(connection.timeout()).isZero();
            try (Store store = Store.open(connection, "test");
                    TensorRef<LongTensor> ref =
                            store.makeTensorRef(store.namespace().nextId(), LongTensor.TYPE, List.of("i"))) {
                assertThatThrownBy(ref::get).isInstanceOf(DalTimeoutException.class);
            }
        }
        assertThatThrownBy(() -> ConnectionOptions.defaults().withTimeout(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTableThatIsUpToDateHasEverythingHoweverMuchThereIs() {
        int count = 20_000;
        try (StoreClient foreign = StoreClient.connect(embedded)) {
            for (int i = 1; i <= count; i++) {
                foreign.createAndSeal(ObjectIds.of(9, 9, 9, i), ByteBuffer.allocate(1), ByteBuffer.allocate(0));
            }
            try (Connection connection = Connection.open(embedded.socketPath())) {
                assertThat(known(connection, count)).as("when it was opened").isEqualTo(count);
                foreign.delete(ObjectIds.of(9, 9, 9, 1));
                connection.updateObjectTable(LONG);
                assertThat(known(connection, count)).isEqualTo(count - 1);
                assertThat(connection.objects().list()).hasSize(count - 1);
            }
        }
    }

    private static long known(Connection connection, int count) {
        return IntStream.rangeClosed(1, count)
                .filter(i -> connection.objectExists(ObjectIds.of(9, 9, 9, i)))
                .count();
    }

    @Test
    void bringingTheTableUpToDateEndsAtItsDeadline() {
        SilentStore silent = new SilentStore();
        try (Connection connection = Connection.open(silent)) {
            silent.tellsNothing = true;
            // The poll that goes on still tells the next event.
            catchThrowable(() -> connection.updateObjectTable(Duration.ofMillis(50)));
            assertThatThrownBy(() -> connection.updateObjectTable(Duration.ofMillis(50)))
                    .isInstanceOf(DalTimeoutException.class)
                    .hasMessageContaining("not brought up to date within PT0.05S");
            silent.tellsNothing = false;
            catchThrowable(() -> connection.updateObjectTable(Duration.ofMillis(50)));
            connection.updateObjectTable(LONG);
        }
    }

    @Test
    void viewsEndWithTheirConnection() {
        Connection connection = Connection.open(embedded);
        Store store = Store.open(connection, "test");
        TensorRef<LongTensor> ref = store.put(LongTensor.of(5));
        LongTensor view = ref.retain().get();
        LongTensor other = ref.get();
        assertThat(view.get(0)).isEqualTo(5);
        connection.close();
        assertThatThrownBy(() -> view.get(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> other.get(0)).isInstanceOf(IllegalStateException.class);
        ref.close();
        store.close();
    }

    @Test
    void aClosedConnectionReservesNothing() {
        Connection connection = Connection.open(embedded);
        connection.close();
        assertThatThrownBy(() -> Store.open(connection, "late")).isInstanceOf(ConnectionClosedException.class);
        assertThatThrownBy(() -> connection.updateObjectTable(LONG)).isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void aConnectionSaysWhereItGoes() {
        try (Connection inside = Connection.open(embedded);
                Connection outside = Connection.open(embedded.socketPath());
                Connection local = Connection.local()) {
            assertThat(outside).hasToString("Connection to the store at " + embedded.socketPath());
            assertThat(inside.toString()).startsWith("Connection to the store ");
            assertThat(local).hasToString("Connection to the memory of this JVM");
            assertThat(outside.client().capacityBytes()).isEqualTo(CAPACITY_BYTES);
            assertThatThrownBy(local::client)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has no store");
        }
    }

    @Test
    void noStoreIsAnErrorAtOnce() {
        Path nowhere = Path.of("/tmp/there-is-no-store-here.sock");
        assertThatThrownBy(() ->
                        Connection.open(nowhere, ConnectionOptions.defaults().withConnectRetries(0)))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessageContaining(nowhere.toString());
        embedded.close();
        assertThatThrownBy(() -> Connection.open(embedded)).isInstanceOf(StoreConnectionException.class);
    }

    @Test
    void connectionsLeaveNoThreadsAndDescriptors() {
        Connection.open(embedded.socketPath()).close();
        long descriptors = ProcessResources.descriptors();
        for (int i = 0; i < 20; i++) {
            try (Connection connection =
                    i % 2 == 0 ? Connection.open(embedded.socketPath()) : Connection.open(embedded)) {
                assertThat(connection.namespaces()).isEmpty();
            }
        }
        assertThat(ProcessResources.afterCollecting(() -> ProcessResources.descriptors() <= descriptors))
                .isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("dal-reader"));
    }

    @Test
    void closingFromAFutureOfItsOwnIsHarmless() throws Exception {
        Connection connection = Connection.open(embedded);
        Store store = Store.open(connection, "test");
        try (TensorRef<LongTensor> ref = store.put(LongTensor.of(1))) {
            ref.toCompletableFuture().thenAccept(tensor -> connection.close()).get(10, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> store.put(LongTensor.of(1))).isInstanceOf(ConnectionClosedException.class);
    }
}
