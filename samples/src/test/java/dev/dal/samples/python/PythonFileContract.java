package dev.dal.samples.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.Broadcast;
import dev.dal.call.CallerOptions;
import dev.dal.call.Results;
import dev.dal.connection.Connection;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.ProcessorLostException;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.samples.python.Exchange.Place;
import dev.dal.samples.python.ExchangeCaller.PartsResult;
import dev.dal.samples.python.ExchangeCaller.RootCall;
import dev.dal.samples.python.ExchangeCaller.RootResult;
import dev.dal.samples.python.Kinds.Season;
import dev.dal.samples.python.KindsCaller.NullsCall;
import dev.dal.samples.python.KindsCaller.NullsResult;
import dev.dal.samples.python.MathsCaller.AddResult;
import dev.dal.store.ObjectId;
import dev.dal.store.client.StoreClient;
import dev.dal.table.Table;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.ShortTensor;
import dev.dal.testing.PythonEnvironment;
import dev.dal.testing.TestJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in Python that import {@code samples/python/dal.py}, and programs in Java, call each other. */
@Timeout(120)
abstract class PythonFileContract {

    static final long CAPACITY_BYTES = 20_000_000;
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Shape SQUARE = Shape.of(2, 2);

    /** Socket of a store. */
    abstract Path socket();

    private TestJvm python(String script, Object... arguments) throws IOException {
        ProcessBuilder program = PythonEnvironment.require().process(script, arguments);
        program.environment().put("PLASMA_SOCKET", socket().toString());
        program.environment()
                .put("PYTHONPATH", Readme.root().resolve("samples/python").toString());
        program.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        return TestJvm.running(program);
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(PythonFileContract.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertNothingIsLeft() {
        try (StoreClient client = StoreClient.connect(socket())) {
            assertThat(client.list()).isEmpty();
        }
    }

    @Test
    void thePythonCallerOfTheReadmeCallsJava() throws Exception {
        try (Connection connection = Connection.open(socket());
                MathsProcessor processor = MathsProcessor.register(connection, new MathsImplementation())) {
            processor.start();
            try (TestJvm caller = python(Readme.pythonBlockWith("store.caller("))) {
                assertThat(caller.awaitLine("5.")).isEqualTo("0");
                assertThat(caller.awaitLine("[")).isEqualTo("3 4 5]");
                assertThat(caller.awaitEnd()).isZero();
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void thePythonProcessorOfTheReadmeServesJava() throws Exception {
        try (TestJvm served = python(Readme.pythonBlockWith("dal.serve("))) {
            served.awaitLine("add+norm waiting for calls at prefix ");
            try (Connection connection = Connection.open(socket());
                    Store store = Store.open(connection, "java");
                    MathsCaller maths = MathsCaller.find(store)) {
                assertThat(maths.norm(DoubleTensor.of(3, 4)).get(SOON)).isEqualTo(5);
                try (AddResult first = maths.add(1, LongTensor.of(1, 2, 3));
                        AddResult second = maths.add(-10, first.zs())) {
                    assertThat(second.get(SOON).toArray()).containsExactly(-8, -7, -6);
                }
            }
            assertThat(served.terminate()).isZero();
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "values",
                "arrays",
                "tables",
                "elements",
                "nulls",
                "chain",
                "batch",
                "errors",
                "refused_before_the_call",
                "timeouts",
                "deadlines",
                "cancelled",
                "closed_references",
                "nobody_there"
            })
    void pythonCallsJava(String scenario) throws Exception {
        ExchangeImplementation exchange = new ExchangeImplementation();
        try (Connection connection = Connection.open(socket());
                ExchangeProcessor processor = ExchangeProcessor.register(connection, exchange);
                MathsProcessor idle = MathsProcessor.register(connection, new MathsImplementation());
                KindsProcessor kinds = KindsProcessor.register(connection, new KindsImplementation())) {
            processor.start();
            kinds.start();
            assertThat(idle.prefix()).isEqualTo("00000001");
            try (TestJvm caller = python(resource("calls.py"), scenario)) {
                assertThat(caller.awaitLine("done ")).isEqualTo(scenario);
                assertThat(caller.awaitEnd()).isZero();
            }
            assertThat(exchange.notes).containsExactly(scenario + " ✓");
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "crash"})
    void pythonLearnsThatItsProcessorHasGone(String how) throws Exception {
        try (TestJvm caller = python(resource("calls.py"), "lost_" + how)) {
            try (Connection connection = Connection.open(socket())) {
                MathsProcessor processor = MathsProcessor.register(connection, new MathsImplementation());
                caller.awaitLine("called");
                if (how.equals("close")) {
                    processor.close();
                }
            }
            assertThat(caller.awaitLine("done ")).isEqualTo("lost_" + how);
            assertThat(caller.awaitEnd()).isZero();
        }
        assertNothingIsLeft();
    }

    @Test
    void javaCallsPythonWithParametersOfEveryKind() throws Exception {
        try (TestJvm served = python(resource("exchange.py"));
                Connection connection = Connection.open(socket());
                Store store = Store.open(connection, "java");
                ExchangeCaller caller = ExchangeCaller.find(store)) {
            Complex64Tensor zs = Complex64Tensor.of(Shape.of(1, 3), 1, 2, 0, -3, 4.5f, 0);
            try (PartsResult result = caller.parts(zs, 2)) {
                result.await(SOON);
                assertThat(result.re().get().toArray()).containsExactly(2, 0, 9);
                assertThat(result.im().get().toArray()).containsExactly(4, -6, 0);
            }
            try (PartsResult empty = caller.parts(Complex64Tensor.zeros(Shape.of(0, 3)), 2)) {
                assertThat(empty.im().get(SOON).shape()).isEqualTo(Shape.of(0, 3));
            }
            try (var described = caller.describe(
                    true,
                    Byte.MIN_VALUE,
                    Short.MAX_VALUE,
                    -1,
                    0.5f,
                    "Größe ✓",
                    new byte[] {0, -1},
                    Instant.parse("2023-11-14T22:13:20.123456789Z"),
                    Duration.ofNanos(-1),
                    LocalDate.of(1969, 12, 31),
                    ObjectId.fromHex("00ff".repeat(10)))) {
                assertThat(new String(described.get(SOON).toArray(), StandardCharsets.UTF_8))
                        .isEqualTo("True -128 32767 -1 0.5 Größe ✓ 00ff 2023-11-14T22:13:20.123456789 -1 nanoseconds "
                                + "1969-12-31 " + "00ff".repeat(10));
            }
            try (var high = caller.select(
                    Table.of(ExchangeSchemas.PLACE, List.of(new Place("low", 1), new Place("hoch ✓", 10))), 5)) {
                assertThat(high.get(SOON).asRecords()).containsExactly(new Place("hoch ✓", 10));
            }
            try (var noted = caller.note("hello")) {
                noted.await(SOON);
                assertThat(served.awaitLine("noted ")).isEqualTo("hello");
            }
        }
    }

    @Test
    void javaCallsPythonWithElementsOfEveryType() throws Exception {
        try (TestJvm served = python(resource("exchange.py"), "kinds");
                Connection connection = Connection.open(socket());
                Store store = Store.open(connection, "java");
                KindsCaller kinds = KindsCaller.find(store)) {
            byte[] bools = {0, 1, 1, 0};
            try (var ys = kinds.bools(ByteTensor.of(ByteTensor.BOOL, SQUARE, bools))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(bools);
            }
            byte[] int8s = {Byte.MIN_VALUE, -1, 0, Byte.MAX_VALUE};
            try (var ys = kinds.int8s(ByteTensor.of(SQUARE, int8s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(int8s);
            }
            short[] int16s = {Short.MIN_VALUE, -1, 0, Short.MAX_VALUE};
            try (var ys = kinds.int16s(ShortTensor.of(SQUARE, int16s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(int16s);
            }
            int[] int32s = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE};
            try (var ys = kinds.int32s(IntTensor.of(SQUARE, int32s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(int32s);
            }
            long[] int64s = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE};
            try (var ys = kinds.int64s(LongTensor.of(SQUARE, int64s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(int64s);
            }
            byte[] uint8s = {Byte.MIN_VALUE, -1, 0, Byte.MAX_VALUE};
            try (var ys = kinds.uint8s(ByteTensor.of(ByteTensor.UINT8, SQUARE, uint8s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(uint8s);
            }
            short[] uint16s = {Short.MIN_VALUE, -1, 0, Short.MAX_VALUE};
            try (var ys = kinds.uint16s(ShortTensor.of(ShortTensor.UINT16, SQUARE, uint16s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(uint16s);
            }
            int[] uint32s = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE};
            try (var ys = kinds.uint32s(IntTensor.of(IntTensor.UINT32, SQUARE, uint32s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(uint32s);
            }
            long[] uint64s = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE};
            try (var ys = kinds.uint64s(LongTensor.of(LongTensor.UINT64, SQUARE, uint64s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(uint64s);
            }
            short[] float16s = {Short.MIN_VALUE, -1, 0, Short.MAX_VALUE};
            try (var ys = kinds.float16s(ShortTensor.of(ShortTensor.FLOAT16, SQUARE, float16s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(float16s);
            }
            float[] float32s = {Float.MIN_VALUE, -0f, Float.POSITIVE_INFINITY, 1.5f};
            try (var ys = kinds.float32s(FloatTensor.of(SQUARE, float32s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(float32s);
            }
            double[] float64s = {Double.MIN_VALUE, -0.0, Double.NaN, 1.5};
            try (var ys = kinds.float64s(DoubleTensor.of(SQUARE, float64s))) {
                assertThat(ys.get(SOON).toArray()).isEqualTo(float64s);
            }
            float[] complex64s = {1, -2, 0, 3, 4.5f, 0, -0f, 6};
            try (var ys = kinds.complex64s(Complex64Tensor.of(SQUARE, complex64s))) {
                assertThat(ys.get(SOON).interleaved().toArray()).isEqualTo(complex64s);
            }
            double[] complex128s = {1, -2, 0, 3, 4.5, 0, -0.0, 6};
            try (var ys = kinds.complex128s(Complex128Tensor.of(SQUARE, complex128s))) {
                assertThat(ys.get(SOON).interleaved().toArray()).isEqualTo(complex128s);
            }
            assertThat(served.terminate()).isZero();
        }
        assertNothingIsLeft();
    }

    @Test
    void javaCallsPythonWithNulls() throws Exception {
        try (TestJvm served = python(resource("exchange.py"), "kinds");
                Connection connection = Connection.open(socket());
                Store store = Store.open(connection, "java");
                KindsCaller kinds = KindsCaller.find(store)) {
            try (NullsResult all = kinds.nulls(
                    0L,
                    "",
                    Season.WINTER,
                    DoubleTensor.of(1),
                    Table.of(KindsSchemas.PLACE, List.of(new Place("low", 1))))) {
                assertThat(all.found().get(SOON).toArray()).containsExactly('n', 't', 's', 'x', 'p');
                assertThat(all.asked().get(SOON).get()).isEqualTo(1);
            }
            try (NullsResult none =
                    kinds.nulls(NullsCall.builder().withoutAsked().build())) {
                assertThat(none.found().get(SOON).toArray()).isEmpty();
            }
            assertThat(served.terminate()).isZero();
        }
        assertNothingIsLeft();
    }

    @Test
    void pythonCallsEveryJavaProcessor() throws Exception {
        try (Connection connection = Connection.open(socket());
                ExchangeProcessor exchange = ExchangeProcessor.register(connection, new ExchangeImplementation());
                MathsProcessor first = MathsProcessor.register(connection, new MathsImplementation());
                MathsProcessor second = MathsProcessor.register(connection, new MathsImplementation())) {
            exchange.start();
            first.start();
            second.start();
            try (TestJvm caller = python(resource("calls.py"), "broadcast")) {
                assertThat(caller.awaitLine("done ")).isEqualTo("broadcast");
                assertThat(caller.awaitEnd()).isZero();
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void javaCallsEveryPythonProcessor() throws Exception {
        String script = Readme.pythonBlockWith("dal.serve(");
        try (TestJvm first = python(script);
                TestJvm second = python(script);
                Connection connection = Connection.open(socket());
                Store store = Store.open(connection, "java");
                MathsCaller maths = MathsCaller.find(
                        store, CallerOptions.defaults().withMinimumProcessors(2).withPatience(SOON))) {
            try (Broadcast<AddResult> all = maths.broadcast().add(1, LongTensor.of(1, 2))) {
                assertThat(all).hasSize(2);
                for (AddResult each : all) {
                    assertThat(each.get(SOON).toArray()).containsExactly(2, 3);
                }
                assertThat(all.processors()).hasSize(2).doesNotHaveDuplicates();
            }
            assertThat(first.terminate()).isZero();
            assertThat(second.terminate()).isZero();
        }
        assertNothingIsLeft();
    }

    @Test
    void aFailureInPythonReachesJavaAndItsBatchGoesOn() throws Exception {
        try (TestJvm served = python(resource("exchange.py"));
                Connection connection = Connection.open(socket());
                Store store = Store.open(connection, "java");
                ExchangeCaller caller = ExchangeCaller.find(store)) {
            List<RootCall> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(RootCall.of(i == 7 ? -1 : i * i));
            }
            try (Results<RootResult> results = caller.rootBatch(calls)) {
                for (int i = 0; i < 50; i++) {
                    TensorRef<DoubleTensor> result = results.get(i).result();
                    if (i == 7) {
                        ProcessingException failure =
                                catchThrowableOfType(ProcessingException.class, () -> result.get(SOON));
                        assertThat(failure.kind()).isEqualTo("Failed");
                        assertThat(failure.error().type()).isEqualTo("ValueError");
                        assertThat(failure.error().message()).isEqualTo("x is -1.0");
                        assertThat(failure.error().function()).isEqualTo("root");
                        assertThat(failure.error().processor())
                                .isEqualTo(caller.caller().processor().label());
                        assertThat(failure.error().stack()).anyMatch(line -> line.contains("in root"));
                        assertThat(failure.error().cause().type()).isEqualTo("KeyError");
                    } else {
                        assertThat(result.get(SOON).get()).isEqualTo(i);
                    }
                }
            }
            assertThat(served.isAlive()).isTrue();
        }
    }

    @Test
    void whatDoesNotFitIsSaid() throws Exception {
        try (TestJvm served = python(resource("exchange.py"), "broken");
                Connection connection = Connection.open(socket());
                Store store = Store.open(connection, "java");
                MathsCaller caller = MathsCaller.find(store)) {
            served.awaitLine("exchange waiting");
            try (AddResult wrongShape = caller.add(1, LongTensor.of(1, 2, 3));
                    AddResult noOutput = caller.add(2, LongTensor.of(1, 2, 3));
                    AddResult wrongType = caller.add(3, LongTensor.of(1, 2, 3));
                    AddResult chained = caller.add(1, noOutput.zs())) {
                assertFails(wrongShape, "Failed", "Output 'zs': i is 3 in ys(i=3) but 2 in zs(i=2)");
                assertFails(noOutput, "MissingOutput", "The function returned no value.");
                assertFails(wrongType, "Failed", "Output 'zs': expected int64[i], found elements of float64");
                assertFails(chained, "InputFailed", "An input is an error.");
            }
        }
    }

    private static void assertFails(AddResult result, String kind, String message) {
        ProcessingException failure = catchThrowableOfType(ProcessingException.class, () -> result.get(SOON));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.error().message()).isEqualTo(message);
    }

    @Test
    void aPythonProcessorThatEndsAnswersOrIsLost() throws Exception {
        try (Connection connection = Connection.open(socket());
                Store store = Store.open(connection, "java")) {
            TensorRef<LongTensor> never =
                    store.makeTensorRef(store.namespace().nextId(), LongTensor.TYPE, List.of("i"));
            try (TestJvm served = python(resource("exchange.py"), "broken");
                    MathsCaller caller = MathsCaller.find(store);
                    AddResult waiting = caller.add(1, never)) {
                assertThatThrownBy(() -> waiting.get(Duration.ofMillis(200))).isInstanceOf(DalTimeoutException.class);
                assertThat(served.terminate()).isZero();
                assertFails(waiting, "Closed", "The processor was closed before the call.");
            }
            try (TestJvm served = python(resource("exchange.py"), "broken");
                    MathsCaller caller = MathsCaller.find(store);
                    AddResult waiting = caller.add(1, never)) {
                assertThatThrownBy(() -> waiting.get(Duration.ofMillis(200))).isInstanceOf(DalTimeoutException.class);
                served.kill();
                assertThatThrownBy(() -> waiting.get(SOON)).isInstanceOf(ProcessorLostException.class);
            }
        }
    }

    @Test
    void anInputThatCanNoLongerComeIsLost() throws Exception {
        try (TestJvm served = python(resource("exchange.py"), "broken");
                Connection connection = Connection.open(socket());
                Store store = Store.open(connection, "java");
                MathsCaller caller = MathsCaller.find(store)) {
            served.awaitLine("exchange waiting");
            try (Connection other = Connection.open(socket());
                    Store doomed = Store.open(other, "doomed")) {
                TensorRef<LongTensor> never =
                        store.makeTensorRef(doomed.namespace().nextId(), LongTensor.TYPE, List.of("i"));
                try (AddResult waiting = caller.add(1, never)) {
                    assertThatThrownBy(() -> waiting.get(Duration.ofMillis(200)))
                            .isInstanceOf(DalTimeoutException.class);
                    doomed.close();
                    ProcessingException failure =
                            catchThrowableOfType(ProcessingException.class, () -> waiting.get(SOON));
                    assertThat(failure.kind()).isEqualTo("InputLost");
                }
            }
        }
    }
}
