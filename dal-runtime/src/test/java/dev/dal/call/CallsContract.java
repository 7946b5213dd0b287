package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.AdderCaller.LongResult;
import dev.dal.call.AdderCaller.SimpleFnCall;
import dev.dal.call.AdderCaller.TagResult;
import dev.dal.connection.Connection;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Draft;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.ProcessorLostException;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectInfo;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What calls do, whatever lies between caller and processor. */
@Timeout(60)
abstract class CallsContract {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final AdderService service = new AdderService();
    private Connection callerSide;
    private Connection processorSide;
    private Processor processor;
    private Store store;
    private AdderCaller adder;

    /** A connection for the caller's side. */
    abstract Connection connect();

    /** A connection for the processor's side; may be the same. */
    abstract Connection connectProcessor(Connection callerSide);

    @BeforeEach
    void serve() {
        callerSide = connect();
        processorSide = connectProcessor(callerSide);
        processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service);
        processor.start();
        store = Store.open(callerSide, "test");
        adder = AdderCaller.find(store);
    }

    @AfterEach
    void leaveNothing() {
        service.permits.release(1000);
        adder.close();
        store.close();
        processor.close();
        processorSide.close();
        callerSide.close();
    }

    /** Objects but for declarations and the reserve, once the store has come to rest. */
    private List<ObjectInfo> restingObjects() throws InterruptedException {
        List<ObjectInfo> left = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            left.clear();
            for (ObjectInfo info : callerSide.objects().list()) {
                boolean reserve = info.id().prefix() == processor.info().prefix()
                        && ObjectIds.origin(info.id()) == processor.info().prefix();
                if (!ObjectIds.isDeclaration(info.id()) && !reserve) {
                    left.add(info);
                }
            }
            if (left.isEmpty()) {
                return left;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return left;
    }

    @Test
    void aCallReadsItsInputAndWritesItsOutput() throws InterruptedException {
        try (TensorRef<LongTensor> ys = store.put(LongTensor.range(0, 100));
                LongResult result = adder.simpleFn(7, ys)) {
            LongTensor zs = result.get(SOON);
            assertThat(zs.toArray()).isEqualTo(LongTensor.range(7, 107).toArray());
            assertThat(zs.isWritable()).isFalse();
            assertThat(result.zs().dimensionNames()).containsExactly("i");
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void callerAndProcessorMayShareAConnection() throws InterruptedException {
        List<SimpleFnCall> calls = new ArrayList<>();
        for (int x = 0; x < 500; x++) {
            calls.add(new SimpleFnCall(x, LongTensor.of(x)));
        }
        try (Processor here = Processor.serve(callerSide, ProcessorOptions.defaults(), new AdderService())) {
            here.start();
            try (AdderCaller near =
                    AdderCaller.find(store, CallerOptions.defaults().withProcessorPrefix(here.prefix()))) {
                try (LongResult one = near.simpleFn(1, LongTensor.of(5, 6))) {
                    assertThat(one.get(SOON).toArray()).containsExactly(6, 7);
                }
                try (Results<LongResult> many = near.simpleFnBatch(calls)) {
                    many.await(SOON);
                    assertThat(many.get(499).get(SOON).toArray()).containsExactly(998);
                }
            }
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void longTensorsComeAndGoAsOftenAsShortOnes() throws InterruptedException {
        long length = (64 << 10) / Long.BYTES;
        long[] expected = LongTensor.range(36, 36 + length).toArray();
        for (int round = 0; round < 10; round++) {
            try (TensorRef<LongTensor> ys = store.put(LongTensor.range(0, length));
                    TensorRef<LongTensor> more = store.put(LongTensor.range(1, length + 1));
                    LongResult first = adder.simpleFn(5, ys);
                    LongResult second = adder.simpleFn(30, first.zs());
                    LongResult third = adder.simpleFn(35, more);
                    LongResult last = adder.simpleFn(1, second.zs())) {
                assertThat(last.get(SOON).toArray()).isEqualTo(expected);
                assertThat(third.get(SOON).toArray()).isEqualTo(expected);
                assertThat(first.get(SOON).get(0)).isEqualTo(5);
            }
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aTensorIsPutWithTheCall() throws InterruptedException {
        try (LongResult result = adder.simpleFn(1, LongTensor.of(5, 6))) {
            assertThat(result.get(SOON).toArray()).containsExactly(6, 7);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void callsAreChainedInTheStore() throws InterruptedException {
        try (TagResult blocked = adder.await_();
                LongResult first = adder.simpleFn(1, LongTensor.of(0, 10));
                LongResult second = adder.simpleFn(2, first.zs());
                LongResult third = adder.simpleFn(3, second.zs())) {
            assertThat(third.isReady()).isFalse();
            service.permits.release();
            assertThat(third.get(SOON).toArray()).containsExactly(6, 16);
            blocked.await(SOON);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aReferenceMayBeClosedOnceItWasPassedOn() throws InterruptedException {
        TagResult blocked = adder.await_();
        LongResult first = adder.simpleFn(1, LongTensor.of(1));
        LongResult second = adder.simpleFn(2, first.zs());
        first.close();
        service.permits.release();
        assertThat(second.get(SOON).toArray()).containsExactly(4);
        second.close();
        blocked.close();
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aBatchIsOneCallObjectWithManyResults() throws InterruptedException {
        List<SimpleFnCall> calls = new ArrayList<>();
        try (TensorRef<LongTensor> ys = store.put(LongTensor.of(1, 2))) {
            for (int x = 0; x < 50; x++) {
                calls.add(new SimpleFnCall(x, ys));
            }
        }
        // The reference is closed: the batch must refuse it before anything is sent.
        assertThatThrownBy(() -> adder.simpleFnBatch(calls)).isInstanceOf(IllegalStateException.class);
        calls.clear();
        try (TensorRef<LongTensor> ys = store.put(LongTensor.of(1, 2))) {
            for (int x = 0; x < 50; x++) {
                calls.add(new SimpleFnCall(x, ys));
            }
            try (Results<LongResult> results = adder.simpleFnBatch(calls)) {
                results.await(SOON);
                assertThat(results).hasSize(50);
                for (int x = 0; x < 50; x++) {
                    assertThat(results.get(x).get().toArray()).containsExactly(x + 1L, x + 2L);
                }
            }
        }
        assertThat(service.runs).hasValue(50);
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void anEmptyBatchIsNoCall() {
        assertThat(adder.simpleFnBatch(List.of())).isEmpty();
    }

    @Test
    void aDraftIsWrittenInPlace() throws InterruptedException {
        try (Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, Shape.of(3))) {
            draft.tensor().set(0, 4);
            draft.tensor().set(1, 5);
            draft.tensor().set(2, 6);
            LongTensor writable = draft.tensor();
            try (LongResult result = adder.simpleFn(1, draft.seal())) {
                assertThat(result.get(SOON).toArray()).containsExactly(5, 6, 7);
            }
            assertThatThrownBy(() -> writable.set(0, 1)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aFailureTravelsWithMessageStackAndCause() throws InterruptedException {
        try (LongResult result = adder.fail("no such thing")) {
            ProcessingException failure = catchThrowableOfType(ProcessingException.class, () -> result.get(SOON));
            assertThat(failure.kind()).isEqualTo(ErrorKind.FAILED.wireName());
            assertThat(failure.error().type()).isEqualTo("java.lang.IllegalArgumentException");
            assertThat(failure.error().message()).isEqualTo("no such thing");
            assertThat(failure.error().function()).isEqualTo("fail");
            assertThat(failure.error().processor()).isEqualTo("Adder@" + processor.prefix());
            assertThat(failure.error().stack()).anyMatch(line -> line.contains("AdderService.call"));
            assertThat(failure.error().cause().message()).isEqualTo("below");
            assertThat(failure).cause().isInstanceOf(IOException.class).hasMessage("no such thing");
            assertThatThrownBy(() -> result.await(SOON)).isInstanceOf(ProcessingException.class);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void whoWaitsDownTheChainLearnsOfTheFailure() throws InterruptedException {
        try (LongResult failing = adder.fail("at the root");
                LongResult second = adder.simpleFn(1, failing.zs());
                LongResult third = adder.simpleFn(2, second.zs())) {
            ProcessingException failure = catchThrowableOfType(ProcessingException.class, () -> third.get(SOON));
            assertThat(failure.kind()).isEqualTo("InputFailed");
            assertThat(failure.error().cause().kind()).isEqualTo("InputFailed");
            assertThat(failure.error().cause().cause().message()).isEqualTo("at the root");
            assertThat(service.runs).hasValue(1);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aFailedInputDoesNotWaitForTheOthers() {
        try (TagResult blocked = adder.await_();
                LongResult late = adder.simpleFn(1, LongTensor.of(1))) {
            TensorRef<LongTensor> never =
                    store.makeTensorRef(store.namespace().nextId(), LongTensor.TYPE, List.of("i"));
            service.permits.release();
            blocked.await(SOON);
            try (LongResult failing = adder.fail("first");
                    LongResult pair = adder.sumPair(never, failing.zs())) {
                assertThatThrownBy(() -> pair.get(SOON))
                        .isInstanceOf(ProcessingException.class)
                        .hasMessageContaining("InputFailed");
            }
            late.await(SOON);
        }
    }

    @Test
    void aForgottenOutputIsAnError() {
        try (LongResult result = adder.forget()) {
            assertThatThrownBy(() -> result.get(SOON))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("MissingOutput");
        }
    }

    @Test
    void lengthsAreCheckedBeforeAnythingIsSent() throws InterruptedException {
        try (TensorRef<LongTensor> two = store.put(LongTensor.of(1, 2))) {
            two.get();
            assertThatThrownBy(() -> adder.sumPair(two, LongTensor.of(1, 2, 3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Call of 'sum_pair': i is 2 in as(i=2) but 3 in bs(i=3).");
        }
        assertThat(service.runs).hasValue(0);
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void lengthsThatAreNotKnownHereAreCheckedAtTheProcessor() {
        try (TagResult blocked = adder.await_();
                LongResult three = adder.simpleFn(0, LongTensor.of(1, 2, 3));
                LongResult pair = adder.sumPair(three.zs(), LongTensor.of(1, 2))) {
            service.permits.release();
            assertThatThrownBy(() -> pair.get(SOON))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("Incompatible")
                    .hasMessageContaining("i is 3 in as(i=3) but 2 in bs(i=2)");
            blocked.await(SOON);
        }
    }

    @Test
    void aWaitEndsAtItsDeadlineAndCancelsNothing() {
        try (TagResult blocked = adder.await_()) {
            assertThatThrownBy(() -> blocked.done().get(Duration.ofMillis(20)))
                    .isInstanceOf(DalTimeoutException.class)
                    .satisfies(e -> assertThat(((DalTimeoutException) e).refs()).containsExactly(blocked.done()));
            assertThatThrownBy(() -> blocked.done().get(Duration.ZERO)).isInstanceOf(DalTimeoutException.class);
            assertThat(blocked.done().poll()).isEmpty();
            service.permits.release();
            blocked.await(SOON);
            assertThat(blocked.done().poll()).isPresent();
        }
    }

    @Test
    void closingAllResultsCancelsTheCall() throws InterruptedException {
        TagResult blocked = adder.await_();
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        LongResult behind = adder.simpleFn(1, LongTensor.of(1));
        behind.close();
        blocked.close();
        assertThat(restingObjects()).isEmpty();
        try (LongResult next = adder.simpleFn(1, LongTensor.of(1))) {
            next.await(SOON);
        }
        assertThat(service.sawCancellation).isTrue();
        assertThat(service.runs)
                .as("the call that was cancelled before it started did not run")
                .hasValue(2);
    }

    @Test
    void aDeadlineTravelsWithTheCall() {
        try (TagResult blocked = adder.await_();
                AdderCaller impatient = adder.with(Duration.ofMillis(50));
                LongResult late = impatient.simpleFn(1, LongTensor.of(1))) {
            assertThatThrownBy(() -> {
                        TimeUnit.MILLISECONDS.sleep(100);
                        service.permits.release();
                        late.get(SOON);
                    })
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("DeadlineExceeded");
            blocked.await(SOON);
        }
    }

    @Test
    void aProcessorThatClosesAnswersWhatItDoesNotRun() throws InterruptedException {
        TagResult inHand = adder.await_();
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        LongResult waiting = adder.simpleFn(1, LongTensor.of(1));
        Thread closing = new Thread(processor::close);
        closing.start();
        assertThatThrownBy(() -> waiting.get(Duration.ofMillis(200))).isInstanceOf(DalTimeoutException.class);
        LongResult late = adder.simpleFn(2, LongTensor.of(1));
        service.permits.release();
        inHand.await(SOON);
        for (LongResult refused : List.of(waiting, late)) {
            assertThatThrownBy(() -> refused.get(SOON))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("Closed");
            refused.close();
        }
        inHand.close();
    }

    @Test
    void aCallToAProcessorThatIsGoneFails() {
        processor.close();
        try (LongResult result = adder.simpleFn(1, LongTensor.of(1));
                LongResult next = adder.simpleFn(2, result.zs())) {
            assertThatThrownBy(() -> result.get(SOON)).isInstanceOf(ProcessorLostException.class);
            assertThatThrownBy(() -> next.get(SOON)).isInstanceOf(ProcessorLostException.class);
        }
    }

    @Test
    void futuresCompleteWithTheView() throws Exception {
        try (LongResult result = adder.simpleFn(1, LongTensor.of(41))) {
            assertThat(result.zs()
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .get(0))
                    .isEqualTo(42);
        }
    }

    @Test
    void viewsEndWithTheirReference() {
        LongResult result = adder.simpleFn(1, LongTensor.of(1));
        LongTensor view = result.get(SOON);
        TensorRef<LongTensor> kept = result.zs().retain();
        result.close();
        assertThatThrownBy(() -> view.get(0)).isInstanceOf(IllegalStateException.class);
        assertThat(kept.get().get(0)).isEqualTo(2);
        kept.close();
        assertThatThrownBy(kept::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noProcessorFitsIsSaidWithTheReason() {
        assertThatThrownBy(() -> Caller.open(
                        store,
                        List.of(CallSchemas.function(
                                "simple_fn",
                                Parameters.value("x", ValueType.FLOAT64),
                                Parameters.tensorIn("ys", LongTensor.TYPE, "i"),
                                Parameters.tensorOut("zs", LongTensor.TYPE, "i"))),
                        CallerOptions.defaults().withPatience(Duration.ofMillis(20))))
                .isInstanceOf(DalTimeoutException.class)
                .hasMessageContaining("Adder@" + processor.prefix())
                .hasMessageContaining("parameter 'x' of 'simple_fn': expected float64, found int64");
    }
}
