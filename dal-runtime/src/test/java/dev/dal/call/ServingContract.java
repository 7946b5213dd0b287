package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.connection.Connection;
import dev.dal.connection.DalException;
import dev.dal.connection.DalInterruptedException;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.ProcessingError;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.tensor.LongTensor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a processor runs calls: on how many threads, how many of a function, and what becomes of failures. */
@Timeout(60)
abstract class ServingContract {

    static final Duration SOON = Duration.ofSeconds(10);
    private static final Field X = Parameters.value("x", ValueType.INT64);
    private static final Field ZS = Parameters.tensorOut("zs", LongTensor.TYPE, "i");

    /** Waits for a permit; zs = [x]. */
    static final Schema HELD = CallSchemas.function("held", X, ZS);
    /** Meets as many others as there are workers; zs = [x]. */
    private static final Schema MEET = CallSchemas.function("meet", X, ZS);
    /** Fails: with x = 0 unchecked, 1 checked, 2 an error. */
    private static final Schema FAIL = CallSchemas.function("fail", X, ZS);
    /** Asks for x elements. */
    static final Schema FILL = CallSchemas.function("fill", X, ZS);
    /** Interrupts its thread; zs = [x]. */
    private static final Schema INTERRUPT = CallSchemas.function("interrupt", X, ZS);
    /** zs = [x]. */
    private static final Schema WRAP = CallSchemas.function("wrap", X, ZS);

    private static final int WORKERS = 3;

    final Semaphore permits = new Semaphore(0);
    final Semaphore begun = new Semaphore(0);
    private final CyclicBarrier meeting = new CyclicBarrier(WORKERS);
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger mostHeld = new AtomicInteger();
    private final List<Long> runs = new CopyOnWriteArrayList<>();
    private StoreKind kind;
    Connection callerSide;
    private Connection processorSide;
    private Processor processor;
    RawCaller caller;

    abstract StoreKind launch();

    @BeforeEach
    void open() {
        kind = launch();
        callerSide = kind.connect();
        processorSide = kind.connectProcessor(callerSide);
        caller = new RawCaller(callerSide);
    }

    @AfterEach
    void end() {
        permits.release(1000);
        caller.close();
        if (processor != null) {
            processor.close();
        }
        processorSide.close();
        callerSide.close();
        kind.close();
    }

    private ProbeService service() {
        return new ProbeService()
                .with(HELD, this::held)
                .with(MEET, call -> {
                    meeting.await(10, TimeUnit.SECONDS);
                    wrap(call);
                })
                .with(FAIL, call -> {
                    switch ((int) call.getLong(0)) {
                        case 0 -> throw new IllegalStateException("unchecked");
                        case 1 -> throw new IOException("checked");
                        default -> throw new AssertionError("an error");
                    }
                })
                .with(FILL, call -> {
                    begun.release();
                    permits.acquire();
                    call.output(1, LongTensor.TYPE, call.getLong(0));
                })
                .with(INTERRUPT, call -> {
                    wrap(call);
                    Thread.currentThread().interrupt();
                })
                .with(WRAP, this::wrap);
    }

    private void held(Invocation call) throws InterruptedException {
        mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
        begun.release();
        try {
            while (!permits.tryAcquire(5, TimeUnit.MILLISECONDS)) {
                if (call.isCancelled()) {
                    throw new IllegalStateException("nobody wants it");
                }
                if (call.deadline().map(Instant.now()::isAfter).orElse(false)) {
                    throw new IllegalStateException("too late");
                }
            }
        } finally {
            held.decrementAndGet();
        }
        wrap(call);
    }

    private void wrap(Invocation call) {
        runs.add(call.getLong(0));
        call.output(1, LongTensor.TYPE, 1).set(0, call.getLong(0));
    }

    void serve(ProcessorOptions options) {
        processor = Processor.serve(processorSide, options, service());
    }

    void startProcessor() {
        processor.start();
    }

    /** Calls a function with a number; the id of its output. */
    ObjectId call(Schema schema, long x) {
        ObjectId output = caller.nextId();
        write(schema, x, output);
        return output;
    }

    ObjectId write(Schema schema, long x, ObjectId output) {
        return caller.call(processor.info(), schema, 1, row -> {
            row.setLong(0, 0, x);
            row.setObjectId(1, 0, output);
        });
    }

    long valueOf(ObjectId output) {
        try (TensorRef<LongTensor> ref = caller.output(output)) {
            return ref.get(SOON).get(0);
        }
    }

    ProcessingError errorOf(ObjectId output) {
        try (TensorRef<LongTensor> ref = caller.output(output)) {
            return catchThrowableOfType(ProcessingException.class, () -> ref.get(SOON))
                    .error();
        }
    }

    void awaitBegun(int count) throws InterruptedException {
        assertThat(begun.tryAcquire(count, 10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void asManyCallsRunAtATimeAsThereAreWorkers() {
        serve(ProcessorOptions.defaults().withWorkers(WORKERS));
        processor.start();
        processor.start();
        List<ObjectId> outputs = new ArrayList<>();
        for (int x = 0; x < 2 * WORKERS; x++) {
            outputs.add(call(MEET, x));
        }
        for (int x = 0; x < 2 * WORKERS; x++) {
            assertThat(valueOf(outputs.get(x)))
                    .as("no call returned before %d had begun", WORKERS)
                    .isEqualTo(x);
        }
    }

    @Test
    void whoeverRunsTheProcessorIsOneOfItsWorkers() throws InterruptedException {
        serve(ProcessorOptions.defaults().withWorkers(WORKERS));
        Thread running = new Thread(processor::run);
        running.start();
        List<ObjectId> outputs = new ArrayList<>();
        for (int x = 0; x < WORKERS; x++) {
            outputs.add(call(MEET, x));
        }
        for (int x = 0; x < WORKERS; x++) {
            assertThat(valueOf(outputs.get(x))).isEqualTo(x);
        }
        processor.close();
        running.join(10_000);
        assertThat(running.isAlive()).isFalse();
    }

    @Test
    void aFunctionRunsNoMoreOftenAtATimeThanItsLimit() throws InterruptedException {
        serve(ProcessorOptions.defaults().withWorkers(WORKERS).withConcurrency("held", 1));
        processor.start();
        ObjectId first = call(HELD, 1);
        awaitBegun(1);
        List<ObjectId> others = List.of(call(HELD, 2), call(HELD, 3), call(HELD, 4));
        assertThat(valueOf(call(WRAP, 10))).as("others are not held up").isEqualTo(10);
        permits.release(4);
        assertThat(valueOf(first)).isEqualTo(1);
        for (int i = 0; i < others.size(); i++) {
            assertThat(valueOf(others.get(i))).isEqualTo(i + 2);
        }
        assertThat(mostHeld).hasValue(1);
        assertThat(runs).as("in order of arrival").containsExactly(10L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aCallThatIsKeptWaitingByALimitFailsAtItsDeadline() throws InterruptedException {
        serve(ProcessorOptions.defaults().withWorkers(2).withConcurrency("held", 1));
        processor.start();
        ObjectId first = call(HELD, 1);
        awaitBegun(1);
        ObjectId late = call(withDeadline(HELD, Duration.ofMillis(200)), 2);
        ProcessingError error = errorOf(late);
        assertThat(error.kind()).isEqualTo("DeadlineExceeded");
        assertThat(error.message()).endsWith("passed before the start.");
        permits.release(2);
        assertThat(valueOf(first)).isEqualTo(1);
        assertThat(valueOf(call(HELD, 3))).as("the limit is free again").isEqualTo(3);
        assertThat(runs).containsExactly(1L, 3L);
    }

    @Test
    void aCallThatIsKeptWaitingByALimitIsDroppedWithItsCallObject() throws InterruptedException {
        serve(ProcessorOptions.defaults().withWorkers(2).withConcurrency("held", 1));
        processor.start();
        ObjectId first = call(HELD, 1);
        awaitBegun(1);
        ObjectId call = write(HELD, 2, caller.nextId());
        assertThat(valueOf(call(WRAP, 10))).as("the call before was read").isEqualTo(10);
        caller.letGo(call);
        assertThat(valueOf(call(WRAP, 11))).as("the deletion was told").isEqualTo(11);
        permits.release(2);
        assertThat(valueOf(first)).isEqualTo(1);
        assertThat(valueOf(call(HELD, 3))).isEqualTo(3);
        assertThat(runs).containsExactly(10L, 11L, 1L, 3L);
    }

    @Test
    void aPlaceThatADroppedCallWasToHaveIsForTheNext() throws Exception {
        serve(ProcessorOptions.defaults().withConcurrency("held", 1));
        CompletableFuture<Boolean> running = CompletableFuture.supplyAsync(() -> processor.process(SOON));
        ObjectId first = call(HELD, 1);
        awaitBegun(1);
        ObjectId dropped = write(HELD, 2, caller.nextId());
        ObjectId third = call(HELD, 3);
        ObjectId other = call(WRAP, 10);
        assertThat(processor.process(SOON)).as("the others have to wait").isTrue();
        assertThat(valueOf(other)).isEqualTo(10);
        permits.release(2);
        assertThat(running.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(valueOf(first)).isEqualTo(1);
        caller.letGo(dropped);
        processorSide.updateObjectTable(SOON);
        assertThat(processor.process(SOON)).isTrue();
        assertThat(valueOf(third)).isEqualTo(3);
        assertThat(runs).containsExactly(10L, 1L, 3L);
    }

    @Test
    void optionsThatCannotBeMeantAreRefused() {
        ProcessorOptions options = ProcessorOptions.defaults();
        assertThatThrownBy(() -> options.withWorkers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A processor has at least 1 worker; found 0.");
        assertThatThrownBy(() -> options.withConcurrency("held", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Of 'held' at least 1 call runs at a time; found a limit of 0.");
        assertThatThrownBy(() -> serve(options.withConcurrency("helt", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The options limit the calls of 'helt', which is no function of the processor; found "
                        + "[held, meet, fail, fill, interrupt, wrap].");
        assertThat(options.withConcurrency("held", 2)
                        .withName("n")
                        .withPrefix("01")
                        .withWorkers(4))
                .isEqualTo(options.withWorkers(4).withPrefix("01").withName("n").withConcurrency("held", 2));
    }

    @Test
    void failuresReachWhoeverProcessesIfTheyAreNotCaught() {
        serve(ProcessorOptions.defaults());
        List<ObjectId> outputs = List.of(call(FAIL, 0), call(FAIL, 1), call(FAIL, 2), call(FAIL, 0), call(WRAP, 5));
        assertThatThrownBy(() -> processor.process(SOON, false))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("unchecked");
        assertThatThrownBy(() -> processor.process(SOON, false))
                .isExactlyInstanceOf(DalException.class)
                .hasMessage("Function 'fail' failed: java.io.IOException: checked")
                .cause()
                .hasMessage("checked");
        assertThatThrownBy(() -> processor.process(SOON, false))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("an error");
        assertThat(processor.process(SOON)).as("caught").isTrue();
        assertThat(processor.process(SOON, false)).isTrue();
        for (ObjectId failed : outputs.subList(0, 4)) {
            assertThat(errorOf(failed).kind())
                    .as("the caller learns of it all the same")
                    .isEqualTo("Failed");
        }
        assertThat(valueOf(outputs.get(4))).isEqualTo(5);
        assertThat(processor.process(Duration.ZERO, false)).isFalse();
    }

    @Test
    void anAnswerComesAlsoIfTheThreadThatGaveItIsInterruptedBeforeItWaits() throws InterruptedException {
        serve(ProcessorOptions.defaults());
        Thread runner = new Thread(() -> {
            try {
                processor.run();
            } catch (DalInterruptedException expected) {
                begun.release();
            }
        });
        runner.start();
        assertThat(valueOf(call(WRAP, 1))).isEqualTo(1);
        ObjectId output = call(INTERRUPT, 2);
        assertThat(valueOf(output)).isEqualTo(2);
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).as("run has ended").isTrue();
        runner.join(SOON.toMillis());
        assertThat(runner.isAlive()).isFalse();
    }

    @Test
    void anErrorThatIsNoFailureOfTheFunctionIsForItsCallerAlone() {
        serve(ProcessorOptions.defaults());
        ObjectId output = call(CallSchemas.function("unheard_of", X, ZS), 1);
        assertThat(processor.process(SOON, false)).isTrue();
        assertThat(errorOf(output).kind()).isEqualTo("UnknownFunction");
    }

    static Schema withDeadline(Schema schema, Duration fromNow) {
        Instant at = Instant.now().plus(fromNow);
        long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
        return RawCaller.with(schema, "dal:deadline", String.format(Locale.ROOT, "%020d", nanos));
    }

    @Test
    void aFunctionThatFailsAfterItsDeadlineHasExceededIt() {
        serve(ProcessorOptions.defaults());
        processor.start();
        ProcessingError error = errorOf(call(withDeadline(HELD, Duration.ofMillis(500)), 1));
        assertThat(error.kind()).isEqualTo("DeadlineExceeded");
        assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.message()).isEqualTo("too late");
    }

    @Test
    void aCallThatIsDeletedBeforeAnybodyReadItIsNeverRun() throws InterruptedException {
        serve(ProcessorOptions.defaults());
        ObjectId output = caller.nextId();
        ObjectId call = write(WRAP, 1, output);
        caller.letGo(call);
        ObjectId next = call(WRAP, 2);
        while (processor.process(Duration.ofMillis(200))) {
            assertThat(runs.size()).isLessThan(3);
        }
        assertThat(valueOf(next)).isEqualTo(2);
        assertThat(runs).containsExactly(2L);
        try (TensorRef<LongTensor> never = caller.output(output)) {
            assertThatThrownBy(() -> never.get(Duration.ZERO)).isInstanceOf(DalTimeoutException.class);
        }
    }

    @Test
    void anOutputThatIsTooLargeIsAFullStore() {
        serve(ProcessorOptions.defaults());
        processor.start();
        permits.release(1);
        ProcessingError error = errorOf(call(FILL, 1L << 40));
        assertThat(error.kind()).isEqualTo("StoreFull");
        assertThat(valueOf(call(WRAP, 1))).isEqualTo(1);
    }
}
