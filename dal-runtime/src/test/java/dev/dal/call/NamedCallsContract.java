package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.connection.Connection;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ProcessingError;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.TableRef;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableType;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions that are declared by schemas and written by hand: {@link Service#of}, {@link BasicProcessor}, {@link LogProcessor}. */
@Timeout(60)
abstract class NamedCallsContract {

    private static final Duration SOON = Duration.ofSeconds(10);

    private record Point(String name, long x) {}

    private static final TableType<Point> POINT = TableType.of(Point.class);
    private static final Schema ADD = CallSchemas.function(
            "add",
            Parameters.value("x", ValueType.INT64),
            Parameters.tensorIn("ys", LongTensor.TYPE, "i"),
            Parameters.tensorOut("zs", LongTensor.TYPE, "i"));
    /** Objects that only the function knows to be tensors. */
    private static final Schema PLAIN = CallSchemas.function(
            "plain",
            Parameters.objectIn("as", false),
            Parameters.objectIn("bs", true),
            Parameters.objectId("id", true),
            Parameters.objectOut("zs", false));

    private static final Schema POINTS = CallSchemas.function(
            "points",
            Parameters.tableIn("in", POINT),
            Parameters.value("label", ValueType.UTF8),
            Parameters.tableOut("out", POINT),
            Parameters.tagOut("done"));
    private static final List<Schema> ALL = List.of(ADD, PLAIN, POINTS);

    private StoreKind kind;
    private Connection callerSide;
    private Connection processorSide;
    private RawCaller caller;
    private final List<AutoCloseable> served = new ArrayList<>();

    abstract StoreKind launch();

    @BeforeEach
    void open() {
        kind = launch();
        callerSide = kind.connect();
        processorSide = kind.connectProcessor(callerSide);
        caller = new RawCaller(callerSide);
    }

    @AfterEach
    void end() throws Exception {
        caller.close();
        for (AutoCloseable processor : served) {
            processor.close();
        }
        processorSide.close();
        callerSide.close();
        kind.close();
    }

    /** What a test gives as the function. */
    private static final class Basic extends BasicProcessor {
        Basic(Connection connection, ProcessorOptions options) {
            super(connection, ALL, options);
        }

        Basic with(String function, CallHandler handler) {
            on(function, handler);
            return this;
        }
    }

    /** Closes with the test, after the caller: so that no answer is waited for that nobody takes. */
    private <P extends AutoCloseable> P serve(P processor) {
        served.add(processor);
        return processor;
    }

    private Basic basic() {
        return new Basic(processorSide, ProcessorOptions.defaults());
    }

    private ObjectId add(BasicProcessor processor, long x, long... ys) {
        ObjectId input = caller.nextId();
        ObjectId output = caller.nextId();
        caller.writeTensor(input, ys);
        caller.call(processor.info(), ADD, 1, row -> {
            row.setLong(0, 0, x);
            row.setObjectId(1, 0, input);
            row.setObjectId(2, 0, output);
        });
        return output;
    }

    private ObjectId plain(BasicProcessor processor, ObjectId as, ObjectId bs, ObjectId id) {
        ObjectId output = caller.nextId();
        caller.call(processor.info(), PLAIN, 1, row -> {
            row.setObjectId(0, 0, as);
            if (bs != null) {
                row.setObjectId(1, 0, bs);
            }
            if (id != null) {
                row.setObjectId(2, 0, id);
            }
            row.setObjectId(3, 0, output);
        });
        return output;
    }

    private ObjectId tensor(long... elements) {
        ObjectId id = caller.nextId();
        caller.writeTensor(id, elements);
        return id;
    }

    private long[] read(ObjectId output) {
        try (TensorRef<LongTensor> ref = caller.output(output)) {
            return ref.get(SOON).toArray();
        }
    }

    private ProcessingError errorOf(ObjectId output) {
        try (TensorRef<LongTensor> ref = caller.output(output)) {
            return catchThrowableOfType(ProcessingException.class, () -> ref.get(SOON))
                    .error();
        }
    }

    private static void add(NamedCall call) {
        long x = call.parameter("x", Long.class);
        LongTensor ys = call.tensorParameter("ys", LongTensor.TYPE);
        LongTensor zs = call.outputTensor("zs", LongTensor.TYPE, ys.shape().length(0));
        for (long i = 0; i < zs.shape().length(0); i++) {
            zs.set(i, x + ys.get(i));
        }
    }

    @Test
    void aBasicProcessorIsNamedAfterItsClassAndRunsWhatItWasGiven() {
        Basic processor = serve(basic().with("add", NamedCallsContract::add));
        assertThat(processor.info().name()).isEqualTo("Basic");
        assertThat(processor.info().label()).isEqualTo("Basic@" + processor.prefix());
        ObjectId output = add(processor, 3, 1, 2);
        assertThat(processor.process(SOON)).isTrue();
        assertThat(read(output)).containsExactly(4, 5);
        assertThat(processor.process(Duration.ZERO)).isFalse();
        processor.start();
        assertThat(read(add(processor, -1, 1))).containsExactly(0);
    }

    @Test
    void whatHasNoHandlerFails() {
        Basic processor = serve(basic().with("add", NamedCallsContract::add));
        processor.start();
        ProcessingError error = errorOf(plain(processor, tensor(1), null, null));
        assertThat(error.type()).isEqualTo("java.lang.UnsupportedOperationException");
        assertThat(error.message())
                .isEqualTo(
                        "Function 'plain' has no handler at " + processor.info().label() + ".");
        assertThatThrownBy(() -> processor.with("add", call -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Function 'add' has a handler already.");
        assertThatThrownBy(() -> processor.with("ad", call -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no function 'ad' at Basic@");
    }

    @Test
    void failuresReachWhoeverProcesses() {
        Basic processor = serve(basic().with("add", call -> {
            throw new IllegalStateException("no");
        }));
        ObjectId output = add(processor, 1, 1);
        assertThatThrownBy(() -> processor.process(SOON, false)).hasMessage("no");
        assertThat(errorOf(output).kind()).isEqualTo("Failed");
    }

    @Test
    void parametersAreReadByTheirNames() {
        Basic processor = serve(basic().with("add", call -> {
            assertThat(call.function()).isEqualTo("add");
            assertThat(call.schema()).isEqualTo(ADD);
            assertThat(call.parameter("x")).isEqualTo(7L);
            assertThat(call.isNull("x")).isFalse();
            assertThat(call.oidParameter("zs")).isEqualTo(call.invocation().getObjectId(2));
            assertThat(call.tensorParameter("ys")).isInstanceOf(LongTensor.class);
            assertThat(call.deadline()).isEmpty();
            assertThat(call.isCancelled()).isFalse();
            assertThat(call.callId().prefix())
                    .isNotEqualTo(caller.store().namespace().prefix());
            assertThatThrownBy(() -> call.parameter("y"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'add' has no parameter 'y'; found [x, ys, zs].");
            assertThatThrownBy(() -> call.parameter("x", String.class))
                    .hasMessage("Parameter 'x' is expected as String; found Long.");
            assertThatThrownBy(() -> call.tensorParameter("zs", LongTensor.TYPE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'zs' of 'add' is no input; found int64[i] with the role OUT.");
            assertThatThrownBy(() -> call.outputTensor("ys", LongTensor.of(1)))
                    .hasMessage("'ys' of 'add' is no output; found int64[i] with the role IN.");
            assertThatThrownBy(() -> call.tensorParameter("x"))
                    .hasMessage("'x' of 'add' is declared as int64; say which tensor it is.");
            call.outputTensor("zs", LongTensor.of(70));
        }));
        ObjectId output = add(processor, 7, 1);
        processor.process(SOON, false);
        assertThat(read(output)).containsExactly(70);
    }

    @Test
    void objectsAreReadAsTheTensorsThatTheFunctionExpects() {
        List<ObjectId> ids = new CopyOnWriteArrayList<>();
        Basic processor = serve(basic().with("plain", call -> {
            ids.add(call.oidParameter("id", true) == null ? call.oidParameter("as") : call.oidParameter("id"));
            LongTensor bs = call.tensorParameter("bs", LongTensor.TYPE, List.of("j"), true);
            if (bs == null) {
                call.outputTensor("zs", call.tensorParameter("as", LongTensor.TYPE, List.of("i"), false));
            } else {
                List<Tensor> both = call.tensorParameters(
                        TensorSpec.of("as", LongTensor.TYPE, "i"), TensorSpec.of("bs", LongTensor.TYPE, "i"));
                LongTensor zs = call.outputTensor("zs", LongTensor.TYPE, 1);
                zs.set(0, ((LongTensor) both.get(0)).get(0) - ((LongTensor) both.get(1)).get(0));
            }
        }));
        processor.start();
        ObjectId as = tensor(5, 6);
        ObjectId id = caller.nextId();
        assertThat(read(plain(processor, as, null, null))).containsExactly(5, 6);
        assertThat(read(plain(processor, as, tensor(2, 2), id))).containsExactly(3);
        assertThat(ids).containsExactly(as, id);
        ProcessingError lengths = errorOf(plain(processor, as, tensor(1, 2, 3), null));
        assertThat(lengths.kind()).isEqualTo("Incompatible");
        assertThat(lengths.message()).isEqualTo("i is 2 in as(i=2) but 3 in bs(i=3).");
    }

    @Test
    void nullsAreRefusedUnlessTheyAreAllowed() {
        Basic processor = serve(basic().with("plain", call -> call.oidParameter("id")));
        processor.start();
        ProcessingError error = errorOf(plain(processor, tensor(1), null, null));
        assertThat(error.kind()).isEqualTo("Incompatible");
        assertThat(error.message()).isEqualTo("Parameter 'id' is expected as ObjectId; found null.");
        Basic other = serve(basic().with("plain", call -> call.tensorParameters(TensorSpec.of("bs", LongTensor.TYPE))));
        other.start();
        assertThat(errorOf(plain(other, tensor(1), null, null)).message())
                .isEqualTo("Parameter 'bs' must not be null; found null.");
    }

    @Test
    void tablesAndTagsGoByNameToo() {
        Processor processor =
                serve(Processor.serve(processorSide, ProcessorOptions.defaults(), Service.of(ALL, call -> {
                    Table<Point> in = call.tableParameter("in", POINT);
                    assertThat(call.tableParameter("in").asRecords().get(0)).containsEntry("name", "a");
                    assertThat(call.parameter("label")).isEqualTo("ä");
                    call.outputTable(
                            "out", Table.of(POINT, List.of(in.asRecords().get(1))));
                    call.outputTag("done");
                })));
        assertThat(processor.info().name()).isEqualTo("add+plain+points");
        processor.start();
        ObjectId out = points(processor.info());
        try (TableRef<Point> ref = caller.store().makeTableRef(out, POINT)) {
            assertThat(ref.get(SOON).asRecords()).containsExactly(new Point("b", 2));
        }
    }

    /** Calls 'points'; the id of its table. The tag is the id before. */
    private ObjectId points(NamespaceInfo processor) {
        ObjectId done = caller.nextId();
        ObjectId out = caller.nextId();
        TableRef<Point> in = caller.store().put(Table.of(POINT, List.of(new Point("a", 1), new Point("b", 2))));
        caller.call(processor, POINTS, 1, row -> {
            row.setObjectId(0, 0, in.id());
            row.setString(1, 0, "ä");
            row.setObjectId(2, 0, out);
            row.setObjectId(3, 0, done);
        });
        tag = done;
        return out;
    }

    private ObjectId tag;

    @Test
    void aLogProcessorNotesCallsAndWritesTheirTags() {
        List<String> log = new CopyOnWriteArrayList<>();
        LogProcessor processor = serve(new LogProcessor(processorSide, ALL, ProcessorOptions.defaults(), log::add));
        assertThat(processor.info().name()).isEqualTo("LogProcessor");
        processor.start();
        ObjectId output = add(processor, 3, 1, 2);
        assertThat(errorOf(output).kind()).isEqualTo("MissingOutput");
        ObjectId as = tensor(1);
        ObjectId plain = plain(processor, as, null, null);
        assertThat(errorOf(plain).kind()).isEqualTo("MissingOutput");
        ObjectId out = points(processor.info());
        try (TensorRef<ByteTensor> done = caller.store().makeTensorRef(tag, ByteTensor.TYPE, List.of())) {
            assertThat(done.get(SOON).get()).isZero();
        }
        assertThat(log)
                .containsExactly(
                        "add(x=3, ys=int64[i] (2), zs=" + output + ")",
                        "plain(as=object " + as + ", bs=null, id=null, zs=" + plain + ")",
                        "points(in=table<name: utf8 not null, x: int64 not null> 2 rows, label=ä, out=" + out
                                + ", done=" + tag + ")");
    }
}
