package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.connection.BufferRef;
import dev.dal.connection.Connection;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.Ref;
import dev.dal.connection.Store;
import dev.dal.connection.TableRef;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import dev.dal.table.Table;
import dev.dal.table.TableType;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls by name, of functions that are known by their schemas alone. */
abstract class UntypedCallsContract extends AdderFixture {

    record Antenna(int id, String name) {}

    private static final TableType<Antenna> ANTENNA = TableType.of(Antenna.class);

    private static final Schema LOOK = CallSchemas.function(
            "look",
            Parameters.tableIn("antennas", ANTENNA),
            Parameters.objectIn("bytes", true),
            Parameters.objectId("about", true),
            Parameters.tableOut("found", ANTENNA),
            Parameters.nullable(Parameters.tensorOut("count", IntTensor.TYPE)),
            Parameters.objectOut("text", true));

    Caller caller;

    @BeforeEach
    void openCaller() {
        ProbeService probe = new ProbeService().with(LOOK, UntypedCallsContract::look);
        Connection connection = kind.connectProcessor(callerSide);
        if (connection != callerSide) {
            open(connection);
        }
        open(Processor.serve(connection, ProcessorOptions.defaults(), probe)).start();
        caller = open(Caller.open(store, AdderService.ALL, CallerOptions.defaults()));
    }

    private static void look(Invocation call) {
        Table<Antenna> antennas = call.table(0, ANTENNA);
        call.tableOutput(3, ANTENNA).put(antennas);
        if (!call.isNull(4)) {
            call.put(4, IntTensor.TYPE, IntTensor.scalar((int) antennas.rowCount()));
        }
        if (!call.isNull(5)) {
            String bytes = call.isNull(1)
                    ? "none"
                    : Long.toString(call.object(1).data().length());
            String about = call.isNull(2) ? "nothing" : call.getObjectId(2).toString();
            call.objectOutput(5).put((bytes + " about " + about).getBytes(StandardCharsets.UTF_8));
        }
    }

    private Caller looker() {
        return open(Caller.open(store, List.of(LOOK), CallerOptions.defaults()));
    }

    private static long[] longs(Ref ref) {
        return ((TensorRef<?>) ref).get(SOON) instanceof LongTensor tensor ? tensor.toArray() : new long[0];
    }

    @Test
    void argumentsAreGivenByPositionOrByName() throws InterruptedException {
        try (CallResult byPosition = caller.call("simple_fn", 1, LongTensor.of(1, 2));
                CallResult byName = caller.call("simple_fn", Map.of("ys", LongTensor.of(5), "x", 7L))) {
            assertThat(longs(byPosition.output("zs"))).containsExactly(2, 3);
            assertThat(longs(byName.output("zs"))).containsExactly(12);
            assertThat(byName.outputNames()).containsExactly("zs");
            assertThat(byName.output("zs"))
                    .isSameAs(byName.output("zs"))
                    .isSameAs(byName.output("zs", LongTensor.TYPE))
                    .isInstanceOf(TensorRef.class);
            byName.await(SOON);
            assertThat(byName.isReady()).isTrue();
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void inputsAreTensorsReferencesOrIds() throws InterruptedException {
        try (TensorRef<LongTensor> stored = store.put(LongTensor.of(10));
                CallResult first = caller.call("simple_fn", 1, stored);
                CallResult second = caller.call("simple_fn", 2, first.output("zs"));
                CallResult third =
                        caller.call("simple_fn", 3, second.output("zs").id());
                BufferRef sameBytes = store.makeBufferRef(third.output("zs").id());
                CallResult fourth = caller.call("simple_fn", 4, sameBytes)) {
            assertThat(longs(fourth.output("zs"))).containsExactly(20);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aBatchIsOneCallObject() throws InterruptedException {
        List<Map<String, Object>> calls = new ArrayList<>();
        LongTensor ys = LongTensor.of(100);
        for (int x = 0; x < 20; x++) {
            calls.add(Map.of("x", x, "ys", ys));
        }
        try (Results<CallResult> results = caller.batchCall("simple_fn", calls)) {
            results.await(SOON);
            assertThat(results).hasSize(20);
            for (int x = 0; x < 20; x++) {
                assertThat(longs(results.get(x).output("zs"))).containsExactly(100 + x);
            }
        }
        try (Results<CallResult> none = caller.batchCall("simple_fn", List.of())) {
            assertThat(none).isEmpty();
            none.await(Duration.ZERO);
        }
        int runs = service.runs.get();
        assertThatThrownBy(() -> caller.batchCall("simple_fn", List.of(Map.of("x", 1, "ys", ys), Map.of("x", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Call of 'simple_fn': it lacks the arguments [ys: int64[i]].");
        assertThat(restingObjects()).isEmpty();
        assertThat(service.runs).as("nothing was sent").hasValue(runs);
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> caller.call("simple_fm", 1, LongTensor.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no function 'simple_fm' among those of this caller,"
                        + " [simple_fn, fail, wait, forget, sum_pair]. Did you mean 'simple_fn'?");
        assertThatThrownBy(() -> caller.call("multiply", 1)).hasMessageEndingWith("sum_pair].");
        assertThatThrownBy(() -> caller.call("simple_fn", Map.of("x", 1, "yss", LongTensor.of(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Call of 'simple_fn': there is no parameter 'yss' among [x, ys, zs]." + " Did you mean 'ys'?");
        assertThatThrownBy(() -> caller.call("simple_fn", 1, LongTensor.of(1), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Call of 'simple_fn': it takes 2 arguments, [x: int64, ys: int64[i]]; found 3.");
        assertThatThrownBy(() -> caller.call("simple_fn", 1))
                .hasMessage("Call of 'simple_fn': it lacks the arguments [ys: int64[i]].");
        assertThatThrownBy(() -> caller.call("simple_fn", 1, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Call of 'simple_fn': these must not be null: [ys: int64[i]].");
        try (CallResult result = caller.call("simple_fn", 1, LongTensor.of(1))) {
            assertThatThrownBy(() -> result.output("z"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is no output 'z' of 'simple_fn'; its outputs are [zs]. Did you mean 'zs'?");
            assertThatThrownBy(() -> result.output("ys")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> result.output("zs", DoubleTensor.TYPE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Output 'zs' of 'simple_fn' is declared as int64[i]; found the type float64.");
            assertThatThrownBy(() -> result.output("zs", ANTENNA))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("is declared as int64[i]; found the type of a table.");
        }
    }

    @Test
    void whatDoesNotFitIsNotSent() throws InterruptedException {
        assertThatThrownBy(() -> caller.call("simple_fn", 1, DoubleTensor.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Call of 'simple_fn': 'ys' is declared as int64[i]; found elements of type float64.");
        assertThatThrownBy(() -> caller.call("simple_fn", 1, List.of(1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Call of 'simple_fn': 'ys' is declared as int64[i]; found a value of class ")
                .hasMessageEndingWith(". Expected such a tensor, a TensorRef or an ObjectId.");
        assertThatThrownBy(() -> caller.call("sum_pair", LongTensor.of(1), LongTensor.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("i is 1 in as(i=1) but 2 in bs(i=2)");
        assertThatThrownBy(() -> caller.call("fail", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Call of 'fail': 'message' is declared as utf8; found the Integer 1 (Column 'message':"
                        + " found Integer 1; expected a value for utf8.). Expected a value that it can hold whatever"
                        + " it is.");
        try (TensorRef<LongTensor> closed = store.put(LongTensor.of(1))) {
            closed.close();
            assertThatThrownBy(() -> caller.call("simple_fn", 1, closed)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(restingObjects()).isEmpty();
        assertThat(service.runs).hasValue(0);
    }

    @Test
    void failuresArrive() {
        try (CallResult failing = caller.call("fail", "no luck")) {
            assertThatThrownBy(() -> failing.await(SOON))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("no luck");
        }
        Caller hasty = caller.with(Duration.ZERO);
        try (CallResult late = hasty.call("simple_fn", 1, LongTensor.of(1))) {
            assertThatThrownBy(() -> late.await(SOON))
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("DeadlineExceeded");
        }
    }

    @Test
    void tablesAreTakenInEveryForm() throws InterruptedException {
        Caller looker = looker();
        List<Antenna> antennas = List.of(new Antenna(1, "C1"), new Antenna(2, "C2"));
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("id", new int[] {1, 2});
        columns.put("name", List.of("C1", "C2"));
        List<Map<String, Object>> rows = List.of(Map.of("id", 1, "name", "C1"), Map.of("id", 2, "name", "C2"));
        try (TableRef<Antenna> stored = store.put(Table.of(ANTENNA, antennas))) {
            for (Object each : List.of(Table.of(ANTENNA, antennas), stored, stored.id(), columns, rows)) {
                try (CallResult result = looker.call("look", Map.of("antennas", each))) {
                    assertThat(result.output("found", ANTENNA).get(SOON).stream()
                                    .toList())
                            .isEqualTo(antennas);
                    assertThat(((TensorRef<?>) result.output("count")).get(SOON))
                            .isInstanceOf(IntTensor.class);
                    assertThat(result.output("found", ANTENNA)).isSameAs(result.output("found"));
                }
            }
        }
        try (CallResult untyped = looker.call("look", rows)) {
            TableRef<?> found = (TableRef<?>) untyped.output("found");
            assertThat(found.get(SOON).stream().toList()).isEqualTo(rows);
        }
        assertThatThrownBy(() -> looker.call("look", Map.of("antennas", Map.of("id", new int[] {1}))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Call of 'look': 'antennas' is declared as table<")
                .hasMessageContaining("name");
        assertThatThrownBy(() -> looker.call("look", Map.of("antennas", LongTensor.of(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "found a value of class LongTensor. Expected a Table, a TableRef, a Map of columns, a List of"
                                + " Maps or an ObjectId.");
        assertThat(restingObjects()).isEmpty();
    }

    private static Map<String, Object> look(Object... namesAndValues) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("antennas", List.of());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return arguments;
    }

    private static String text(CallResult result) {
        BufferRef text = (BufferRef) result.output("text");
        Region data = text.get(SOON).data();
        return new String(data.bytes(0, (int) data.length()), StandardCharsets.UTF_8);
    }

    @Test
    void objectsAndIds() throws InterruptedException {
        Caller looker = looker();
        ObjectId about = store.namespace().nextId();
        try (BufferRef bytes = store.put(new byte[] {1, 2, 3});
                TensorRef<LongTensor> tensor = store.put(LongTensor.of(1));
                CallResult none = looker.call("look", look());
                CallResult both = looker.call("look", look("bytes", bytes, "about", about));
                CallResult ids = looker.call("look", look("bytes", bytes.id(), "about", tensor));
                CallResult nulls = looker.call("look", look("bytes", null, "about", null))) {
            assertThat(text(none)).isEqualTo("none about nothing");
            assertThat(text(both)).isEqualTo("3 about " + about);
            assertThat(text(ids)).isEqualTo("3 about " + tensor.id());
            assertThat(text(nulls)).isEqualTo("none about nothing");
            assertThatThrownBy(() -> looker.call("look", look("about", "me")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("Expected an ObjectId or a reference.");
            assertThatThrownBy(() -> looker.call("look", look("bytes", new byte[1])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Call of 'look': 'bytes' is declared as object; found a value of class byte[]."
                            + " Expected a reference or an ObjectId.");
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void outputsCanBeLeftOut() throws InterruptedException {
        try (CallResult result = looker().call("look", look("count", null, "text", null))) {
            result.await(SOON);
            assertThat(result.output("found", ANTENNA).get(SOON).stream().toList())
                    .isEmpty();
            assertThatThrownBy(() -> result.output("count").await(SOON))
                    .hasMessage("Output 'count' of 'look' was left out of this call.");
        }
        assertThatThrownBy(() -> looker().call("look", look("found", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Call of 'look': these must not be null: [found: table<");
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void outputsAreWrittenWhereTheyAreAwaited() throws InterruptedException {
        TensorRef<LongTensor> zs = store.newTensorRef(LongTensor.TYPE, "i");
        try (CallResult early = caller.call("simple_fn", 10, zs);
                CallResult result = caller.call("simple_fn", Map.of("x", 1, "ys", LongTensor.of(1, 2), "zs", zs))) {
            assertThat(zs.get(SOON).toArray()).containsExactly(2, 3);
            assertThat(result.output("zs").id()).isEqualTo(zs.id());
            assertThat(longs(result.output("zs"))).containsExactly(2, 3);
            assertThat(longs(early.output("zs")))
                    .as("a call made before its input's call")
                    .containsExactly(12, 13);
        }
        assertThat(zs.get(SOON).get(0)).as("outlives the result").isEqualTo(2);
        zs.close();
        Caller looker = looker();
        try (TableRef<Antenna> found = store.newTableRef(ANTENNA);
                BufferRef text = store.newBufferRef();
                CallResult result = looker.call("look", look("found", found, "text", text))) {
            assertThat(found.get(SOON).stream().toList()).isEmpty();
            assertThat(text(result)).isEqualTo("none about nothing");
            assertThat(text.get(SOON).data().length()).isEqualTo(18);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void aCallWhoseOutputIsGivenIsNotCancelledWhileThatIsOpen() throws InterruptedException {
        TensorRef<ByteTensor> done = store.newTensorRef(ByteTensor.TYPE);
        caller.call("wait", Map.of("done", done)).close();
        assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
        service.permits.release();
        done.await(SOON);
        done.close();
        assertThat(service.sawCancellation).isFalse();
        TensorRef<ByteTensor> closed = store.newTensorRef(ByteTensor.TYPE);
        CallResult cancelled = caller.call("wait", Map.of("done", closed));
        closed.close();
        cancelled.close();
        try (CallResult next = caller.call("simple_fn", 1, LongTensor.of(1))) {
            next.await(SOON);
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void anOutputIsMadeOnce() throws InterruptedException {
        TensorRef<LongTensor> zs = store.newTensorRef(LongTensor.TYPE, "i");
        Map<String, Object> arguments = Map.of("x", 1, "ys", LongTensor.of(1), "zs", zs);
        assertThatThrownBy(() -> caller.batchCall("simple_fn", List.of(arguments, arguments)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The object " + zs.id() + " (output 'zs' of 'simple_fn' at "
                        + processor.info().label() + ") cannot be made by a call: another call makes it.");
        try (CallResult result = caller.call("simple_fn", arguments)) {
            result.await(SOON);
            assertThatThrownBy(() -> caller.call("simple_fn", arguments))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Call of 'simple_fn': output 'zs' is written where an open reference of this"
                            + " connection awaits it; found TensorRef " + zs.id() + ".");
        }
        zs.close();
        assertThatThrownBy(() -> caller.call("simple_fn", arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("found TensorRef " + zs.id() + " (closed).");
        assertThat(service.runs).hasValue(1);
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void anOutputThatIsGivenHasToFit() {
        try (TensorRef<DoubleTensor> doubles = store.newTensorRef(DoubleTensor.TYPE, "i");
                TensorRef<LongTensor> matrix = store.newTensorRef(LongTensor.TYPE, "i", "j");
                Connection other = kind.connect();
                Store elsewhere = Store.open(other, "elsewhere");
                TensorRef<LongTensor> foreign = elsewhere.newTensorRef(LongTensor.TYPE, "i")) {
            for (Object wrong : List.of(doubles, matrix, LongTensor.of(1), doubles.id())) {
                assertThatThrownBy(() -> caller.call("simple_fn", Map.of("x", 1, "ys", LongTensor.of(1), "zs", wrong)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("Call of 'simple_fn': 'zs' is declared as output int64[i]; found ")
                        .hasMessageEndingWith("Expected a TensorRef that awaits such an object, or none.");
            }
            assertThatThrownBy(() -> caller.call("simple_fn", Map.of("x", 1, "ys", LongTensor.of(1), "zs", foreign)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(" of " + other + ".");
        }
    }

    @Test
    void aLostProcessorFailsOutputsThatWereGiven() throws InterruptedException {
        TensorRef<ByteTensor> done = open(store.newTensorRef(ByteTensor.TYPE));
        try (CallResult result = caller.call("wait", Map.of("done", done))) {
            assertThat(service.waiting.await(10, TimeUnit.SECONDS)).isTrue();
            processor.stop(Duration.ZERO);
            assertThatThrownBy(() -> done.await(SOON)).isInstanceOf(ProcessingException.class);
            assertThat(result.isReady()).isTrue();
        }
    }

    @Test
    void allProcessorsAreCalledByName() throws InterruptedException {
        Broadcaster all = caller.broadcast();
        try (Broadcast<CallResult> byPosition = all.call("simple_fn", 1, LongTensor.of(1));
                Broadcast<CallResult> byName = all.call("simple_fn", Map.of("x", 2, "ys", LongTensor.of(1)))) {
            byPosition.await(SOON);
            assertThat(longs(byPosition.get(0).output("zs"))).containsExactly(2);
            assertThat(longs(byName.get(0).output("zs"))).containsExactly(3);
            assertThat(byName.processors()).containsExactly(processor.info());
        }
        try (TensorRef<LongTensor> zs = store.newTensorRef(LongTensor.TYPE, "i")) {
            assertThatThrownBy(() -> all.call("simple_fn", Map.of("x", 2, "ys", LongTensor.of(1), "zs", zs)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A broadcast of 'simple_fn' makes outputs of its own for each processor; found one"
                            + " that is given.");
        }
        assertThat(restingObjects()).isEmpty();
    }

    @Test
    void nobodyNeedBeThere() {
        Caller eager = open(Caller.open(
                store,
                AdderService.ALL,
                CallerOptions.defaults().withMinimumProcessors(0).withPatience(MOMENT)));
        processor.close();
        assertThat(soon(() -> eager.processors().isEmpty())).isTrue();
        try (Broadcast<CallResult> none = eager.broadcast().call("simple_fn", 1, LongTensor.of(1))) {
            assertThat(none).isEmpty();
            none.await(Duration.ZERO);
        }
        assertThatThrownBy(() -> eager.broadcast().call("simple_fn", 1))
                .as("arguments are looked at all the same")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Caller.open(
                        store, AdderService.ALL, CallerOptions.defaults().withPatience(MOMENT)))
                .isInstanceOf(DalTimeoutException.class)
                .hasMessageContaining("has no function 'simple_fn'; has no function 'fail'");
    }

    private static boolean soon(BooleanSupplier condition) {
        try {
            return comesTrue(condition);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClosedCallerCallsNoMore() {
        caller.close();
        assertThatThrownBy(() -> caller.call("simple_fn", 1, LongTensor.of(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This caller is closed.");
    }
}
