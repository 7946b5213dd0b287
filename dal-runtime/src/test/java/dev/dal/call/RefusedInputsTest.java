package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.connection.Connection;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.ErrorTranslator;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.NewObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.tensor.LongTensor;
import dev.dal.testing.TestStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose inputs find no room in the store, which says so when it comes to them: before the call is known, or after. */
@Timeout(60)
class RefusedInputsTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int CAPACITY_BYTES = 16 << 20;
    private static final Schema SUM = CallSchemas.function(
            "sum", Parameters.tensorIn("ys", LongTensor.TYPE, "i"), Parameters.tensorOut("z", LongTensor.TYPE));

    private static final Schema NOTE = CallSchemas.function("note", Parameters.tensorIn("ys", LongTensor.TYPE, "i"));

    private TestStore shared;
    private Connection callerSide;
    private Connection processorSide;
    private Store store;

    private void open(boolean inProcess) {
        shared = inProcess ? TestStore.inProcess(CAPACITY_BYTES) : TestStore.embedded(CAPACITY_BYTES);
        callerSide = shared.connect();
        processorSide = shared.connect();
        store = Store.open(callerSide, "caller");
    }

    @AfterEach
    void close() {
        store.close();
        processorSide.close();
        callerSide.close();
        shared.close();
    }

    /** Leaves room for a call object, but not for an input. */
    private NewObject fill() {
        long used = callerSide.objects().list().stream()
                .mapToLong(ObjectInfo::sizeBytes)
                .sum();
        ObjectAccess objects = processorSide.objects();
        return objects.create(store.namespace().nextId(), CAPACITY_BYTES - used - 3900);
    }

    private static LongTensor input() {
        return LongTensor.of(new long[500]);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void aCallIsNotMadeIfThatWasToldBeforeItWasKnown(boolean inProcess, boolean forOne) {
        open(inProcess);
        NamespaceInfo processor = processorSide
                .reserveNamespace("processor", List.of(SUM), new byte[0], 100)
                .info();
        callerSide.updateObjectTable(SOON);
        ObjectAccess objects = callerSide.objects();
        CallWriter rows = new CallWriter(CallLayout.of(SUM), false);
        List<PendingBatch> done = new ArrayList<>();
        try (NewObject most = fill()) {
            assertThat(most.data().length()).isPositive();
            rows.begin(1, processor.epoch());
            rows.nextRow();
            rows.setTensor(0, input());
            assertThat(rows.resolveInputs(store, forOne)).hasSize(1);
            objects.flush();
            callerSide.updateObjectTable(SOON);

            PendingBatch batch = new PendingBatch(
                    objects,
                    store.namespace().nextIdIn(processor.prefix()),
                    rows,
                    processor,
                    store.namespace(),
                    null,
                    done::add);
            rows.closePut(objects);
            assertThat(new PendingBatches(objects).add(batch)).isFalse();
            assertThat(done).containsExactly(batch);
            assertThat(batch.outputs()[0].slot().failure())
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("The call was not made: There was no room for the");
            batch.outputs()[0].close();
        }
    }

    @ParameterizedTest
    @CsvSource({"true,500", "false,500", "true,5000", "false,5000"})
    void aCallThatAsksForNoOutputIsDropped(boolean inProcess, int length) {
        open(inProcess);
        NamespaceInfo processor = processorSide
                .reserveNamespace("processor", List.of(NOTE), new byte[0], 100)
                .info();
        callerSide.updateObjectTable(SOON);
        ObjectAccess objects = callerSide.objects();
        CallWriter rows = new CallWriter(CallLayout.of(NOTE), false);
        List<PendingBatch> done = new ArrayList<>();
        try (NewObject most = fill()) {
            assertThat(most.data().length()).isPositive();
            rows.begin(1, processor.epoch());
            rows.nextRow();
            rows.setTensor(0, LongTensor.of(new long[length]));
            rows.resolveInputs(store, true);
            PendingBatch batch = new PendingBatch(
                    objects,
                    store.namespace().nextIdIn(processor.prefix()),
                    rows,
                    processor,
                    store.namespace(),
                    null,
                    done::add);
            rows.closePut(objects);
            boolean added = new PendingBatches(objects).add(batch);
            objects.flush();
            callerSide.updateObjectTable(SOON);
            assertThat(done).as("added: " + added).containsExactly(batch);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoseOutputsFailIsNotToldOfCalls(boolean inProcess) {
        open(inProcess);
        List<ObjectId> told = new CopyOnWriteArrayList<>();
        Runnable end = callerSide.objects().whenOutputsFail((id, reason) -> told.add(id));
        ProbeService service = new ProbeService().with(SUM, call -> call.output(1, LongTensor.TYPE));
        try (Processor processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service);
                Caller caller = Caller.open(store, List.of(SUM), CallerOptions.defaults());
                NewObject most = fill()) {
            processor.start();
            assertThat(most.data().length()).isPositive();
            for (int i = 0; i < 20; i++) {
                try (UntypedResult result = caller.call(
                        0,
                        input(),
                        (input, row) -> row.setTensor(0, input),
                        UntypedResult::new,
                        ErrorTranslator.NONE)) {
                    assertThatThrownBy(() -> ((TensorRef<?>) result.output("z")).get(SOON))
                            .hasMessageContaining("The call was not made");
                }
            }
            callerSide.updateObjectTable(SOON);
            assertThat(told).isEmpty();
        } finally {
            end.run();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBatchFailsThoughAnotherThreadReadsOfItWhileItIsMade(boolean inProcess) throws Exception {
        open(inProcess);
        ProbeService service = new ProbeService().with(SUM, call -> call.output(1, LongTensor.TYPE));
        AtomicBoolean over = new AtomicBoolean();
        Thread looking = new Thread(() -> {
            while (!over.get()) {
                callerSide.updateObjectTable(SOON);
            }
        });
        try (Processor processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service);
                Caller caller = Caller.open(store, List.of(SUM), CallerOptions.defaults());
                NewObject most = fill()) {
            processor.start();
            assertThat(most.data().length()).isPositive();
            looking.start();
            for (int round = 0; round < 5; round++) {
                List<LongTensor> inputs =
                        IntStream.range(0, 50).mapToObj(i -> input()).toList();
                try (Results<UntypedResult> results = caller.batch(
                        0, inputs, (input, row) -> row.setTensor(0, input), UntypedResult::new, ErrorTranslator.NONE)) {
                    for (int i = 0; i < 50; i++) {
                        int row = i;
                        assertThatThrownBy(
                                        () -> ((TensorRef<?>) results.get(row).output("z")).get(SOON))
                                .isInstanceOfSatisfying(
                                        ProcessingException.class,
                                        e -> assertThat(e.error().is(ErrorKind.STORE_FULL))
                                                .isTrue());
                    }
                }
            }
        } finally {
            over.set(true);
            looking.join(SOON.toMillis());
        }
        callerSide.updateObjectTable(SOON);
        assertThat(Collections.max(callerSide.objects().list().stream()
                        .map(ObjectInfo::refCount)
                        .toList()))
                .isEqualTo(1);
    }
}
