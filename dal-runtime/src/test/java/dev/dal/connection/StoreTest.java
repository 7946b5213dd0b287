package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreFullException;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.testing.ProcessResources;
import dev.dal.testing.TestStore;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is put into a store, and what is left of it, over a small store of this JVM. */
@Timeout(30)
class StoreTest {

    private static final long CAPACITY_BYTES = 1_000_000;
    private static final Shape MOST = Shape.of(CAPACITY_BYTES / Long.BYTES - 1000);

    private TestStore shared;
    private Connection connection;
    private Store store;

    /** Which kind of store it is all about. */
    TestStore launch(long capacityBytes) {
        return TestStore.inProcess(capacityBytes);
    }

    @BeforeEach
    void open() {
        shared = launch(CAPACITY_BYTES);
        connection = shared.connect();
        store = Store.open(connection, "test");
    }

    @AfterEach
    void close() {
        store.close();
        connection.close();
        shared.close();
    }

    private List<ObjectInfo> objects() {
        return connection.objects().list().stream()
                .filter(info -> !ObjectIds.isDeclaration(info.id()))
                .toList();
    }

    /** Slots that the connection still has. */
    private int awaitedSlots() {
        connection.objects().lock().lock();
        try {
            return connection.table().awaited().size();
        } finally {
            connection.objects().lock().unlock();
        }
    }

    @Test
    void whatIsPutIsACopyWithItsNames() {
        LongTensor source = LongTensor.of(1, 2, 3);
        try (TensorRef<LongTensor> ref = store.put(source, List.of("i"))) {
            source.set(0, 9);
            assertThat(ref.get().toArray()).containsExactly(1, 2, 3);
            assertThat(ref.dimensionNames()).containsExactly("i");
            assertThat(ref.id().prefix()).isEqualTo(store.namespace().prefix());
            assertThat(store.namespace().made(ref.id())).isTrue();
        }
        assertThat(objects()).isEmpty();
    }

    @Test
    void namesAreAsManyAsDimensions() {
        assertThatThrownBy(() -> store.put(LongTensor.of(1, 2), List.of("i", "j")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 1 dimensions; found the names [i, j]");
        assertThat(objects()).isEmpty();
        assertThat(awaitedSlots()).isZero();
    }

    @Test
    void aPutThatFindsNoRoomLeavesNothing() {
        assertThatThrownBy(() -> store.put(LongTensor.TYPE.zeros(Shape.of(CAPACITY_BYTES))))
                .isInstanceOf(StoreFullException.class);
        assertThat(objects()).isEmpty();
        assertThat(awaitedSlots()).isZero();
    }

    @Test
    void aShapeThatNoObjectCanHaveLeavesNothing() {
        assertThatThrownBy(() -> store.newTensor(LongTensor.TYPE, Shape.of(1L << 61)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(objects()).isEmpty();
        assertThat(awaitedSlots()).isZero();
    }

    @Test
    void aDraftThatIsNotSealedIsTakenBack() {
        LongTensor writable;
        try (Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, Shape.of(3))) {
            writable = draft.tensor();
            writable.set(0, 1);
            assertThat(objects()).hasSize(1);
        }
        assertThat(objects()).isEmpty();
        assertThatThrownBy(() -> writable.set(0, 1)).isInstanceOf(IllegalStateException.class);
        assertThat(awaitedSlots()).isZero();
    }

    @Test
    void aDraftClosesItsReference() {
        TensorRef<LongTensor> kept;
        try (Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, Shape.of(1))) {
            draft.tensor().set(0, 8);
            TensorRef<LongTensor> sealed = draft.seal();
            assertThat(draft.seal()).isSameAs(sealed);
            kept = sealed.retain();
            draft.close();
            assertThat(sealed.isClosed()).isTrue();
        }
        assertThat(kept.get().get(0)).isEqualTo(8);
        kept.close();
        assertThat(objects()).isEmpty();
    }

    @Test
    void aClosedDraftCannotBeSealed() {
        Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, Shape.of(1));
        draft.close();
        draft.close();
        assertThatThrownBy(draft::seal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed before it was sealed");
    }

    @Test
    void aDraftOfAClosedStoreCannotBeSealed() {
        Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, Shape.of(1));
        store.close();
        assertThatThrownBy(draft::seal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The store " + store.namespace().info().label() + " is closed.");
        draft.close();
        assertThat(objects()).isEmpty();
    }

    @Test
    void aDraftOfAClosedConnectionCannotBeSealed() {
        Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, Shape.of(1));
        connection.close();
        assertThatThrownBy(draft::seal).isInstanceOf(ConnectionClosedException.class);
        draft.close();
        assertThatThrownBy(() -> store.put(LongTensor.of(1))).isInstanceOf(ConnectionClosedException.class);
        assertThatThrownBy(() -> store.newTensor(LongTensor.TYPE, Shape.of(1)))
                .isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void aDraftWaitsForRoom() throws InterruptedException {
        TensorRef<LongTensor> hog;
        try (Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, MOST)) {
            hog = draft.seal().retain();
        }
        assertThatThrownBy(() -> store.newTensor(LongTensor.TYPE, MOST)).isInstanceOf(StoreFullException.class);
        assertThatThrownBy(() -> store.newTensor(LongTensor.TYPE, MOST, Duration.ofMillis(50)))
                .isInstanceOf(StoreFullException.class);
        Thread closing = new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            hog.close();
        });
        closing.start();
        try (Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, MOST, Duration.ofSeconds(20))) {
            assertThat(draft.tensor().shape()).isEqualTo(MOST);
        }
        closing.join();
    }

    @Test
    void whatNeverFitsIsNotWaitedFor() {
        StoreFullException full = catchThrowableOfType(
                StoreFullException.class,
                () -> store.newTensor(LongTensor.TYPE, Shape.of(CAPACITY_BYTES), Duration.ofSeconds(20)));
        assertThat(full.capacityBytes()).isEqualTo(CAPACITY_BYTES);
    }

    @Test
    void waitingForRoomIsInterruptible() {
        try (Draft<LongTensor> hog = store.newTensor(LongTensor.TYPE, MOST)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.newTensor(LongTensor.TYPE, MOST, Duration.ofSeconds(20)))
                    .isInstanceOf(DalInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(hog.tensor().shape()).isEqualTo(MOST);
        }
    }

    @Test
    void closingTakesEverythingAlong() {
        TensorRef<LongTensor> put = store.put(LongTensor.of(1));
        TensorRef<LongTensor> awaited = store.makeTensorRef(store.namespace().nextId(), LongTensor.TYPE, List.of("i"));
        store.close();
        store.close();
        assertThat(put.isClosed()).isTrue();
        assertThat(awaited.isClosed()).isTrue();
        assertThat(connection.objects().list()).isEmpty();
        assertThat(connection.namespaces()).isEmpty();
        assertThatThrownBy(() -> store.put(LongTensor.of(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.newTensor(LongTensor.TYPE, Shape.of(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.makeTensorRef(put.id(), LongTensor.TYPE, List.of("i")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.namespace().nextId())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The namespace " + store.namespace().info().label() + " was given up.");
    }

    @Test
    void anObjectOfTheUsersOwnIsLeftAlone() {
        ObjectId id = store.namespace().nextId();
        connection.client().put(id, ByteBuffer.wrap(new byte[] {1, 2, 3}), ByteBuffer.allocate(0));
        connection.updateObjectTable(Duration.ofSeconds(10));
        assertThat(connection.objectExists(id)).isTrue();
        assertThat(connection.objectSize(id)).contains(3L);
        assertThat(connection.client().contains(id)).isTrue();
        connection.client().delete(id);
        connection.updateObjectTable(Duration.ofSeconds(10));
        assertThat(connection.objectExists(id)).isFalse();
        assertThat(connection.objectSize(id)).isEmpty();
    }

    @Test
    void anObjectOfAnotherKindIsAMismatch() {
        try (TensorRef<LongTensor> put = store.put(LongTensor.of(1, 2));
                TensorRef<DoubleTensor> asDouble = store.makeTensorRef(put.id(), DoubleTensor.TYPE, List.of("i"));
                TensorRef<LongTensor> asMatrix = store.makeTensorRef(put.id(), LongTensor.TYPE, List.of("i", "j"))) {
            assertThatThrownBy(asDouble::get)
                    .isInstanceOf(FormatMismatchException.class)
                    .hasMessageContaining("Object " + put.id() + " does not hold the tensor float64[i]")
                    .hasMessageContaining("int64");
            assertThatThrownBy(asMatrix::get)
                    .isInstanceOf(FormatMismatchException.class)
                    .hasMessageContaining("int64[i, j]");
        }
    }

    @Test
    void reservedMetadataAreRefusedByName() {
        ObjectId id = store.namespace().nextId();
        connection
                .client()
                .put(id, ByteBuffer.allocate(8), ByteBuffer.wrap("strange".getBytes(StandardCharsets.UTF_8)));
        try (TensorRef<ByteTensor> ref = store.makeTensorRef(id, ByteTensor.TYPE, List.of())) {
            assertThatThrownBy(() -> ref.get(Duration.ofSeconds(10)))
                    .isInstanceOf(FormatMismatchException.class)
                    .hasMessageContaining("'strange'")
                    .hasMessageContaining("'dal:error'");
        }
    }

    @Test
    void anExportedBufferKeepsTheObject() {
        LongTensor view;
        LongBuffer exported;
        try (TensorRef<LongTensor> ref = store.put(LongTensor.of(11, 12))) {
            view = ref.get();
            exported = view.buffer();
        }
        assertThatThrownBy(() -> view.get(0)).isInstanceOf(IllegalStateException.class);
        assertThat(objects()).hasSize(1);
        assertThat(exported.get(1)).isEqualTo(12);
        assertThat(exported.isReadOnly()).isTrue();
        exported = null;
        assertThat(ProcessResources.afterCollecting(() -> objects().isEmpty())).isTrue();
    }
}
