package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.AdderCaller.LongResult;
import dev.dal.call.AdderCaller.TagResult;
import dev.dal.connection.Connection;
import dev.dal.connection.ConnectionClosedException;
import dev.dal.connection.Draft;
import dev.dal.connection.Ref;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.testing.ProcessResources;
import java.lang.reflect.Method;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of references and views, one by one: who keeps what, what cancels, and what may be read until when. */
abstract class ReferenceRulesContract extends AdderFixture {

    private static final int THREADS = 4;

    @AfterEach
    void traceNoMore() {
        System.clearProperty("dal.leaks");
    }

    /** The same fixture, where leaks are told of with their place. */
    private void serveTracing() throws Exception {
        leaveNothing();
        System.setProperty("dal.leaks", "trace");
        serve();
    }

    private void awaitBlocking() throws InterruptedException {
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean isGone(ObjectId id) {
        return callerSide.objects().list().stream().noneMatch(info -> info.id().equals(id));
    }

    @Test
    void onlyClosingEveryOutputOfTheBatchCancels() throws InterruptedException {
        Results<LongResult> batch = adder.simpleFnBatch(List.of(
                new AdderCaller.SimpleFnCall(1, LongTensor.of(1)), new AdderCaller.SimpleFnCall(2, LongTensor.of(1))));
        batch.get(0).close();
        assertThat(batch.get(1).get(SOON).get(0)).as("one is still wanted").isEqualTo(3);
        batch.close();
        TagResult blocked = adder.await_();
        awaitBlocking();
        TensorRef<?> kept = blocked.done().retain();
        blocked.close();
        service.permits.release();
        kept.await(SOON);
        kept.close();
        assertThat(service.sawCancellation).isFalse();
        assertThat(restingObjects()).isEmpty();
    }

    private ObjectId dropAResult() {
        return adder.await_().done().id();
    }

    @Test
    void aDroppedResultCancelsNothingAndIsToldOfOnce() throws Exception {
        serveTracing();
        try (Stderr said = new Stderr()) {
            List<ObjectId> dropped = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                dropped.add(dropAResult());
            }
            assertThat(ProcessResources.afterCollecting(() -> said.text().contains("became garbage")))
                    .isTrue();
            awaitBlocking();
            service.permits.release(3);
            assertThat(comesTrue(() -> service.runs.get() == 3)).isTrue();
            assertThat(ProcessResources.afterCollecting(() -> dropped.stream().allMatch(this::isGone)))
                    .as("what arrives for nobody is freed")
                    .isTrue();
            String place = "ReferenceRulesContract.dropAResult(ReferenceRulesContract.java:";
            assertThat(comesTrue(() -> said.text().contains(place)))
                    .as("the place, which may still be being printed")
                    .isTrue();
            assertThat(said.text())
                    .containsOnlyOnce("became garbage before it was closed: object ")
                    .containsOnlyOnce(place);
        }
        assertThat(service.sawCancellation).isFalse();
        assertThat(restingObjects()).isEmpty();
    }

    private void dropWhatIsNoLeak() {
        store.put(LongTensor.of(1));
        store.newTensorRef(LongTensor.TYPE, "i");
        adder.simpleFn(1, LongTensor.of(1)).close();
        LongResult detached = adder.simpleFn(1, LongTensor.of(1));
        detached.detach();
        adder.simpleFnBatch(List.of(new AdderCaller.SimpleFnCall(1, LongTensor.of(1))))
                .get(0)
                .close();
    }

    @Test
    void whatTheStorePutIsNoLeak() throws Exception {
        serveTracing();
        try (Stderr said = new Stderr()) {
            dropWhatIsNoLeak();
            assertThat(ProcessResources.afterCollecting(
                            () -> callerSide.objects().list().size() <= 4))
                    .isTrue();
            store.put(LongTensor.of(1)).retain();
            assertThat(ProcessResources.afterCollecting(() -> said.text().contains("became garbage")))
                    .as("but what was retained is one")
                    .isTrue();
            assertThat(comesTrue(() -> said.text().contains("ReferenceRulesContract.whatTheStorePutIsNoLeak(")))
                    .as("the place, which may still be being printed")
                    .isTrue();
            assertThat(said.text()).containsOnlyOnce("became garbage");
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aViewKeepsItsResult() {
        LongTensor view = adder.simpleFn(1, LongTensor.of(1, 2)).zs().get(SOON);
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        assertThat(view.toArray()).containsExactly(2, 3);
    }

    @Test
    void aSealedDraftOwnsItsReference() throws InterruptedException {
        TensorRef<LongTensor> kept;
        LongTensor written;
        try (Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, Shape.of(2))) {
            written = draft.tensor();
            written.set(0, 5);
            TensorRef<LongTensor> sealed = draft.seal();
            assertThat(draft.seal()).isSameAs(sealed);
            assertThatThrownBy(() -> written.set(1, 5)).isInstanceOf(IllegalStateException.class);
            kept = sealed.retain();
        }
        assertThat(kept.get(SOON).get(0)).isEqualTo(5);
        kept.close();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void viewsThatAFunctionWasGivenEndWithTheCall() throws InterruptedException {
        AtomicReference<LongTensor> view = new AtomicReference<>();
        AtomicReference<TensorRef<LongTensor>> retained = new AtomicReference<>();
        ProbeService probe = new ProbeService()
                .with(
                        CallSchemas.function(
                                "keep", Parameters.tensorIn("ys", LongTensor.TYPE, "i"), Parameters.tagOut("done")),
                        call -> {
                            view.set(call.tensor(0, LongTensor.TYPE));
                            retained.set(call.ref(0, LongTensor.TYPE).retain());
                            call.tag(1);
                        });
        Connection connection = kind.connectProcessor(callerSide);
        if (connection != callerSide) {
            open(connection);
        }
        open(Processor.serve(connection, ProcessorOptions.defaults(), probe)).start();
        try (Caller caller = Caller.open(store, probe.schemas(), CallerOptions.defaults());
                CallResult result = caller.call("keep", LongTensor.of(7))) {
            result.await(SOON);
        }
        assertThat(comesTrue(() -> {
                    try {
                        return view.get().get(0) == 0;
                    } catch (IllegalStateException ended) {
                        return true;
                    }
                }))
                .isTrue();
        assertThat(retained.get().get(SOON).get(0)).isEqualTo(7);
        retained.get().close();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void viewsEndWithTheirReferenceAndExportsHoldTheObject() throws Exception {
        LongResult result = adder.simpleFn(1, LongTensor.of(1, 2));
        LongTensor view = result.get(SOON);
        LongBuffer exported = view.buffer();
        ObjectBuffer bytes = result.zs().getBuffer(SOON, false);
        result.close();
        assertThatThrownBy(() -> view.get(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed, and its views with it");
        useMemory();
        assertThat(exported.get(1)).isEqualTo(3);
        leaveNothing();
        assertThatCode(() -> exported.get(1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> view.get(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(view::buffer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> bytes.data().getByte(0)).isInstanceOf(IllegalStateException.class);
        bytes.close();
        result.close();
        serve();
    }

    /** Objects that would lie where others did that are gone. */
    private void useMemory() {
        for (int i = 0; i < 200; i++) {
            try (LongResult other = adder.simpleFn(i, LongTensor.of(10, 20))) {
                assertThat(other.get(SOON).get(1)).isEqualTo(i + 20);
            }
        }
    }

    @Test
    void readsThatRaceWithClosingEndInOrder() throws Exception {
        for (int round = 0; round < 5; round++) {
            TensorRef<LongTensor> ref = store.put(LongTensor.range(0, 1000));
            LongTensor view = ref.get();
            CountDownLatch reading = new CountDownLatch(THREADS);
            List<CompletableFuture<Void>> readers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                readers.add(CompletableFuture.runAsync(
                        () -> {
                            reading.countDown();
                            assertThatThrownBy(() -> readOn(view)).isInstanceOf(IllegalStateException.class);
                        },
                        task -> daemon(task).start()));
            }
            assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
            ref.close();
            for (CompletableFuture<Void> reader : readers) {
                reader.get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(restingObjects()).isEmpty();
    }

    private static void readOn(LongTensor view) {
        AtomicLong sum = new AtomicLong();
        long end = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < end) {
            for (int i = 0; i < 1000; i++) {
                sum.addAndGet(view.get(i)); // looks at the world anew, as no single loop over a view has to
            }
        }
        throw new AssertionError("never ended, sum " + sum);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    @Test
    void closingFromManyThreadsIsClosingOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            LongResult result = adder.simpleFn(1, LongTensor.of(1));
            TensorRef<LongTensor> kept = result.zs().retain();
            CountDownLatch start = new CountDownLatch(1);
            AtomicInteger retained = new AtomicInteger();
            List<CompletableFuture<Void>> closers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                closers.add(CompletableFuture.runAsync(
                        () -> {
                            awaitStart(start);
                            try (TensorRef<LongTensor> mine = result.zs().retain()) {
                                retained.addAndGet(mine.isClosed() ? 0 : 1);
                            } catch (IllegalStateException closedMeanwhile) {
                                assertThat(closedMeanwhile).hasMessageContaining("is closed");
                            }
                            result.close();
                        },
                        task -> daemon(task).start()));
            }
            start.countDown();
            for (CompletableFuture<Void> closer : closers) {
                closer.get(10, TimeUnit.SECONDS);
            }
            assertThat(retained.get()).isBetween(1, THREADS);
            assertThat(kept.get(SOON).get(0)).as("closed too often otherwise").isEqualTo(2);
            kept.close();
        }
        assertThat(restingObjects()).isEmpty();
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            assertThat(start.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closingTheConnectionEndsWaitsForSeveral() throws Exception {
        Connection other = kind.connect();
        Store there = Store.open(other, "there");
        List<TensorRef<LongTensor>> refs =
                List.of(there.newTensorRef(LongTensor.TYPE, "i"), there.newTensorRef(LongTensor.TYPE, "i"));
        List<Runnable> waits = List.of(
                () -> Ref.awaitAll(refs, SOON),
                () -> refs.get(1).get(SOON),
                () -> other.getRefBuffers(refs, SOON, true),
                () -> other.getBuffers(List.of(refs.get(0).id()), SOON));
        List<CompletableFuture<Throwable>> outcomes = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable wait : waits) {
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            outcomes.add(outcome);
            Thread thread = daemon(() -> {
                try {
                    wait.run();
                    outcome.complete(new AssertionError("nothing came"));
                } catch (RuntimeException e) {
                    outcome.complete(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        assertThat(comesTrue(() -> threads.stream().allMatch(ReferenceRulesContract::waits)))
                .isTrue();
        other.close();
        for (CompletableFuture<Throwable> outcome : outcomes) {
            assertThat(outcome.get(1, TimeUnit.SECONDS)).isInstanceOf(ConnectionClosedException.class);
        }
        there.close();
    }

    /** One of those that wait may read for the others, in native code. */
    private static boolean waits(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().startsWith("await")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void virtualThreadsWait() throws Exception {
        Method start;
        try {
            start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException olderThan21) {
            return; // nothing to be tested on this JDK
        }
        TensorRef<LongTensor> ref = open(store.newTensorRef(LongTensor.TYPE, "i"));
        List<CompletableFuture<Long>> outcomes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            CompletableFuture<Long> outcome = new CompletableFuture<>();
            outcomes.add(outcome);
            long x = i;
            start.invoke(null, (Runnable) () -> {
                try (LongResult result = adder.simpleFn(x, ref)) {
                    outcome.complete(result.get(SOON).get(0));
                } catch (RuntimeException e) {
                    outcome.completeExceptionally(e);
                }
            });
        }
        ref.put(LongTensor.of(1000));
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(1000 + i);
        }
    }

    @Test
    void futuresNeverRunOnTheReader() throws Exception {
        try (LongResult result = adder.simpleFn(1, LongTensor.of(1))) {
            Thread ran = result.zs()
                    .toCompletableFuture()
                    .thenApply(view -> Thread.currentThread())
                    .get(10, TimeUnit.SECONDS);
            assertThat(ran.getName()).doesNotContain("dal-");
        }
    }

    @Test
    void zeroPolls() {
        TensorRef<LongTensor> ref = open(store.newTensorRef(LongTensor.TYPE, "i"));
        assertThat(ref.poll()).isEmpty();
        assertThatThrownBy(() -> ref.await(Duration.ZERO))
                .hasMessage("Object " + ref.id() + " was not there after PT0S.");
        ref.put(LongTensor.of(3));
        assertThat(ref.poll().orElseThrow().get(0)).isEqualTo(3);
        try (ObjectBuffer buffer = ref.getBuffer(Duration.ZERO, true)) {
            assertThat(buffer.data().length()).isPositive();
        }
        assertThat(ref.isClosed()).as("deleted with its buffer").isTrue();
    }
}
