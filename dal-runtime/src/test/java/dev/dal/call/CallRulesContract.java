package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.connection.Connection;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.HeldObject;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ProcessingError;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.ipc.SchemaCodec;
import dev.dal.store.ObjectId;
import dev.dal.tensor.LongTensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a processor answers what callers of all kinds write to it (dal-format.md section 3). */
@Timeout(60)
abstract class CallRulesContract {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Field X = Parameters.value("x", ValueType.INT64);
    private static final Field YS = Parameters.tensorIn("ys", LongTensor.TYPE, "i");
    private static final Field MORE = Parameters.tensorIn("more", LongTensor.TYPE, "i");
    private static final Field ZS = Parameters.tensorOut("zs", LongTensor.TYPE, "i");
    private static final Field REST = Parameters.tensorOut("rest", LongTensor.TYPE, "i");

    /** zs = [x]. */
    private static final Schema WRAP = CallSchemas.function("wrap", X, ZS);
    /** zs = ys + more. */
    private static final Schema ADD = CallSchemas.function("add", YS, MORE, ZS);
    /** zs = [x], rest = [-x]. */
    private static final Schema TWO = CallSchemas.function("two", X, ZS, REST);
    /** zs = [1] if the optional value is there, else [0]. */
    private static final Schema OPTIONAL =
            CallSchemas.function("optional", ZS, Parameters.value("y", new ArrowType.Int(64, true), true, Map.of()));

    private static final Schema NOTE = CallSchemas.function("note", X);

    private final List<Long> runs = new CopyOnWriteArrayList<>();
    private final CountDownLatch noted = new CountDownLatch(1);
    private StoreKind kind;
    private Connection callerSide;
    private Connection processorSide;
    private Processor processor;
    private RawCaller caller;

    abstract StoreKind launch();

    @BeforeEach
    void serve() {
        kind = launch();
        callerSide = kind.connect();
        processorSide = kind.connectProcessor(callerSide);
        ProbeService service = new ProbeService()
                .with(WRAP, call -> {
                    runs.add(call.getLong(0));
                    call.output(1, LongTensor.TYPE, 1).set(0, call.getLong(0));
                })
                .with(ADD, CallRulesContract::add)
                .with(TWO, call -> {
                    runs.add(call.getLong(0));
                    call.output(1, LongTensor.TYPE, 1).set(0, call.getLong(0));
                    call.output(2, LongTensor.TYPE, 1).set(0, -call.getLong(0));
                })
                .with(OPTIONAL, call -> call.output(0, LongTensor.TYPE, 1).set(0, call.isNull(1) ? 0 : 1))
                .with(NOTE, call -> noted.countDown());
        processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service);
        processor.start();
        caller = new RawCaller(callerSide);
    }

    @AfterEach
    void end() {
        caller.close();
        processor.close();
        processorSide.close();
        callerSide.close();
        kind.close();
    }

    private static void add(Invocation call) {
        LongTensor ys = call.tensor(0, LongTensor.TYPE);
        LongTensor more = call.tensor(1, LongTensor.TYPE);
        LongTensor zs = call.output(2, LongTensor.TYPE, ys.shape().length(0));
        for (long i = 0; i < ys.shape().length(0); i++) {
            zs.set(i, ys.get(i) + more.get(i));
        }
    }

    /** Calls the function that wraps a number; the id of its output. */
    private ObjectId wrap(Schema schema, long x) {
        ObjectId output = caller.nextId();
        caller.call(processor.info(), schema, 1, row -> {
            row.setLong(0, 0, x);
            row.setObjectId(1, 0, output);
        });
        return output;
    }

    private ObjectId add(ObjectId ys, ObjectId more) {
        ObjectId output = caller.nextId();
        caller.call(processor.info(), ADD, 1, row -> {
            row.setObjectId(0, 0, ys);
            row.setObjectId(1, 0, more);
            row.setObjectId(2, 0, output);
        });
        return output;
    }

    private long valueOf(ObjectId output) {
        try (TensorRef<LongTensor> ref = caller.output(output)) {
            return ref.get(SOON).get(0);
        }
    }

    private ProcessingError errorOf(ObjectId output) {
        try (TensorRef<LongTensor> ref = caller.output(output)) {
            return catchThrowableOfType(ProcessingException.class, () -> ref.get(SOON))
                    .error();
        }
    }

    private void assertServes() {
        assertThat(valueOf(wrap(WRAP, 41))).isEqualTo(41);
    }

    @Test
    void everyRowIsACall() {
        List<ObjectId> outputs = new ArrayList<>();
        caller.call(processor.info(), WRAP, 5, rows -> {
            for (int row = 0; row < 5; row++) {
                outputs.add(caller.nextId());
                rows.setLong(0, row, row);
                rows.setObjectId(1, row, outputs.get(row));
            }
        });
        for (int row = 0; row < 5; row++) {
            assertThat(valueOf(outputs.get(row))).isEqualTo(row);
        }
        assertThat(runs).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void anUnknownFunctionIsAnErrorInEveryOutput() {
        Schema unknown = CallSchemas.function("unheard_of", X, ZS, REST);
        ObjectId first = caller.nextId();
        ObjectId second = caller.nextId();
        caller.call(processor.info(), unknown, 1, row -> {
            row.setObjectId(1, 0, first);
            row.setObjectId(2, 0, second);
        });
        for (ObjectId output : List.of(first, second)) {
            ProcessingError error = errorOf(output);
            assertThat(error.kind()).isEqualTo("UnknownFunction");
            assertThat(error.function()).isEqualTo("unheard_of");
            assertThat(error.message())
                    .isEqualTo("There is no function 'unheard_of' here; found [add, note, optional, two, wrap].");
        }
    }

    @Test
    void aCallThatDoesNotFitIsIncompatible() {
        Schema other = CallSchemas.function("wrap", Parameters.value("x", ValueType.FLOAT64), ZS);
        ObjectId output = caller.nextId();
        caller.call(processor.info(), other, 1, row -> row.setObjectId(1, 0, output));
        ProcessingError error = errorOf(output);
        assertThat(error.kind()).isEqualTo("Incompatible");
        assertThat(error.message()).isEqualTo("parameter 'x' of 'wrap': expected float64, found int64.");
        assertThat(runs).isEmpty();
    }

    @Test
    void anIncompatibleCallDoesNotWaitForItsInputs() {
        Schema other = CallSchemas.function("add", YS, ZS);
        ObjectId output = caller.nextId();
        caller.call(processor.info(), other, 1, row -> {
            row.setObjectId(0, 0, caller.nextId());
            row.setObjectId(1, 0, output);
        });
        assertThat(errorOf(output).message()).contains("parameter 'more' of 'add': expected no such parameter");
    }

    /** A stream whose schema is one and whose batch is that of another, which has nulls. */
    private static byte[] mixed(byte[] withSchema, byte[] withBatch) {
        int schemaBytes =
                8 + ByteBuffer.wrap(withSchema).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        int skippedBytes =
                8 + ByteBuffer.wrap(withBatch).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        mixed.write(withSchema, 0, schemaBytes);
        mixed.write(withBatch, skippedBytes, withBatch.length - skippedBytes);
        return mixed.toByteArray();
    }

    @Test
    void nullForWhatMustNotBeNullIsIncompatible() {
        Field nullableX = Parameters.value("x", X.getType(), true, Map.of());
        ObjectId output = caller.nextId();
        byte[] declared = RawCaller.stream(WRAP, 1, row -> row.setObjectId(1, 0, output));
        byte[] nulls =
                RawCaller.stream(CallSchemas.function("wrap", nullableX, ZS), 1, row -> row.setObjectId(1, 0, output));
        caller.write(processor.info(), mixed(declared, nulls));
        ProcessingError error = errorOf(output);
        assertThat(error.kind()).isEqualTo("Incompatible");
        assertThat(error.message()).isEqualTo("Parameter 'x' must not be null; found null.");
        // What says itself that it may be null does not fit the declaration.
        ObjectId other = caller.nextId();
        caller.call(
                processor.info(), CallSchemas.function("wrap", nullableX, ZS), 1, row -> row.setObjectId(1, 0, other));
        assertThat(errorOf(other).message())
                .isEqualTo("parameter 'x' of 'wrap': expected may be null, found must not be null.");
        assertThat(runs).isEmpty();
    }

    @Test
    void aNullableParameterIsNullWhereItIsMissingOrNull() {
        ObjectId missing = caller.nextId();
        caller.call(processor.info(), CallSchemas.function("optional", ZS), 1, row -> row.setObjectId(0, 0, missing));
        assertThat(valueOf(missing)).isZero();
        ObjectId unset = caller.nextId();
        ObjectId set = caller.nextId();
        caller.call(processor.info(), OPTIONAL, 2, rows -> {
            rows.setObjectId(0, 0, unset);
            rows.setObjectId(0, 1, set);
            rows.setLong(1, 1, 7);
        });
        assertThat(valueOf(unset)).isZero();
        assertThat(valueOf(set)).isEqualTo(1);
    }

    @Test
    void aRowWhoseOutputsExistIsSkipped() {
        ObjectId answered = caller.nextId();
        caller.writeTensor(answered, 99);
        ObjectId open = caller.nextId();
        caller.call(processor.info(), WRAP, 2, rows -> {
            rows.setLong(0, 0, 1);
            rows.setObjectId(1, 0, answered);
            rows.setLong(0, 1, 2);
            rows.setObjectId(1, 1, open);
        });
        assertThat(valueOf(open)).isEqualTo(2);
        assertThat(valueOf(answered)).isEqualTo(99);
        assertThat(runs).containsExactly(2L);
    }

    @Test
    void anOutputThatExistsKeepsItsValue() {
        ObjectId answered = caller.nextId();
        caller.writeTensor(answered, 99);
        ObjectId open = caller.nextId();
        caller.call(processor.info(), TWO, 1, row -> {
            row.setLong(0, 0, 5);
            row.setObjectId(1, 0, answered);
            row.setObjectId(2, 0, open);
        });
        assertThat(valueOf(open)).isEqualTo(-5);
        assertThat(valueOf(answered)).isEqualTo(99);
    }

    @Test
    void aFunctionWithoutOutputRuns() throws InterruptedException {
        caller.call(processor.info(), NOTE, 1, row -> row.setLong(0, 0, 1));
        assertThat(noted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsNoCallIsIgnored() {
        byte[] good = RawCaller.stream(WRAP, 1, row -> row.setObjectId(1, 0, caller.nextId()));
        List<byte[]> garbage = new ArrayList<>();
        garbage.add(new byte[0]);
        garbage.add(new byte[1000]);
        garbage.add("no call at all".getBytes(StandardCharsets.UTF_8));
        garbage.add(Arrays.copyOf(good, good.length / 2));
        garbage.add(SchemaCodec.encodeAll(List.of(WRAP, WRAP)));
        garbage.add(stream(new Schema(List.of(X, ZS), Map.of())));
        garbage.add(stream(CallSchemas.function("wrap", List.of(X, role("zs", "inout")), Map.of())));
        garbage.add(stream(CallSchemas.function(
                "wrap", X, tensorWith("zs", Map.of("proc:tensor:elem", "int65", "proc:tensor:dims", "[\"i\"]")))));
        garbage.add(stream(CallSchemas.function(
                "wrap", X, tensorWith("zs", Map.of("proc:tensor:elem", "int64", "proc:tensor:dims", "[\"i,\"]")))));
        garbage.add(stream(CallSchemas.function(
                "wrap", X, tensorWith("zs", Map.of("proc:tensor:elem", "int64", "proc:tensor:dims", "i")))));
        garbage.add(stream(CallSchemas.function("wrap", X, tensorWith("zs", Map.of("proc:tensor:elem", "int64")))));
        garbage.add(stream(CallSchemas.function("wrap", X, tensorWith("zs", Map.of("proc:table:schema", "%%%")))));
        garbage.add(stream(new Schema(List.of(X, X, ZS), Map.of("proc:func", "wrap"))));
        for (byte[] each : garbage) {
            caller.write(processor.info(), each);
        }
        assertServes();
        assertThat(runs).containsExactly(41L);
    }

    private static byte[] stream(Schema schema) {
        return RawCaller.stream(schema, 1, rows -> {});
    }

    private static Field role(String name, String role) {
        return tensorWith(name, Map.of("proc:par", role));
    }

    private static Field tensorWith(String name, Map<String, String> metadata) {
        java.util.Map<String, String> all = new java.util.HashMap<>(Map.of("proc:par", "out"));
        all.putAll(metadata);
        return new Field(name, new FieldType(false, Parameters.OBJECT_ID_TYPE, null, all), List.of());
    }

    @Test
    void aTableWithAColumnTwiceDisturbsNobody() {
        Field column = Field.notNullable("c", new ArrowType.Int(32, true));
        String twice = SchemaCodec.toBase64(new Schema(List.of(column, column)));
        ObjectId output = caller.nextId();
        Schema odd = CallSchemas.function(
                "add", tensorWith("ys", Map.of("proc:par", "in", "proc:table:schema", twice)), MORE, ZS);
        caller.call(processor.info(), odd, 1, row -> {
            row.setObjectId(0, 0, caller.nextId());
            row.setObjectId(1, 0, caller.nextId());
            row.setObjectId(2, 0, output);
        });
        assertThat(errorOf(output).kind()).isEqualTo("Incompatible");
        assertServes();
    }

    @Test
    void aCallForAFormerOwnerOfThePrefixIsLost() {
        ObjectId output = wrap(RawCaller.with(WRAP, "dal:to", "00000000"), 1);
        assertThat(errorOf(output).kind()).isEqualTo("ProcessorLost");
        ObjectId odd = wrap(RawCaller.with(WRAP, "dal:to", "anybody"), 1);
        assertThat(errorOf(odd).kind()).isEqualTo("ProcessorLost");
        String epoch = ObjectIds.prefixHex(processor.info().epoch());
        assertThat(valueOf(wrap(RawCaller.with(WRAP, "dal:to", epoch.toUpperCase(java.util.Locale.ROOT)), 7)))
                .isEqualTo(7);
        assertThat(runs).containsExactly(7L);
    }

    private static String deadline(Instant at) {
        return String.format(java.util.Locale.ROOT, "%020d", at.getEpochSecond() * 1_000_000_000L);
    }

    @Test
    void aDeadlineHasTwentyDigits() {
        String future = deadline(Instant.now().plusSeconds(1000));
        assertThat(valueOf(wrap(RawCaller.with(WRAP, "dal:deadline", future), 3)))
                .isEqualTo(3);
        List<String> wrong = List.of(
                "",
                "soon",
                "1",
                "+" + future.substring(1),
                "-" + future.substring(1),
                " " + future.substring(1),
                future + "0",
                "99999999999999999999",
                future.replace('0', '\u0660'));
        for (String text : wrong) {
            ProcessingError error = errorOf(wrap(RawCaller.with(WRAP, "dal:deadline", text), 4));
            assertThat(error.kind()).as("deadline '%s'", text).isEqualTo("Incompatible");
            assertThat(error.message())
                    .contains("dal:deadline")
                    .contains("'" + text + "'")
                    .contains("20 digits");
        }
        assertThat(runs).containsExactly(3L);
    }

    @Test
    void aCallIsNotStartedAfterItsDeadline() {
        ProcessingError past = errorOf(
                wrap(RawCaller.with(WRAP, "dal:deadline", deadline(Instant.now().minusSeconds(5))), 1));
        assertThat(past.kind()).isEqualTo("DeadlineExceeded");
        ObjectId output = caller.nextId();
        ObjectId never = caller.nextId();
        Schema soon = RawCaller.with(ADD, "dal:deadline", deadline(Instant.now().plusSeconds(1)));
        caller.call(processor.info(), soon, 1, row -> {
            row.setObjectId(0, 0, never);
            row.setObjectId(1, 0, never);
            row.setObjectId(2, 0, output);
        });
        assertThat(errorOf(output).kind()).as("while it waits for its input").isEqualTo("DeadlineExceeded");
        assertThat(runs).isEmpty();
    }

    @Test
    void aRowStartsWhenItsOwnInputsAreThere() {
        ObjectId late = caller.nextId();
        ObjectId there = caller.nextId();
        caller.writeTensor(there, 1);
        ObjectId first = caller.nextId();
        ObjectId second = caller.nextId();
        caller.call(processor.info(), ADD, 2, rows -> {
            rows.setObjectId(0, 0, there);
            rows.setObjectId(1, 0, late);
            rows.setObjectId(2, 0, first);
            rows.setObjectId(0, 1, there);
            rows.setObjectId(1, 1, there);
            rows.setObjectId(2, 1, second);
        });
        assertThat(valueOf(second)).isEqualTo(2);
        try (TensorRef<LongTensor> waiting = caller.output(first)) {
            assertThatThrownBy(() -> waiting.get(Duration.ofMillis(20))).isInstanceOf(DalTimeoutException.class);
            caller.writeTensor(late, 10);
            assertThat(waiting.get(SOON).get(0)).isEqualTo(11);
        }
    }

    @Test
    void theFirstErrorIsTheCauseAndTheOthersAreSuppressed() {
        ObjectId first = errorObject("first");
        ObjectId second = errorObject("second");
        ProcessingError error = errorOf(add(first, second));
        assertThat(error.kind()).isEqualTo("InputFailed");
        assertThat(error.cause().message()).isEqualTo("first");
        assertThat(error.suppressed()).extracting(ProcessingError::message).containsExactly("second");
        ProcessingError alone = errorOf(add(caller.nextId(), second));
        assertThat(alone.cause().message())
                .as("the other input is not waited for")
                .isEqualTo("second");
    }

    private final List<HeldObject> errors = new ArrayList<>();

    private ObjectId errorObject(String message) {
        ObjectId id = caller.nextId();
        errors.add(callerSide.objects().writeError(id, ProcessingError.of(ErrorKind.FAILED, message, "f", "p@0")));
        return id;
    }

    @Test
    void anInputOfAnUnknownNamespaceIsLost() {
        ObjectId nowhere = ObjectIds.of(0x7fffffff, 0x7fffffff, 1, 1);
        ObjectId there = caller.nextId();
        caller.writeTensor(there, 1);
        ProcessingError error = errorOf(add(there, nowhere));
        assertThat(error.kind()).isEqualTo("InputLost");
        assertThat(error.message()).contains(nowhere.toString()).contains("its namespace 7fffffff has ended");
        ObjectId former = ObjectIds.of(
                caller.store().namespace().prefix(), caller.store().namespace().prefix(), 5, 1);
        assertThat(errorOf(add(there, former)).kind())
                .as("made by a former owner of a prefix")
                .isEqualTo("InputLost");
        assertServes();
    }

    @Test
    void anInputThatExistsNeedsNoNamespace() {
        ObjectId nowhere = ObjectIds.of(0x7fffffff, 0x7fffffff, 1, 2);
        caller.writeTensor(nowhere, 4);
        assertThat(valueOf(add(nowhere, nowhere))).isEqualTo(8);
    }

    @Test
    void anInputWhoseNamespaceEndsIsLost() {
        try (Connection third = kind.connectProcessor(callerSide)) {
            Store doomed = Store.open(third, "doomed");
            ObjectId never = doomed.namespace().nextId();
            ObjectId there = caller.nextId();
            caller.writeTensor(there, 1);
            ObjectId output = add(there, never);
            try (TensorRef<LongTensor> waiting = caller.output(output)) {
                assertThatThrownBy(() -> waiting.get(Duration.ofMillis(50))).isInstanceOf(DalTimeoutException.class);
                doomed.close();
                assertThatThrownBy(() -> waiting.get(SOON))
                        .isInstanceOf(ProcessingException.class)
                        .hasMessageContaining("InputLost");
            }
            if (third == callerSide) {
                callerSide = kind.connect();
            }
        }
    }

    @Test
    void aLostInputIsNotLostForWhoeverElseWaitsForIt() {
        ObjectId nowhere = ObjectIds.of(0x7fffffff, 0x7fffffff, 1, 3);
        ObjectId there = caller.nextId();
        caller.writeTensor(there, 1);
        try (TensorRef<LongTensor> mine = caller.output(nowhere)) {
            assertThat(errorOf(add(there, nowhere)).kind()).isEqualTo("InputLost");
            assertThat(mine.isReady()).isFalse();
            caller.writeTensor(nowhere, 4);
            assertThat(mine.get(SOON).get(0)).isEqualTo(4);
        }
    }

    @Test
    void anInputOfAnotherKindIsIncompatible() {
        ObjectId there = caller.nextId();
        caller.writeTensor(there, 1, 2);
        ObjectId garbage = caller.write(caller.store().namespace().info(), new byte[200]);
        ProcessingError error = errorOf(add(there, garbage));
        assertThat(error.kind()).isEqualTo("Incompatible");
        assertThat(error.message()).startsWith("Input 'more': ");
        ObjectId longer = caller.nextId();
        caller.writeTensor(longer, 1, 2, 3);
        ProcessingError lengths = errorOf(add(there, longer));
        assertThat(lengths.kind()).isEqualTo("Incompatible");
        assertThat(lengths.message()).isEqualTo("i is 2 in ys(i=2) but 3 in more(i=3).");
    }

    @Test
    void aCallThatIsDeletedWhileItWaitsIsDropped() {
        ObjectId late = caller.nextId();
        ObjectId output = caller.nextId();
        ObjectId call = caller.call(processor.info(), ADD, 1, row -> {
            row.setObjectId(0, 0, late);
            row.setObjectId(1, 0, late);
            row.setObjectId(2, 0, output);
        });
        assertServes();
        caller.letGo(call);
        assertServes();
        caller.writeTensor(late, 1);
        assertServes();
        assertThat(callerSide.objectExists(output)).isFalse();
    }

    @Test
    void aServiceWithoutANameIsCalledAfterItsFunctions() {
        Service nameless = new Service() {
            @Override
            public String name() {
                return getClass().getSimpleName();
            }

            @Override
            public List<Schema> schemas() {
                return List.of(WRAP, NOTE);
            }

            @Override
            public void call(int function, Invocation call) {
                throw call.unknownFunction(function);
            }
        };
        try (Processor other = Processor.serve(processorSide, ProcessorOptions.defaults(), nameless)) {
            assertThat(other.info().name()).isEqualTo("wrap+note");
        }
    }
}
