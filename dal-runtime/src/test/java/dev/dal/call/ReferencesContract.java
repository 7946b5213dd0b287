package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.AdderCaller.LongResult;
import dev.dal.call.AdderCaller.TagResult;
import dev.dal.connection.BufferRef;
import dev.dal.connection.Connection;
import dev.dal.connection.DalException;
import dev.dal.connection.DalInterruptedException;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Draft;
import dev.dal.connection.HeldObject;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.Ref;
import dev.dal.connection.Scope;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What references do together: waits for several, scopes, what they keep, buffers. */
abstract class ReferencesContract extends AdderFixture {

    private void awaitBlocking() throws InterruptedException {
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean isThere(ObjectId id) {
        callerSide.updateObjectTable(SOON);
        return callerSide.objectExists(id);
    }

    @Test
    void allAreAwaited() {
        List<TensorRef<LongTensor>> refs = new ArrayList<>();
        try (Scope scope = store.scope()) {
            TensorRef<LongTensor> ys = scope.add(store.put(LongTensor.of(1)));
            for (int x = 0; x < 50; x++) {
                refs.add(scope.add(adder.simpleFn(x, ys)).zs());
            }
            refs.add(refs.get(0));
            Ref.awaitAll(refs, SOON);
            assertThat(refs).allMatch(Ref::isReady);
            Ref.awaitAll(refs);
            Ref.awaitAll(refs, Duration.ZERO);
            assertThat(refs.get(49).get().get(0)).isEqualTo(50);
        }
        Ref.awaitAll(List.of());
    }

    @Test
    void theFirstFailureEndsTheWaitForAll() {
        try (LongResult failing = adder.fail("no luck");
                TagResult blocked = adder.await_()) {
            assertThatThrownBy(() -> Ref.awaitAll(List.of(blocked.done(), failing.zs()), SOON))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("no luck");
            assertThat(blocked.isReady()).isFalse();
        }
    }

    @Test
    void aWaitForAllNamesWhatIsMissing() {
        try (TensorRef<LongTensor> there = store.put(LongTensor.of(1));
                TagResult blocked = adder.await_();
                LongResult behind = adder.simpleFn(1, there)) {
            List<Ref> refs = List.of(there, blocked.done(), behind.zs());
            DalTimeoutException timeout =
                    catchThrowableOfType(DalTimeoutException.class, () -> Ref.awaitAll(refs, MOMENT));
            String label = processor.info().label();
            assertThat(timeout)
                    .hasMessage("Of 3 objects 2 were not there after PT0.05S: object "
                            + blocked.done().id() + " (output 'done' of 'wait' at " + label + "), object "
                            + behind.zs().id() + " (output 'zs' of 'simple_fn' at " + label + ").");
            assertThat(timeout.refs()).containsExactly(blocked.done(), behind.zs());
            assertThat(timeout.timeout()).isEqualTo(MOMENT);
            assertThatThrownBy(() -> blocked.done().get(Duration.ZERO))
                    .hasMessage("Object " + blocked.done().id() + " (output 'done' of 'wait' at " + label
                            + ") was not there after PT0S.");
            service.permits.release();
            Ref.awaitAll(refs, SOON);
        }
    }

    @Test
    void ofManyThatAreMissingTenAreNamed() {
        List<TensorRef<LongTensor>> refs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            refs.add(open(store.newTensorRef(LongTensor.TYPE, "i")));
        }
        assertThatThrownBy(() -> Ref.awaitAny(refs, Duration.ZERO))
                .isInstanceOf(DalTimeoutException.class)
                .hasMessageContaining("Of 12 objects 12 were not there")
                .hasMessageContaining("object " + refs.get(9).id() + " and 2 more.")
                .satisfies(e -> assertThat(((DalTimeoutException) e).refs()).hasSize(12));
    }

    @Test
    void anyEndsWithTheFirstThatIsThere() {
        try (TensorRef<LongTensor> never = store.newTensorRef(LongTensor.TYPE, "i");
                LongResult result = adder.simpleFn(1, LongTensor.of(1));
                LongResult failing = adder.fail("no luck")) {
            assertThat(Ref.awaitAny(List.of(never, result.zs()), SOON)).isSameAs(result.zs());
            assertThat(Ref.awaitAny(List.of(never, failing.zs())))
                    .as("also if it is a failure")
                    .isSameAs(failing.zs());
            assertThat(Ref.awaitAny(List.of(never, failing.zs(), result.zs()), Duration.ZERO))
                    .isSameAs(failing.zs());
        }
        assertThatThrownBy(() -> Ref.awaitAny(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found none");
    }

    @Test
    void whatWasAwaitedInVainCanBeAwaitedAgain() {
        try (TagResult blocked = adder.await_()) {
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> Ref.awaitAny(List.of(blocked.done()), Duration.ZERO))
                        .isInstanceOf(DalTimeoutException.class);
            }
            service.permits.release();
            assertThat(Ref.awaitAny(List.of(blocked.done()), SOON)).isSameAs(blocked.done());
        }
    }

    @Test
    void referencesOfOneConnectionAreAwaitedTogether() {
        try (Connection other = kind.connect();
                Store elsewhere = Store.open(other, "elsewhere");
                TensorRef<LongTensor> here = store.put(LongTensor.of(1));
                TensorRef<LongTensor> there = elsewhere.put(LongTensor.of(1))) {
            assertThatThrownBy(() -> Ref.awaitAny(List.of(here, there)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("are of one connection");
        }
    }

    /** What a wait for all of some references ends with, which are awaited by another thread by now. */
    private CompletableFuture<Void> waitingFor(List<? extends Ref> refs) throws InterruptedException {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                Ref.awaitAll(refs, SOON);
                outcome.complete(null);
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        waiting.setDaemon(true);
        waiting.start();
        callerSide.objects().lock().lock();
        callerSide.objects().lock().unlock();
        assertThat(comesTrue(() -> waiting.getState() != Thread.State.NEW)).isTrue();
        TimeUnit.MILLISECONDS.sleep(20);
        return outcome;
    }

    @Test
    void closingOneEndsTheWait() throws Exception {
        try (TensorRef<LongTensor> first = store.newTensorRef(LongTensor.TYPE, "i");
                TensorRef<LongTensor> second = store.newTensorRef(LongTensor.TYPE, "i");
                TensorRef<LongTensor> kept = second.retain()) {
            CompletableFuture<Void> outcome = waitingFor(List.of(first, second));
            second.close();
            ExecutionException ended =
                    catchThrowableOfType(ExecutionException.class, () -> outcome.get(10, TimeUnit.SECONDS));
            assertThat(ended.getCause())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The reference to object " + second.id() + " is closed.");
            assertThatThrownBy(() -> Ref.awaitAll(List.of(first, second), SOON))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(kept.isReady()).isFalse();
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        try (TensorRef<LongTensor> never = store.newTensorRef(LongTensor.TYPE, "i")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Ref.awaitAny(List.of(never), SOON)).isInstanceOf(DalInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aScopeClosesAndCancels() throws InterruptedException {
        TensorRef<LongTensor> ys;
        TagResult blocked;
        Results<LongResult> batch;
        try (Scope scope = store.scope()) {
            ys = scope.add(store.put(LongTensor.of(1)));
            blocked = scope.add(adder.await_());
            batch = scope.add(adder.simpleFnBatch(List.of(new AdderCaller.SimpleFnCall(1, ys))));
            Draft<LongTensor> draft = scope.add(store.newTensor(LongTensor.TYPE, Shape.of(3)));
            assertThat(draft.tensor().shape()).isEqualTo(Shape.of(3));
            awaitBlocking();
        }
        assertThat(ys.isClosed()).isTrue();
        assertThat(blocked.done().isClosed()).isTrue();
        assertThat(batch.get(0).zs().isClosed()).isTrue();
        assertThat(comesTrue(() -> service.sawCancellation)).isTrue();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aClosedScopeClosesWhatIsAdded() {
        Scope scope = store.scope();
        scope.close();
        scope.close();
        TensorRef<LongTensor> late = store.put(LongTensor.of(1));
        assertThatThrownBy(() -> scope.add(late))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The scope is closed");
        assertThat(late.isClosed()).isTrue();
    }

    @Test
    void aScopeClosesTheRestWhereOneFails() {
        Scope scope = store.scope();
        TensorRef<LongTensor> first = scope.add(store.put(LongTensor.of(1)));
        scope.add(() -> {
            throw new IllegalStateException("second");
        });
        scope.add(() -> {
            throw new IOException("first");
        });
        assertThatThrownBy(scope::close)
                .isInstanceOf(DalException.class)
                .hasMessageContaining("first")
                .hasCauseInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void aStoreClosesItsScopesAndResultsAndCancels() throws InterruptedException {
        List<String> closed = new ArrayList<>();
        Scope scope = store.scope();
        scope.add(() -> closed.add("closed"));
        TagResult blocked = adder.await_();
        awaitBlocking();
        store.close();
        assertThat(closed).containsExactly("closed");
        assertThat(blocked.done().isClosed()).isTrue();
        assertThat(comesTrue(() -> service.sawCancellation)).isTrue();
        assertThatThrownBy(store::scope).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsDetachedRunsAndLeavesNothing() throws InterruptedException {
        TagResult blocked = adder.await_();
        LongResult behind = adder.simpleFn(1, LongTensor.of(1));
        Results<LongResult> batch = adder.simpleFnBatch(List.of(new AdderCaller.SimpleFnCall(1, LongTensor.of(2))));
        TensorRef<LongTensor> put = store.put(LongTensor.of(1));
        awaitBlocking();
        blocked.detach();
        behind.zs().detach();
        batch.detach();
        put.detach();
        put.detach();
        assertThat(behind.zs().isClosed()).isTrue();
        assertThatThrownBy(() -> behind.zs().get(SOON)).isInstanceOf(IllegalStateException.class);
        service.permits.release();
        assertThat(comesTrue(() -> service.runs.get() == 3)).isTrue();
        assertThat(service.sawCancellation).isFalse();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void detachingEndsViews() {
        TensorRef<LongTensor> put = store.put(LongTensor.of(1));
        LongTensor view = put.get();
        put.detach();
        assertThatThrownBy(() -> view.get(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDependencyStaysUntilTheObjectIsThere() throws InterruptedException {
        TensorRef<LongTensor> needed = store.put(LongTensor.of(1));
        TensorRef<LongTensor> made = open(store.newTensorRef(LongTensor.TYPE, "i"));
        made.addDependency(needed);
        needed.close();
        assertThat(isThere(needed.id())).isTrue();
        made.put(LongTensor.of(2));
        assertThat(made.get(SOON).get(0)).isEqualTo(2);
        assertThat(comesTrue(() -> !isThere(needed.id()))).isTrue();
        assertThatThrownBy(() -> made.addDependency(needed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDependencyOfWhatIsThereIsNotKept() throws InterruptedException {
        TensorRef<LongTensor> needed = store.put(LongTensor.of(1));
        TensorRef<LongTensor> made = open(store.put(LongTensor.of(2)));
        made.addDependency(needed, SOON);
        needed.close();
        assertThat(comesTrue(() -> !isThere(needed.id()))).isTrue();
    }

    @Test
    void aReferenceIsKeptAsLongAsTheOther() throws InterruptedException {
        TensorRef<LongTensor> needed = store.put(LongTensor.of(1));
        TensorRef<LongTensor> also = store.put(LongTensor.of(2));
        TensorRef<LongTensor> made = store.put(LongTensor.of(3));
        made.addReference(needed);
        made.addReference(also, SOON);
        needed.close();
        also.close();
        assertThat(isThere(needed.id())).isTrue();
        assertThat(isThere(also.id())).isTrue();
        made.close();
        assertThat(restingObjects()).isEmpty();
        TensorRef<LongTensor> other = open(store.put(LongTensor.of(3)));
        assertThatThrownBy(() -> made.addReference(other)).isInstanceOf(IllegalStateException.class);
        TensorRef<LongTensor> never = open(store.newTensorRef(LongTensor.TYPE, "i"));
        assertThatThrownBy(() -> other.addReference(never, Duration.ZERO)).isInstanceOf(DalTimeoutException.class);
    }

    @Test
    void aNewReferenceIsWrittenOnce() {
        TensorRef<LongTensor> ref = open(store.newTensorRef(LongTensor.TYPE, "i"));
        try (LongResult result = adder.simpleFn(1, ref)) {
            assertThatThrownBy(() -> result.get(MOMENT)).isInstanceOf(DalTimeoutException.class);
            ref.put(LongTensor.of(4, 5));
            assertThat(result.get(SOON).toArray()).containsExactly(5, 6);
        }
        assertThat(ref.get().toArray()).containsExactly(4, 5);
        assertThatThrownBy(() -> ref.put(LongTensor.of(1))).isInstanceOf(ObjectExistsException.class);
        assertThatThrownBy(() -> ref.put(LongTensor.TYPE.zeros(Shape.of(1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A reference to int64[i] takes such a tensor; found int64 of shape (1, 1).");
    }

    @Test
    void buffersAreGotById() throws InterruptedException {
        BufferRef bytes = store.newBufferRef();
        bytes.put(new byte[] {1, 2, 3});
        LongResult failing = adder.fail("no luck");
        assertThatThrownBy(() -> failing.await(SOON)).isInstanceOf(ProcessingException.class);
        List<ObjectBuffer> buffers =
                callerSide.getBuffers(List.of(bytes.id(), failing.zs().id()), SOON);
        bytes.close();
        failing.close();
        assertThat(buffers.get(0).id()).isEqualTo(bytes.id());
        assertThat(buffers.get(0).data().bytes(0, 3)).containsExactly(1, 2, 3);
        assertThat(buffers.get(0).metadata().length()).isZero();
        assertThat(buffers.get(1).metadata().bytes(0, 9)).asString().isEqualTo("dal:error");
        buffers.forEach(ObjectBuffer::close);
        assertThatThrownBy(() -> buffers.get(0).data().getByte(0)).isInstanceOf(IllegalStateException.class);
        assertThat(buffers.get(0).isClosed()).isTrue();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void buffersAreAwaited() throws InterruptedException {
        ObjectId never = store.namespace().nextId();
        try (TensorRef<LongTensor> there = store.put(LongTensor.of(1))) {
            assertThatThrownBy(() -> callerSide.getBuffers(List.of(there.id(), never), MOMENT))
                    .isInstanceOf(DalTimeoutException.class)
                    .hasMessage("Of 2 objects 1 were not there after PT0.05S: object " + never + ".");
        }
        assertThat(callerSide.getBuffers(List.of(), SOON)).isEmpty();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void buffersOfReferences() throws InterruptedException {
        LongResult result = adder.simpleFn(1, LongTensor.of(1));
        List<ObjectBuffer> views = callerSide.getRefBuffers(List.of(result.zs()), SOON, false);
        views.get(0).close();
        assertThat(views.get(0).data().length()).isPositive();
        List<ObjectBuffer> owned = callerSide.getRefBuffers(List.of(result.zs()), SOON, true);
        assertThat(owned.get(0).data().length()).isPositive();
        owned.get(0).close();
        assertThat(result.zs().isClosed()).isTrue();
        assertThat(views.get(0).isClosed()).isTrue();
        try (LongResult failing = adder.fail("no luck")) {
            assertThatThrownBy(() -> callerSide.getRefBuffers(List.of(failing.zs()), SOON, true))
                    .isInstanceOf(ProcessingException.class);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void namespacesAreDescribed() {
        int served = processor.info().prefix();
        assertThat(callerSide.namespaceProcs().get(served)).isEqualTo(AdderService.ALL);
        assertThat(callerSide.namespaceProcs().get(store.namespace().prefix())).isEmpty();
        assertThat(callerSide.namespaceMeta().get(served))
                .containsEntry("proc:namespace", "Adder")
                .containsEntry("proc:pid", Long.toString(ProcessHandle.current().pid()))
                .containsEntry("dal:epoch", ObjectIds.prefixHex(processor.info().epoch()))
                .containsKey("proc:argv");
        assertThat(callerSide.namespaceMeta().keySet())
                .isSubsetOf(callerSide.namespaceProcs().keySet());
    }

    @Test
    void aForeignErrorObjectIsNoFailureOfTheBuffers() {
        ObjectId id = store.namespace().nextId();
        try (HeldObject error = callerSide
                .objects()
                .writeError(
                        id,
                        dev.dal.connection.ProcessingError.of(
                                dev.dal.connection.ErrorKind.FAILED, "text", "f", "p@00000000"))) {
            List<ObjectBuffer> buffers = callerSide.getBuffers(List.of(error.id()), SOON);
            assertThat(buffers.get(0).data().length()).isPositive();
            buffers.get(0).close();
        }
    }
}
