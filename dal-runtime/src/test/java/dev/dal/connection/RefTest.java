package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.store.ObjectId;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.TensorMessage;
import dev.dal.testing.ProcessResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** References to objects that are awaited, there, dropped and closed. */
@Timeout(30)
class RefTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** Holds on what was written, as a processor keeps them. */
    private final List<HeldObject> written = new ArrayList<>();

    private Connection connection;
    private Store store;

    @BeforeEach
    void open() {
        connection = Connection.local();
        store = Store.open(connection, "test");
    }

    @AfterEach
    void close() {
        written.forEach(HeldObject::close);
        store.close();
        connection.close();
    }

    private TensorRef<LongTensor> awaited(ObjectId id) {
        return store.makeTensorRef(id, LongTensor.TYPE, List.of("i"));
    }

    /** Writes what an awaited reference waits for. */
    private void write(ObjectId id, LongTensor tensor) {
        written.add(make(id, tensor));
    }

    private HeldObject make(ObjectId id, LongTensor tensor) {
        TensorMessage<LongTensor> message = TensorMessage.of(LongTensor.TYPE, tensor.shape(), List.of("i"));
        try (NewObject object = connection.objects().create(id, message.sizeBytes())) {
            message.writeTo(object.data(), tensor);
            return object.seal();
        }
    }

    private boolean isKnown(ObjectId id) {
        connection.objects().lock().lock();
        try {
            return connection.table().find(id) != null;
        } finally {
            connection.objects().lock().unlock();
        }
    }

    /** A thread that waits for a reference, and what its wait ended with. */
    private static CompletableFuture<LongTensor> waitingFor(TensorRef<LongTensor> ref) throws InterruptedException {
        CompletableFuture<LongTensor> outcome = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                outcome.complete(ref.get(LONG));
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        waiting.setDaemon(true);
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return outcome;
    }

    private static Throwable failureOf(CompletableFuture<?> outcome) {
        return catchThrowableOfType(ExecutionException.class, () -> outcome.get(10, TimeUnit.SECONDS))
                .getCause();
    }

    @Test
    void anAwaitedObjectIsHeldFromWhenItComes() {
        ObjectId id = store.namespace().nextId();
        try (TensorRef<LongTensor> ref = awaited(id)) {
            assertThat(ref.isReady()).isFalse();
            assertThat(ref.poll()).isEmpty();
            assertThat(ref).hasToString("TensorRef " + id + " (awaited)");
            write(id, LongTensor.of(4, 5));
            assertThat(ref.get(LONG).toArray()).containsExactly(4, 5);
            assertThat(ref.get()).isSameAs(ref.get());
            assertThat(ref).hasToString("TensorRef " + id);
        }
        assertThat(isKnown(id)).isFalse();
    }

    @Test
    void closingEndsTheWaitsOfOtherThreads() throws InterruptedException {
        TensorRef<LongTensor> ref = awaited(store.namespace().nextId());
        CompletableFuture<LongTensor> outcome = waitingFor(ref);
        ref.close();
        assertThat(failureOf(outcome))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The reference to object " + ref.id() + " is closed.");
    }

    @Test
    void closingEndsTheWaitsOfOtherThreadsAlsoWhereAnotherReferenceStays() throws InterruptedException {
        ObjectId id = store.namespace().nextId();
        TensorRef<LongTensor> ref = awaited(id);
        try (TensorRef<LongTensor> kept = ref.retain()) {
            CompletableFuture<LongTensor> outcome = waitingFor(ref);
            ref.close();
            assertThat(failureOf(outcome)).isInstanceOf(IllegalStateException.class);
            write(id, LongTensor.of(1));
            assertThat(kept.get(LONG).get(0)).isEqualTo(1);
        }
    }

    @Test
    void closingCompletesFutures() {
        TensorRef<LongTensor> ref = awaited(store.namespace().nextId());
        CompletableFuture<LongTensor> future = ref.toCompletableFuture();
        assertThat(future).isNotDone();
        ref.close();
        assertThat(failureOf(future)).isInstanceOf(IllegalStateException.class).hasMessageContaining("is closed");
        assertThatThrownBy(ref::toCompletableFuture).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFutureCompletesWhenTheObjectComes() throws Exception {
        ObjectId id = store.namespace().nextId();
        try (TensorRef<LongTensor> ref = awaited(id)) {
            CompletableFuture<Long> first = ref.toCompletableFuture().thenApply(tensor -> tensor.get(0));
            assertThat(ref.toCompletableFuture().cancel(true)).isTrue();
            write(id, LongTensor.of(9));
            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(9);
            assertThat(ref.toCompletableFuture().get(10, TimeUnit.SECONDS)).isSameAs(ref.get());
        }
    }

    @Test
    void aFutureFailsWithWhatAnErrorObjectSays() {
        ObjectId id = store.namespace().nextId();
        try (TensorRef<LongTensor> ref = awaited(id)) {
            CompletableFuture<Long> future = ref.toCompletableFuture().thenApply(tensor -> tensor.get(0));
            ProcessingError error = ProcessingError.of(ErrorKind.FAILED, "no luck", "f", "p@00000000");
            written.add(connection.objects().writeError(id, error));
            assertThat(failureOf(future))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("no luck");
            assertThatThrownBy(() -> ref.toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ProcessingException.class);
        }
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        try (TensorRef<LongTensor> ref = awaited(store.namespace().nextId())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> ref.get(LONG)).isInstanceOf(DalInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ref.isReady()).isFalse();
        }
    }

    @Test
    void anInterruptedThreadGetsWhatIsThere() {
        try (TensorRef<LongTensor> ref = store.put(LongTensor.of(7))) {
            Thread.currentThread().interrupt();
            assertThat(ref.get(LONG).get(0)).isEqualTo(7);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aTimeoutNamesReferenceAndTime() {
        try (TensorRef<LongTensor> ref = awaited(store.namespace().nextId())) {
            DalTimeoutException timeout =
                    catchThrowableOfType(DalTimeoutException.class, () -> ref.get(Duration.ofMillis(5)));
            assertThat(timeout).hasMessage("Object " + ref.id() + " was not there after PT0.005S.");
            assertThat(timeout.refs()).containsExactly(ref);
            assertThat(timeout.timeout()).isEqualTo(Duration.ofMillis(5));
        }
    }

    @Test
    void referencesAreKeptApart() {
        TensorRef<LongTensor> ref = store.put(LongTensor.of(1));
        TensorRef<LongTensor> kept = ref.retain();
        ref.close();
        ref.close();
        assertThat(ref.isClosed()).isTrue();
        assertThat(ref).hasToString("TensorRef " + ref.id() + " (closed)");
        assertThatThrownBy(ref::retain).isInstanceOf(IllegalStateException.class);
        assertThat(kept.get(LONG).get(0)).isEqualTo(1);
        kept.close();
        assertThat(isKnown(ref.id())).isFalse();
        assertThat(connection.objects().list()).allMatch(info -> ObjectIds.isDeclaration(info.id()));
    }

    @Test
    void retainingAHandleWhoseSlotIsGoneFails() {
        ObjectId id = store.namespace().nextId();
        ObjectSlot slot = Expecting.expect(connection.objects(), id, null);
        new ObjectHandle(connection, slot).close();
        // As if another thread had closed the last handle between the check and the retaining.
        ObjectHandle late = new ObjectHandle(connection, slot);
        assertThatThrownBy(late::retain)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void anObjectThatIsMadeForNobodyIsReleased() {
        ObjectId id = store.namespace().nextId();
        ObjectSlot slot = Expecting.expect(connection.objects(), id, null);
        new ObjectHandle(connection, slot).close();
        connection.objects().made(slot, make(id, LongTensor.of(1)));
        assertThat(slot.held()).isNull();
        assertThat(connection.objects().list()).noneMatch(info -> info.id().equals(id));
    }

    @Test
    void aDroppedReferenceToWhatNobodyCallsForIsForgotten() {
        ObjectId id = store.namespace().nextId();
        awaited(id);
        assertThat(ProcessResources.afterCollecting(() -> !isKnown(id))).isTrue();
    }

    @Test
    void aDroppedReferenceFreesItsObject() {
        ObjectId id = store.put(LongTensor.range(0, 1000)).id();
        assertThat(ProcessResources.afterCollecting(() -> connection.objects().list().stream()
                        .noneMatch(info -> info.id().equals(id))))
                .isTrue();
        assertThat(isKnown(id)).isFalse();
    }

    @Test
    void aViewKeepsItsReference() {
        LongTensor view = store.put(LongTensor.range(0, 10)).get();
        for (int i = 0; i < 40; i++) {
            System.gc();
        }
        assertThat(view.get(9)).isEqualTo(9);
    }
}
