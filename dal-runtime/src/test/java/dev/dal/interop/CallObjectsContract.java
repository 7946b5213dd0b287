package dev.dal.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dal.call.Processor;
import dev.dal.call.ProcessorOptions;
import dev.dal.call.Results;
import dev.dal.connection.Connection;
import dev.dal.connection.Ref;
import dev.dal.connection.TensorRef;
import dev.dal.interop.MixCaller.MixCall;
import dev.dal.interop.MixCaller.MixResult;
import dev.dal.interop.MixCaller.TurnResult;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Declarations and call objects that Java writes, as pyarrow decodes them (dal-format.md sections 1 to 3). */
abstract class CallObjectsContract extends StoreFixture {

    CallObjectsContract(StoreKind kind) {
        super(kind);
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private Connection processorSide;
    private Processor processor;
    private MixCaller caller;

    /** The processor is asked to serve but never to process, so that its calls stay as they were written. */
    @BeforeEach
    void declare() {
        processorSide = running.connect();
        processor = Processor.serve(
                processorSide, ProcessorOptions.defaults().withName("Mix & \"Wörter\""), new MixService());
        caller = MixCaller.find(store);
    }

    @AfterEach
    void end() {
        if (caller != null) {
            caller.close();
        }
        if (processor != null) {
            processor.close();
        }
        if (processorSide != null) {
            processorSide.close();
        }
    }

    private ObjectNode expectation() {
        ObjectNode expected = JSON.createObjectNode();
        expected.put("pid", ProcessHandle.current().pid());
        expected.putObject("processor").put("prefix", processor.prefix()).put("name", "Mix & \"Wörter\"");
        expected.putObject("caller").put("prefix", prefix()).put("name", "java");
        expected.putArray("calls");
        return expected;
    }

    @Test
    void declarationsAreReadByPython() {
        assertThat(run("check_calls", expectation())).containsExactly("checked 2 declarations, 0 calls");
    }

    @Test
    void aCallOfOneRowIsReadByPython() {
        ObjectNode expected = expectation();
        MixCall call = new MixCall(Long.MIN_VALUE, "", 0.1, true, DoubleTensor.of(Shape.of(1, 2), 1, 2));
        try (MixResult result = caller.mix(call)) {
            expectMix(expected, List.of(call), List.of(result), null);
            assertThat(run("check_calls", expected)).containsExactly("checked 2 declarations, 1 calls");
        }
    }

    @Test
    void aBatchWithADeadlineAndWhatFollowsAreReadByPython() {
        ObjectNode expected = expectation();
        Duration deadline = Duration.ofHours(3);
        try (TensorRef<DoubleTensor> ys = store.put(DoubleTensor.of(Shape.of(2, 0)), List.of("i", "k"));
                MixCaller hurried = caller.with(deadline)) {
            List<MixCall> calls = new ArrayList<>();
            calls.add(new MixCall(Long.MAX_VALUE, "Größe ✓ \uD83D\uDE80", -0.0, false, ys));
            calls.add(new MixCall(-1, "a\u0000b\n\"\\", Double.MIN_VALUE, true, ys));
            for (int row = 2; row < 70; row++) {
                calls.add(new MixCall(row, "x".repeat(row), row / 3.0, row % 3 == 0, ys));
            }
            try (Results<MixResult> results = hurried.mixBatch(calls);
                    MixResult next = caller.mix(calls.get(0));
                    TurnResult turn = caller.turn(Complex64Tensor.zeros(Shape.of(2, 3)))) {
                expectMix(expected, calls, results, deadline);
                expectMix(expected, calls.subList(0, 1), List.of(next), null);
                ObjectNode turned = expected.withArray("calls").addObject();
                turned.put("function", "turn").putNull("deadline_seconds");
                ObjectNode row = turned.putArray("rows").addObject();
                row.put("turned", turn.turned().id().toString());
                row.put("done", turn.done().id().toString());
                assertThat(run("check_calls", expected)).containsExactly("checked 2 declarations, 3 calls");
            }
        }
    }

    private static void expectMix(
            ObjectNode expected, List<MixCall> calls, List<MixResult> results, Duration deadline) {
        ObjectNode object = expected.withArray("calls").addObject();
        object.put("function", "mix");
        object.put("deadline_seconds", deadline == null ? null : deadline.toSeconds());
        ArrayNode rows = object.putArray("rows");
        for (int i = 0; i < calls.size(); i++) {
            MixCall call = calls.get(i);
            ObjectNode row = rows.addObject();
            row.put("x", call.x()).put("label", call.label()).put("factor", call.factor());
            row.put("negate", call.negate()).putNull("bias");
            if (call.ys() instanceof Ref ref) {
                row.put("ys", ref.id().toString());
            }
            row.put("zs", results.get(i).zs().id().toString());
            row.put("length", results.get(i).length().id().toString());
        }
    }
}
