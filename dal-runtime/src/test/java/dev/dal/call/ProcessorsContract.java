package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.AdderCaller.LongResult;
import dev.dal.call.AdderCaller.TagResult;
import dev.dal.connection.Connection;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.ProcessorLostException;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.tensor.LongTensor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a processor serves, what its functions may ask and keep, and how it ends. */
@Timeout(60)
abstract class ProcessorsContract {

    static final Duration SOON = Duration.ofSeconds(10);
    /** Stops its own processor; zs = [x]. */
    private static final Schema STOP = CallSchemas.function(
            "stop", Parameters.value("x", ValueType.INT64), Parameters.tensorOut("zs", LongTensor.TYPE, "i"));
    /** Keeps the reference to ys if keep is true; zs = [length of ys], or [-1] if it is no tensor. */
    private static final Schema LATE = CallSchemas.function(
            "late",
            Parameters.value("keep", ValueType.BOOL),
            Parameters.nullable(Parameters.tensorIn("ys", LongTensor.TYPE, "i")),
            Parameters.tensorOut("zs", LongTensor.TYPE, "i"));
    /** Gives its context to the test. */
    private static final Schema CONTEXT = CallSchemas.function("context", Parameters.tagOut("done"));

    final AdderService service = new AdderService();
    private final BlockingQueue<TensorRef<LongTensor>> kept = new LinkedBlockingQueue<>();
    private final BlockingQueue<CallContext> contexts = new LinkedBlockingQueue<>();
    private StoreKind kind;
    private Connection callerSide;
    Connection processorSide;
    private Processor processor;
    RawCaller caller;
    Store store;

    abstract StoreKind launch();

    @BeforeEach
    void open() {
        kind = launch();
        callerSide = kind.connect();
        processorSide = kind.connectProcessor(callerSide);
        caller = new RawCaller(callerSide);
        store = caller.store();
    }

    @AfterEach
    void end() {
        service.permits.release(1000);
        kept.forEach(TensorRef::close);
        caller.close();
        if (processor != null) {
            processor.close();
        }
        processorSide.close();
        callerSide.close();
        kind.close();
    }

    void serveAdder() {
        processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service, probe());
        processor.start();
    }

    private ProbeService probe() {
        return new ProbeService()
                .with(STOP, call -> {
                    processor.stop(SOON);
                    processor.stop(Duration.ZERO);
                    call.output(1, LongTensor.TYPE, 1).set(0, call.getLong(0));
                })
                .with(LATE, this::late)
                .with(CONTEXT, call -> {
                    contexts.add(call);
                    call.tag(0);
                });
    }

    private void late(Invocation call) {
        long length = 0;
        if (!call.isNull(1)) {
            TensorRef<LongTensor> ys = call.ref(1, LongTensor.TYPE);
            assertThat(ys.isReady()).isTrue();
            if (call.getBoolean(0)) {
                kept.add(ys.retain());
            } else {
                kept.add(ys);
                length = ys.get().shape().length(0);
            }
        }
        call.output(2, LongTensor.TYPE, 1).set(0, length);
    }

    private ObjectId late(boolean keep, ObjectId ys) {
        ObjectId output = caller.nextId();
        caller.call(processor.info(), LATE, 1, row -> {
            row.setBoolean(0, 0, keep);
            if (ys != null) {
                row.setObjectId(1, 0, ys);
            }
            row.setObjectId(2, 0, output);
        });
        return output;
    }

    private ObjectId tensor(long... elements) {
        ObjectId id = caller.nextId();
        caller.writeTensor(id, elements);
        return id;
    }

    private long valueOf(ObjectId output) {
        try (TensorRef<LongTensor> ref = caller.output(output)) {
            return ref.get(SOON).get(0);
        }
    }

    private String kindOf(ObjectId output) {
        try (TensorRef<LongTensor> ref = caller.output(output)) {
            return catchThrowableOfType(ProcessingException.class, () -> ref.get(SOON))
                    .kind();
        }
    }

    @Test
    void severalServicesShareANamespace() {
        serveAdder();
        NamespaceInfo info = processor.info();
        assertThat(info.name()).as("that of the first service").isEqualTo("Adder");
        List<Schema> declared = new ArrayList<>(AdderService.ALL);
        declared.addAll(List.of(STOP, LATE, CONTEXT));
        assertThat(info.functions()).isEqualTo(declared);
        callerSide.updateObjectTable(SOON);
        assertThat(callerSide.namespace(info.prefix()).orElseThrow().functions())
                .isEqualTo(declared);
        try (AdderCaller adder = AdderCaller.find(store);
                LongResult sum = adder.simpleFn(1, LongTensor.of(41))) {
            assertThat(sum.get(SOON).toArray()).containsExactly(42);
            assertThat(valueOf(late(false, sum.zs().id()))).isEqualTo(1);
        }
    }

    @Test
    void functionsOfAllServicesHaveDifferentNames() {
        assertThatThrownBy(() -> Processor.serve(processorSide, ProcessorOptions.defaults(), service, service))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Functions of one processor have different names; found [simple_fn, fail, wait, forget, "
                        + "sum_pair, simple_fn, fail, wait, forget, sum_pair].");
        assertThatThrownBy(() -> Processor.serve(processorSide, ProcessorOptions.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A processor needs a service; found none.");
        assertThat(callerSide.namespaces()).as("nothing was declared").hasSize(1);
    }

    @Test
    void namePrefixAndAttemptsAreOptions() {
        processor = Processor.serve(
                processorSide, ProcessorOptions.defaults().withName("mine").withPrefix("07"), service);
        assertThat(processor.prefix()).isEqualTo("07000000");
        assertThat(processor.info().name()).isEqualTo("mine");
        assertThat(processor.info().label()).isEqualTo("mine@07000000");
    }

    @Test
    void anInputThatIsReadLateIsNotLookedAtBefore() throws InterruptedException {
        serveAdder();
        ObjectId garbage = caller.write(store.namespace().info(), new byte[200]);
        assertThat(valueOf(late(true, garbage)))
                .as("the function does not read it")
                .isZero();
        try (TensorRef<LongTensor> retained = kept.poll(10, TimeUnit.SECONDS)) {
            assertThatThrownBy(retained::get).hasMessageContaining("does not hold the tensor int64[i]");
        }
        assertThat(kindOf(late(false, garbage))).as("now it does").isEqualTo("Failed");
    }

    @Test
    void aReferenceEndsWithTheCallUnlessItIsRetained() throws InterruptedException {
        serveAdder();
        assertThat(valueOf(late(false, tensor(1, 2, 3)))).isEqualTo(3);
        assertThat(kept.poll(10, TimeUnit.SECONDS).isClosed()).isTrue();
        assertThat(valueOf(late(true, tensor(1, 2, 3)))).isZero();
        try (TensorRef<LongTensor> retained = kept.poll(10, TimeUnit.SECONDS)) {
            assertThat(retained.get(SOON).toArray()).containsExactly(1, 2, 3);
        }
        assertThat(valueOf(late(false, null))).as("null").isZero();
    }

    @Test
    void aFunctionMayAskAboutItsOwnCall() throws InterruptedException {
        serveAdder();
        ObjectId done = caller.nextId();
        ObjectId call = caller.call(processor.info(), CONTEXT, 1, row -> row.setObjectId(0, 0, done));
        CallContext context = contexts.poll(10, TimeUnit.SECONDS);
        assertThat(context.callId()).isEqualTo(call);
        assertThat(context.deadline()).isEmpty();
        assertThat(context.isCancelled()).isFalse();
        Schema timed = ServingContract.withDeadline(CONTEXT, Duration.ofMinutes(5));
        caller.call(processor.info(), timed, 1, row -> row.setObjectId(0, 0, caller.nextId()));
        Instant deadline = contexts.poll(10, TimeUnit.SECONDS).deadline().orElseThrow();
        assertThat(deadline).isBetween(Instant.now(), Instant.now().plusSeconds(301));
    }

    @Test
    void aFunctionMayStopItsProcessor() throws InterruptedException {
        serveAdder();
        ObjectId output = caller.nextId();
        caller.call(processor.info(), STOP, 2, row -> {
            row.setLong(0, 0, 3);
            row.setObjectId(1, 0, output);
            row.setLong(0, 1, 4);
            row.setObjectId(1, 1, caller.nextId());
        });
        assertThat(valueOf(output)).as("the call in hand is finished").isEqualTo(3);
        awaitEnd(processor.info());
        assertThat(processor.process(Duration.ZERO)).isFalse();
        processor.start();
        processor.run();
        processor.close();
    }

    private void awaitEnd(NamespaceInfo info) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (callerSide.namespaces().stream().anyMatch(info::equals) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(callerSide.namespaces()).doesNotContain(info);
    }

    @Test
    void aStopWaitsForTheCallInHandAndAnswersTheOthers() throws InterruptedException {
        serveAdder();
        TensorRef<LongTensor> never = caller.output(caller.nextId());
        try (AdderCaller adder = AdderCaller.find(store);
                TagResult inHand = adder.await_();
                LongResult behind = adder.simpleFn(1, never)) {
            assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
            Thread stopping = new Thread(() -> processor.stop(SOON));
            stopping.start();
            service.permits.release();
            inHand.await(SOON);
            ProcessingException refused = catchThrowableOfType(ProcessingException.class, () -> behind.get(SOON));
            assertThat(refused.kind()).isEqualTo("Closed");
            assertThat(refused.error().message()).isEqualTo("The processor was closed before the call.");
            stopping.join(10_000);
            assertThat(stopping.isAlive()).isFalse();
        }
    }

    @Test
    void aStopWithoutGraceLeavesTheCallInHand() throws InterruptedException {
        serveAdder();
        try (AdderCaller adder = AdderCaller.find(store);
                TagResult inHand = adder.await_();
                LongResult behind = adder.simpleFn(1, LongTensor.of(1))) {
            assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
            processor.stop(Duration.ZERO);
            assertThatThrownBy(() -> inHand.await(SOON)).isInstanceOf(ProcessorLostException.class);
            ProcessingException refused = catchThrowableOfType(ProcessingException.class, () -> behind.get(SOON));
            assertThat(refused.kind()).isEqualTo("Closed");
        }
    }

    @Test
    void aStopRefusesWhatWasCalledJustBefore() {
        for (int round = 0; round < 100; round++) {
            processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service);
            callerSide.updateObjectTable(SOON); // the former one's end as well
            try (AdderCaller adder = AdderCaller.find(store);
                    LongResult called = adder.simpleFn(1, LongTensor.of(1))) {
                callerSide.updateObjectTable(SOON);
                processor.stop(SOON);
                ProcessingException refused = catchThrowableOfType(ProcessingException.class, () -> called.get(SOON));
                assertThat(refused.kind()).isEqualTo("Closed");
            }
        }
    }

    @Test
    void anInterruptedThreadStopsAProcessorToo() throws InterruptedException {
        processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service);
        Thread.currentThread().interrupt();
        processor.stop(SOON);
        assertThat(Thread.interrupted()).isTrue();
        awaitEnd(processor.info());
    }
}
