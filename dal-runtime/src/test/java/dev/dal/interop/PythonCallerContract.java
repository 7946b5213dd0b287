package dev.dal.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.call.Processor;
import dev.dal.call.ProcessorOptions;
import dev.dal.connection.Connection;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that Python writes and a processor in Java answers; {@code call.py} has the scenarios and checks the answers. */
abstract class PythonCallerContract extends StoreFixture {

    PythonCallerContract(StoreKind kind) {
        super(kind);
    }

    private final MixService service = new MixService();
    private Connection processorSide;
    private Processor processor;

    @BeforeEach
    void serve() {
        processorSide = running.connect();
        processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service);
        processor.start();
    }

    @AfterEach
    void end() {
        if (processor != null) {
            processor.close();
        }
        if (processorSide != null) {
            processorSide.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answered",
                "polled",
                "batch_and_chain",
                "layouts",
                "complex_numbers",
                "sizes_found_late",
                "values",
                "tables",
                "failing",
                "refused",
                "refused_inputs",
                "failed_inputs",
                "other_forms",
                "no_calls",
                "outputs_that_exist"
            })
    void pythonCallsJava(String scenario) {
        assertThat(run("call", scenario + ",answered")).isEmpty();
    }

    @Test
    void anOwnedCallerIsServedAlike() {
        assertThat(run("call", "batch_and_chain", "{\"owned\": true}")).isEmpty();
        assertThat(service.runs).hasValue(101);
    }

    @Test
    void whatACallerLeavesBehindIsLetGo() throws InterruptedException {
        List<String> printed = run("call", "leaving");
        assertThat(printed).hasSize(1);
        ObjectId output = ObjectId.fromHex(printed.get(0));
        assertThat(soon(() -> references(output) == 0))
                .as("the processor lets go of output %s, whose caller is gone", output)
                .isTrue();
    }

    private int references(ObjectId id) {
        return objectsIn(id.prefix()).stream()
                .filter(info -> info.id().equals(id))
                .mapToInt(ObjectInfo::refCount)
                .sum();
    }
}
