package dev.dal.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.Broadcast;
import dev.dal.call.CallResult;
import dev.dal.call.CallerOptions;
import dev.dal.call.InFlight;
import dev.dal.call.PendingPolicy;
import dev.dal.call.ProcessorOptions;
import dev.dal.call.Results;
import dev.dal.call.TooManyPendingException;
import dev.dal.connection.Connection;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Draft;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.ProcessorLostException;
import dev.dal.connection.Ref;
import dev.dal.connection.Scope;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.samples.guide.VectorsCaller.LogResult;
import dev.dal.samples.guide.VectorsCaller.NormResult;
import dev.dal.samples.guide.VectorsCaller.RestResult;
import dev.dal.samples.guide.VectorsCaller.RootsResult;
import dev.dal.samples.guide.VectorsCaller.SimpleFnCall;
import dev.dal.samples.guide.VectorsCaller.SimpleFnResult;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.testing.LeakCheck;
import dev.dal.testing.ProcessResources;
import dev.dal.testing.TestJvm;
import dev.dal.testing.TestStore;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The guide to using the library, section by section. {@link Vectors} is served in a process of its own by
 * {@link VectorsServer}; this one calls.
 *
 * <p>It holds as it stands on each of {an {@code EmbeddedStore} with extensions, one without, the original
 * {@code plasma_store}}; there is nothing in it that the original cannot do. What extensions change is the number of
 * messages behind a call, not what it means.
 */
@Timeout(60)
@ExtendWith(LeakCheck.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UsageGuide {

    static final long CAPACITY_BYTES = 20_000_000;

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final String SERVING = "VectorsImplementation waiting for calls at prefix ";

    private TestStore kind;
    private TestJvm server;
    private Connection connection;
    private Store store;
    private VectorsCaller vectors;

    abstract TestStore launch();

    @BeforeAll
    void serve() throws Exception {
        kind = launch();
        server = kind.start(VectorsServer.class);
        server.awaitLine(SERVING);
    }

    @BeforeEach
    void connect(TestInfo section) throws Exception {
        connection = kind.connect();
        store = Store.open(connection, "guide");
        vectors = VectorsCaller.find(store);
        vectors.log("begin of " + section.getDisplayName()).await(SOON);
        server.awaitLine("log: begin of " + section.getDisplayName());
    }

    /** What was made in the namespace of the caller goes with it. */
    @AfterEach
    void leaveNothing() throws Exception {
        vectors.close();
        store.close();
        int caller = store.namespace().prefix();
        assertThat(comesTrue(() ->
                        connection.objects().list().stream().noneMatch(info -> ObjectIds.origin(info.id()) == caller)))
                .as("nothing of the caller is left")
                .isTrue();
        connection.close();
    }

    @AfterAll
    void leaveAnEmptyStore() throws Exception {
        server.terminate();
        try (Connection last = kind.connect()) {
            assertThat(comesTrue(() -> last.objects().list().isEmpty()))
                    .as("the store is empty")
                    .isTrue();
        }
        kind.close();
        // What is referred to is not unmapped.
        vectors = null;
        store = null;
        connection = null;
    }

    private static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        boolean isTrue = condition.getAsBoolean();
        while (!isTrue && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
            isTrue = condition.getAsBoolean();
        }
        return isTrue;
    }

    /** Functions are declared as an interface, served by one process, and called from others. */
    @Nested
    class SimpleProcessor {

        @Test
        void aFunctionIsCalledInAnotherProcess() {
            try (SimpleFnResult result = vectors.simpleFn(1, LongTensor.of(10, 20, 30))) {
                assertThat(result.get().toArray()).containsExactly(11, 21, 31);
            }
        }

        @Test
        void aScalarResultIsAReturnValue() {
            assertThat(vectors.norm(DoubleTensor.of(3, 4)).get()).isEqualTo(5.0);
        }

        @Test
        void aFunctionWithoutOutputIsWaitedForByItsTag() throws Exception {
            try (LogResult result = vectors.log("hello")) {
                result.await(SOON);
            }
            assertThat(server.awaitLine("log: ")).isEqualTo("hello");
        }

        @Test
        void aProcessorMayRunInALoopOfYourOwn() {
            ProcessorOptions options =
                    ProcessorOptions.defaults().withName("in turn").withPrefix("77");
            try (Connection serving = kind.connect();
                    VectorsProcessor processor =
                            VectorsProcessor.register(serving, new VectorsImplementation(), options);
                    VectorsCaller caller =
                            VectorsCaller.find(store, CallerOptions.defaults().withProcessorPrefix("77"));
                    SimpleFnResult result = caller.simpleFn(1, LongTensor.of(1))) {
                assertThat(result.isReady()).isFalse();
                assertThat(processor.process(SOON)).as("one call was run").isTrue();
                assertThat(result.get(SOON).toArray()).containsExactly(2);
                assertThat(processor.process(Duration.ZERO))
                        .as("there is no other")
                        .isFalse();
            }
        }

        @Test
        void whoDoesNotKnowTheInterfaceCallsByName() {
            try (CallResult result = vectors.caller().call("simple_fn", 1, LongTensor.of(10, 20))) {
                assertThat(result.output("zs", LongTensor.TYPE).get(SOON).toArray())
                        .containsExactly(11, 21);
            }
        }
    }

    /** A reference stands for an object that is in the store, or will be. */
    @Nested
    class References {

        @Test
        void anInputIsPutOnceAndPassedOften() {
            try (TensorRef<LongTensor> ys = store.put(LongTensor.range(0, 1000));
                    SimpleFnResult first = vectors.simpleFn(1, ys);
                    SimpleFnResult second = vectors.simpleFn(2, ys)) {
                assertThat(first.get().get(999)).isEqualTo(1000);
                assertThat(second.get().get(999)).isEqualTo(1001);
            }
        }

        @Test
        void aLargeInputIsWrittenInPlace() {
            try (Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, Shape.of(100_000))) {
                for (long i = 0; i < 100_000; i++) {
                    draft.tensor().set(i, i);
                }
                try (SimpleFnResult result = vectors.simpleFn(1, draft.seal())) {
                    assertThat(result.get().get(99_999)).isEqualTo(100_000);
                }
            }
        }

        @Test
        void itMayBeClosedAsSoonAsItWasPassed() {
            TensorRef<LongTensor> ys = store.put(LongTensor.of(1));
            try (SimpleFnResult result = vectors.simpleFn(1, ys)) {
                ys.close();
                assertThat(result.get().toArray()).containsExactly(2);
            }
        }

        @Test
        void viewsEndWithTheirReference() {
            LongTensor zs;
            LongTensor kept;
            TensorRef<LongTensor> reference;
            try (SimpleFnResult result = vectors.simpleFn(1, LongTensor.of(1))) {
                zs = result.get();
                reference = result.zs().retain();
                kept = reference.get();
            }
            assertThatThrownBy(() -> zs.get(0)).isInstanceOf(IllegalStateException.class);
            assertThat(kept.get(0)).as("retained").isEqualTo(2);
            reference.close();
            assertThatThrownBy(() -> kept.get(0)).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void severalAreAwaitedTogether() {
            try (SimpleFnResult one = vectors.simpleFn(1, LongTensor.of(1));
                    SimpleFnResult other = vectors.simpleFn(2, LongTensor.of(1));
                    RestResult never = vectors.rest(AN_HOUR)) {
                Ref.awaitAll(List.of(one.zs(), other.zs()), SOON);
                assertThat(one.zs().poll().orElseThrow().get(0)).isEqualTo(2);
                assertThat(Ref.awaitAny(List.of(never.done(), other.zs()), SOON))
                        .isSameAs(other.zs());
                assertThat(never.isReady()).isFalse();
            }
        }

        @Test
        void aReferenceIsAFutureToo() {
            try (SimpleFnResult result = vectors.simpleFn(1, LongTensor.of(1))) {
                CompletableFuture<Long> first =
                        result.zs().toCompletableFuture().thenApply(zs -> zs.get(0));
                assertThat(first.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join())
                        .isEqualTo(2);
            }
        }

        @Test
        void anOutputMayBeThereBeforeItsCall() {
            try (TensorRef<LongTensor> zs = store.newTensorRef(LongTensor.TYPE, "i")) {
                zs.put(LongTensor.of(5));
                try (SimpleFnResult result = vectors.simpleFn(1, zs)) {
                    assertThat(result.get().toArray()).containsExactly(6);
                }
            }
        }
    }

    /** An output that is not there yet is an input all the same: the processor waits, not the caller. */
    @Nested
    class Chaining {

        @Test
        void anOutputIsTheNextInput() {
            try (SimpleFnResult first = vectors.simpleFn(1, LongTensor.of(1));
                    SimpleFnResult second = vectors.simpleFn(10, first.zs());
                    SimpleFnResult third = vectors.simpleFn(100, second.zs())) {
                assertThat(third.get().toArray()).containsExactly(112);
            }
        }

        @Test
        void whatLiesBetweenNeedNotBeKept() {
            SimpleFnResult first = vectors.simpleFn(1, LongTensor.of(1));
            SimpleFnResult second = vectors.simpleFn(10, first.zs());
            first.close();
            try (second) {
                assertThat(second.get().toArray()).containsExactly(12);
            }
        }

        @Test
        void failuresTravelAlong() {
            try (RootsResult roots = vectors.roots(DoubleTensor.of(4, -1));
                    NormResult norm = vectors.norm(roots.roots())) {
                ProcessingException failure = catchThrowableOfType(ProcessingException.class, () -> norm.get(SOON));
                assertThat(failure.kind()).isEqualTo("InputFailed");
                assertThat(failure.getCause()).hasMessageContaining("Element 1 is negative: -1.0.");
            }
        }
    }

    /** Many calls of a function. */
    @Nested
    class Batch {

        @Test
        void manyCallsAreMadeWithOneMessage() {
            try (TensorRef<LongTensor> ys = store.put(LongTensor.of(1, 2));
                    Results<SimpleFnResult> results =
                            vectors.simpleFnBatch(List.of(SimpleFnCall.of(10, ys), SimpleFnCall.of(20, ys)))) {
                results.await(SOON);
                assertThat(results.get(0).get().toArray()).containsExactly(11, 12);
                assertThat(results.get(1).get().toArray()).containsExactly(21, 22);
            }
        }

        @Test
        void aWindowKeepsSoManyCallsUnderWay() {
            List<Long> sums = new ArrayList<>();
            try (TensorRef<LongTensor> ys = store.put(LongTensor.of(1));
                    InFlight<SimpleFnResult> window =
                            InFlight.of(5, result -> sums.add(result.get().get(0)))) {
                for (long x = 0; x < 20; x++) {
                    long each = x;
                    window.submit(() -> vectors.simpleFn(each, ys));
                }
                window.drain(SOON);
            }
            assertThat(sums).hasSize(20).startsWith(1L, 2L).endsWith(20L);
        }
    }

    /** One call to every processor that is there. */
    @Nested
    class Broadcasting {

        private TestJvm second;

        @BeforeEach
        void startASecondProcess() throws Exception {
            second = kind.start(VectorsServer.class);
            second.awaitLine(SERVING);
            assertThat(comesTrue(() -> vectors.caller().processors().size() == 2))
                    .isTrue();
        }

        @AfterEach
        void endIt() throws Exception {
            second.terminate();
        }

        @Test
        void everyProcessorIsCalled() throws Exception {
            try (Broadcast<LogResult> all = vectors.broadcast().log("to whom it may concern")) {
                all.await(SOON);
                assertThat(all.processors())
                        .extracting(info -> info.name())
                        .hasSize(2)
                        .containsOnly("VectorsImplementation");
            }
            assertThat(server.awaitLine("log: ")).isEqualTo("to whom it may concern");
            assertThat(second.awaitLine("log: ")).isEqualTo("to whom it may concern");
        }

        @Test
        void processorsComeAndGo() throws Exception {
            second.terminate();
            assertThat(comesTrue(() -> vectors.caller().processors().size() == 1))
                    .isTrue();
            try (Broadcast<SimpleFnResult> all = vectors.broadcast().simpleFn(1, LongTensor.of(1))) {
                all.await(SOON);
                assertThat(all).hasSize(1);
            }
        }

        @Test
        void nobodyNeedBeThere() {
            CallerOptions options =
                    CallerOptions.defaults().withProcessorPrefix("ff").withMinimumProcessors(0);
            try (VectorsCaller telling = VectorsCaller.find(store, options);
                    Broadcast<LogResult> none = telling.broadcast().log("is anybody there?")) {
                none.await(SOON);
                assertThat(none).isEmpty();
            }
        }

        @Test
        void processorsThatCannotKeepUpAreNotFlooded() throws Exception {
            VectorsCaller.ToAll telling = vectors.broadcast().maxPending(1, PendingPolicy.FAIL);
            try (Broadcast<RestResult> first = telling.rest(AN_HOUR)) {
                assertThat(first).hasSize(2);
                server.awaitLine("rest begins");
                second.awaitLine("rest begins");
                assertThatThrownBy(() -> telling.rest(AN_HOUR)).isInstanceOf(TooManyPendingException.class);
            }
            server.awaitLine("rest cancelled");
            second.awaitLine("rest cancelled");
        }
    }

    /** Closing cancels. Forgetting does not. */
    @Nested
    class Scoping {

        @Test
        void whatIsAddedToAScopeEndsWithIt() {
            TensorRef<LongTensor> ys;
            SimpleFnResult result;
            try (Scope scope = store.scope()) {
                ys = scope.add(store.put(LongTensor.of(1)));
                result = scope.add(vectors.simpleFn(1, ys));
                assertThat(result.get(SOON).toArray()).containsExactly(2);
            }
            assertThat(ys.isClosed()).isTrue();
            assertThat(result.zs().isClosed()).isTrue();
        }

        @Test
        void closingTheScopeCancelsItsCalls() throws Exception {
            try (Scope scope = store.scope()) {
                scope.add(vectors.rest(AN_HOUR));
                server.awaitLine("rest begins");
            }
            server.awaitLine("rest cancelled");
        }

        /** Here the reference library differs: there a call is cancelled when nothing refers to its outputs any more. */
        @Test
        void aDroppedResultCancelsNothing() throws Exception {
            WeakReference<RestResult> dropped = restAndForget();
            server.awaitLine("rest begins");
            assertThat(ProcessResources.afterCollecting(() -> dropped.get() == null))
                    .isTrue();
            server.awaitLine("rest complete");
        }

        private WeakReference<RestResult> restAndForget() {
            return new WeakReference<>(vectors.rest(Duration.ofMillis(500)));
        }

        @Test
        void whatIsToOutliveTheScopeIsRetained() {
            TensorRef<LongTensor> kept;
            try (Scope scope = store.scope()) {
                kept = scope.add(vectors.simpleFn(1, LongTensor.of(1))).zs().retain();
            }
            try (kept) {
                assertThat(kept.get(SOON).toArray()).containsExactly(2);
            }
        }
    }

    /** Every wait ends: with the result, with the reason why there is none, or when its time is up. */
    @Nested
    class Timeouts {

        @Test
        void aWaitThatTakesTooLongCanBeRepeated() {
            try (RestResult rest = vectors.rest(MOMENT.multipliedBy(4))) {
                DalTimeoutException timeout = catchThrowableOfType(
                        DalTimeoutException.class, () -> rest.done().get(MOMENT));
                assertThat(timeout.timeout()).isEqualTo(MOMENT);
                assertThat(timeout.refs())
                        .extracting(Ref::id)
                        .containsExactly(rest.done().id());
                rest.done().get(SOON);
            }
        }

        @Test
        void withoutTimeNothingIsWaitedFor() {
            try (RestResult rest = vectors.rest(AN_HOUR)) {
                assertThat(rest.done().poll()).isEmpty();
                assertThatThrownBy(() -> rest.await(Duration.ZERO)).isInstanceOf(DalTimeoutException.class);
            }
        }

        @Test
        void aDeadlineTravelsWithTheCall() {
            try (RestResult rest = vectors.rest(AN_HOUR);
                    SimpleFnResult late = vectors.with(MOMENT).simpleFn(1, LongTensor.of(1))) {
                assertThatThrownBy(() -> rest.await(MOMENT.multipliedBy(2))).isInstanceOf(DalTimeoutException.class);
                rest.close();
                ProcessingException failure = catchThrowableOfType(ProcessingException.class, () -> late.get(SOON));
                assertThat(failure.kind()).isEqualTo("DeadlineExceeded");
            }
        }

        @Test
        void aProcessorThatDiesFailsItsCalls() throws Exception {
            TestJvm doomed = kind.start(VectorsServer.class);
            CallerOptions options = CallerOptions.defaults().withProcessorPrefix(doomed.awaitLine(SERVING));
            try (VectorsCaller caller = VectorsCaller.find(store, options);
                    RestResult running = caller.rest(AN_HOUR);
                    SimpleFnResult waiting = caller.simpleFn(1, LongTensor.of(1));
                    SimpleFnResult chained = vectors.simpleFn(1, waiting.zs())) {
                doomed.awaitLine("rest begins");
                doomed.kill();
                assertThatThrownBy(() -> running.await(SOON)).isInstanceOf(ProcessorLostException.class);
                assertThatThrownBy(() -> waiting.get(SOON)).isInstanceOf(ProcessorLostException.class);
                ProcessingException further = catchThrowableOfType(ProcessingException.class, () -> chained.get(SOON));
                assertThat(further.kind()).as("also for who waits further down").isIn("InputFailed", "InputLost");
            }
        }

        @Test
        void whoFindsNoProcessorLearnsWhy() {
            CallerOptions options =
                    CallerOptions.defaults().withProcessorPrefix("ff").withPatience(MOMENT);
            assertThatThrownBy(() -> VectorsCaller.find(store, options))
                    .isInstanceOf(DalTimeoutException.class)
                    .hasMessageStartingWith(
                            "No processor for [simple_fn, norm, roots, log, rest] at prefix ff… within PT0.05S.")
                    .hasMessageContaining("VectorsImplementation@00000000: has another prefix");
        }
    }
}
