package dev.dal.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.Results;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.ProcessorLostException;
import dev.dal.connection.TableRef;
import dev.dal.connection.TensorRef;
import dev.dal.interop.MixCaller.DescribeCall;
import dev.dal.interop.MixCaller.DescribeResult;
import dev.dal.interop.MixCaller.MixCall;
import dev.dal.interop.MixCaller.MixResult;
import dev.dal.interop.MixCaller.PlacesResult;
import dev.dal.interop.MixCaller.SelectResult;
import dev.dal.interop.MixCaller.TurnResult;
import dev.dal.interop.MixService.Antenna;
import dev.dal.interop.MixService.Place;
import dev.dal.ipc.TensorCodec;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.table.Table;
import dev.dal.table.TableType;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.TensorReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls from Java that a processor in Python, {@code serve.py}, answers, fails, or leaves unanswered. */
abstract class PythonProcessorContract extends StoreFixture {

    PythonProcessorContract(StoreKind kind) {
        super(kind);
    }

    private static final DoubleTensor YS = DoubleTensor.of(Shape.of(2, 3), 1, -2.5, 4, 0, 1e300, -0.125);

    @Test
    void pythonAnswersACall() throws Exception {
        try (PythonPeer python = start("serve", "{}")) {
            String prefix = python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store)) {
                NamespaceInfo processor = caller.caller().processor();
                assertThat(processor.label()).isEqualTo("python@" + prefix);
                assertThat(processor.owned()).isFalse();
                assertThat(processor.functions()).hasSize(5);
                try (MixResult result = caller.mix(1, "Größe ✓ \uD83D\uDE80", 0.5, true, YS)) {
                    assertThat(result.zs().get(SOON).shape()).isEqualTo(Shape.of(2, 3));
                    assertThat(result.zs().get().toArray()).containsExactly(-1.5, 0.25, -3, -1, -5e299, -0.9375);
                    assertThat(result.length().get(SOON).get()).isEqualTo(9);
                    try (ObjectBuffer object =
                            connection.client().get(result.zs().id(), 0)) {
                        assertThat(TensorCodec.read(object.data()).dimensionNames())
                                .containsExactly("i", "k");
                    }
                    String call = python.awaitLine("took ");
                    assertThat(call).startsWith(prefix + prefix()).endsWith(" mix 1");
                }
            }
        }
    }

    @Test
    void callsAreChainedAndBatched() throws Exception {
        try (PythonPeer python = start("serve", "{}")) {
            python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store);
                    TensorRef<DoubleTensor> ys = store.put(YS);
                    MixResult first = caller.mix(1, "a", 2, false, ys);
                    MixResult second = caller.mix(10, "bc", 1, true, first.zs())) {
                assertThat(second.zs().get(SOON).toArray()).containsExactly(-13, -6, -19, -11, -2e300, -10.75);
                List<MixCall> calls = new ArrayList<>();
                for (int row = 0; row < 40; row++) {
                    calls.add(new MixCall(row, "x".repeat(row), row, false, row == 3 ? second.zs() : ys));
                }
                try (Results<MixResult> results = caller.mixBatch(calls)) {
                    results.await(SOON);
                    for (int row = 0; row < 40; row++) {
                        double input = row == 3 ? -13 : 1;
                        assertThat(results.get(row).zs().get().get(0, 0)).isEqualTo(row * input + row);
                        assertThat(results.get(row).length().get().get()).isEqualTo(row);
                    }
                }
            }
        }
    }

    @Test
    void complexNumbersAndTagsCome() throws Exception {
        try (PythonPeer python = start("serve", "{}")) {
            python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store);
                    TurnResult result = caller.turn(Complex64Tensor.of(Shape.of(1, 3), 1, 2, 0, -3, 4.5f, 0));
                    TurnResult empty = caller.turn(Complex64Tensor.zeros(Shape.of(0, 3)))) {
                result.await(SOON);
                assertThat(result.turned().get().toArray()).containsExactly(-2, 1, 3, 0, 0, 4.5f);
                try (ObjectBuffer tag = connection.client().get(result.done().id(), 0)) {
                    assertThat(TensorReader.read(ByteTensor.TYPE, List.of(), tag.data())
                                    .elementCount())
                            .isLessThanOrEqualTo(1);
                }
                assertThat(empty.turned().get(SOON).shape()).isEqualTo(Shape.of(0, 3));
                assertThat(empty.done().get(SOON).elementCount())
                        .as("a tag that Python wrote as int8 of shape [0] is read as a tag")
                        .isLessThanOrEqualTo(1);
                assertThatThrownBy(() -> caller.turn(Complex64Tensor.zeros(Shape.of(1, 2))))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("uvw is fixed to 3 but is 2");
            }
        }
    }

    @Test
    void whatPythonReadsOfValuesIsWhatJavaWrote() throws Exception {
        List<DescribeCall> calls = List.of(
                new DescribeCall(
                        true,
                        Byte.MIN_VALUE,
                        Short.MIN_VALUE,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        -0f,
                        Double.NaN,
                        "",
                        new byte[0],
                        Instant.ofEpochSecond(-1, 5),
                        Duration.ofNanos(-1),
                        LocalDate.of(1969, 12, 31),
                        ObjectId.of(new byte[20])),
                new DescribeCall(
                        false,
                        Byte.MAX_VALUE,
                        Short.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        1.5f,
                        Double.MIN_VALUE,
                        "Größe\n\u0000✓ \uD83D\uDE80",
                        new byte[] {0, -1, 127},
                        Instant.parse("2023-11-14T22:13:20.123456789Z"),
                        Duration.ofDays(100_000).plusNanos(7),
                        LocalDate.of(9999, 12, 31),
                        ObjectId.fromHex("00ff".repeat(10))));
        try (PythonPeer python = start("serve", "{}")) {
            python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store);
                    Results<DescribeResult> results = caller.describeBatch(calls)) {
                assertThat(text(results.get(0)))
                        .isEqualTo("true -128 -32768 -2147483648 -9223372036854775808 80000000 7ff8000000000000 "
                                + " -999999995 -1 -1 " + "00".repeat(20) + " ");
                assertThat(text(results.get(1)))
                        .isEqualTo("false 127 32767 2147483647 9223372036854775807 3fc00000 0000000000000001 "
                                + "00ff7f 1700000000123456789 8640000000000000007 2932896 " + "00ff".repeat(10)
                                + " Größe\n\u0000✓ \uD83D\uDE80");
            }
        }
    }

    private static String text(DescribeResult result) {
        return new String(result.description().get(SOON).toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void sizesThatPythonFindsLateAreRead() throws Exception {
        try (PythonPeer python = start("serve", "{}")) {
            python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store);
                    SelectResult some = caller.select(IntTensor.of(3, -1, Integer.MAX_VALUE, 0));
                    SelectResult none = caller.select(IntTensor.of(-1));
                    SelectResult nothing = caller.select(some.positive())) {
                assertThat(some.positive().get(SOON).toArray()).containsExactly(3, Integer.MAX_VALUE);
                assertThat(none.positive().get(SOON).toArray()).isEmpty();
                assertThat(nothing.positive().get(SOON).toArray()).containsExactly(3, Integer.MAX_VALUE);
            }
        }
    }

    @Test
    void tablesGoToPythonAndCome() throws Exception {
        List<Antenna> antennas = List.of(
                new Antenna(1, "ä", 12.5, List.of("x", "y")),
                new Antenna(2, null, 30, List.of()),
                new Antenna(3, "c", 9, List.of("z")),
                new Antenna(4, "", 12, List.of("", "", "")));
        try (PythonPeer python = start("serve", "{}")) {
            python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store);
                    TableRef<Antenna> inBatches = store.put(Table.of(MixService.ANTENNA, antennas), 3);
                    PlacesResult result = caller.places(inBatches, 10);
                    PlacesResult none = caller.places(Table.of(MixService.ANTENNA, antennas), 100)) {
                assertThat(result.places().get(SOON).asRecords())
                        .containsExactly(new Place(1, "ä: 12.5", 2), new Place(2, null, 0), new Place(4, ": 12.0", 3));
                assertThat(result.places().get().batchCount()).isEqualTo(2);
                assertThat(none.places().get(SOON).rowCount()).isZero();
            }
        }
    }

    @Test
    void aTableThatPythonRefusesNamesItsColumn() throws Exception {
        try (PythonPeer python = start("serve", "{}")) {
            python.awaitLine("serving at ");
            TableType<Antenna> unknown = TableType.of(new Schema(List.of()), MixService.ANTENNA.mapper());
            try (MixCaller caller = MixCaller.find(store);
                    TableRef<?> narrow = store.put(Map.of("id", new int[1], "name", new int[1]));
                    TableRef<Antenna> ref = store.makeTableRef(narrow.id(), unknown);
                    PlacesResult result = caller.places(ref, 0)) {
                ProcessingException failure = catchThrowableOfType(
                        ProcessingException.class, () -> result.places().get(SOON));
                assertThat(failure.kind()).isEqualTo("Incompatible");
                assertThat(failure.error().message()).startsWith("antennas: column 'name' is int32 with 0 nulls");
            }
        }
    }

    @Test
    void aFailureInPythonReachesTheCallerAndWhoWaitsDownTheChain() throws Exception {
        try (PythonPeer python = start("serve", "{\"name\": \"schmiede\"}")) {
            String prefix = python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store);
                    MixResult failing = caller.mix(1, "fail: of no use ✗", 2, false, YS);
                    MixResult next = caller.mix(1, "", 2, false, failing.zs())) {
                ProcessingException failure = catchThrowableOfType(
                        ProcessingException.class, () -> failing.zs().get(SOON));
                assertThat(failure.kind()).isEqualTo("Failed");
                assertThat(failure.error().type()).isEqualTo("ValueError");
                assertThat(failure.error().message()).isEqualTo("of no use ✗");
                assertThat(failure.error().function()).isEqualTo("mix");
                assertThat(failure.error().processor()).isEqualTo("schmiede@" + prefix);
                assertThat(failure.error().stack()).anyMatch(line -> line.contains("functions.py"));
                assertThatThrownBy(() -> failing.length().get(SOON)).isInstanceOf(ProcessingException.class);
                assertThatThrownBy(() -> next.length().get(SOON))
                        .isInstanceOf(ProcessingException.class)
                        .hasMessageContaining("InputFailed")
                        .cause()
                        .hasMessageContaining("of no use ✗");
            }
        }
    }

    @Test
    void pythonLetsGoWhenItsAnswersWereTaken() throws Exception {
        try (PythonPeer python = start("serve", "{}")) {
            python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store)) {
                MixResult result = caller.mix(1, "", 2, false, YS);
                result.await(SOON);
                String call = python.awaitLine("took ").split(" ")[0];
                assertThat(python.awaitLine("let go of ")).isEqualTo(call);
                assertThat(result.zs().get().get(0, 0)).as("held here").isEqualTo(3);
                result.close();
                int prefix = store.namespace().prefix();
                assertThat(soon(() -> objectsIn(prefix).stream().allMatch(info -> info.refCount() == 0)))
                        .as("nobody holds %s", objectsIn(prefix))
                        .isTrue();
                store.close();
                assertThat(soon(() -> objectsIn(prefix).isEmpty())).isTrue();
            }
        }
    }

    @Test
    void aCallThatNobodyWantsIsDeletedBeforeItIsAnswered() throws Exception {
        try (PythonPeer python = start("serve", "{\"mute\": true}")) {
            python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store)) {
                MixResult result = caller.mix(1, "", 2, false, YS);
                String call = python.awaitLine("took ").split(" ")[0];
                result.close();
                assertThat(python.awaitLine("let go of ")).isEqualTo(call);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false,leave", "false,kill", "true,leave", "true,kill"})
    void aProcessorThatEndsWithoutAnAnswerIsLost(boolean owned, String how) throws Exception {
        try (PythonPeer python = start("serve", "{\"mute\": true, \"owned\": " + owned + "}")) {
            String prefix = python.awaitLine("serving at ");
            try (MixCaller caller = MixCaller.find(store);
                    MixResult first = caller.mix(1, "", 2, false, YS);
                    MixResult chained = caller.mix(1, "", 2, false, first.zs())) {
                assertThat(caller.caller().processor().owned()).isEqualTo(owned);
                python.awaitLine("took ");
                assertThatThrownBy(() -> first.zs().get(Duration.ofMillis(100)))
                        .isInstanceOf(DalTimeoutException.class);
                if (how.equals("kill")) {
                    python.kill();
                } else {
                    python.tell("leave");
                }
                ProcessorLostException lost = catchThrowableOfType(
                        ProcessorLostException.class, () -> first.zs().get(SOON));
                assertThat(lost).isNotNull();
                assertThat(lost.error().processor()).isEqualTo("python@" + prefix);
                assertThat(lost.error().function()).isEqualTo("mix");
                for (TensorRef<?> ref : List.of(first.length(), chained.zs(), chained.length())) {
                    assertThatThrownBy(() -> ref.await(SOON)).isInstanceOf(ProcessorLostException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aSuccessorAtTheSamePrefixAnswersNewCallsOnly(boolean owned) throws Exception {
        String options = "{\"requested\": \"0000cafe\", \"owned\": " + owned;
        try (PythonPeer mute = start("serve", options + ", \"mute\": true}")) {
            assertThat(mute.awaitLine("serving at ")).isEqualTo("0000cafe");
            try (MixCaller caller = MixCaller.find(store);
                    MixResult unanswered = caller.mix(1, "", 2, false, YS)) {
                int firstEpoch = caller.caller().processor().epoch();
                mute.awaitLine("took ");
                mute.kill();
                try (PythonPeer successor = start("serve", options + "}")) {
                    assertThat(successor.awaitLine("serving at ")).isEqualTo("0000cafe");
                    assertThatThrownBy(() -> unanswered.await(SOON)).isInstanceOf(ProcessorLostException.class);
                    connection.updateObjectTable(SOON);
                    try (MixResult answered = caller.mix(1, "", 2, false, YS)) {
                        assertThat(answered.zs().get(SOON).get(0, 2)).isEqualTo(9);
                    }
                    assertThat(caller.caller().processor().prefix()).isEqualTo(HexFormat.fromHexDigits("0000cafe"));
                    assertThat(caller.caller().processor().epoch()).isNotEqualTo(firstEpoch);
                }
            }
        }
    }
}
