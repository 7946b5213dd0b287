package dev.dal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.testing.PythonEnvironment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store, started by the script that stands in for {@code plasma_store}, under pyarrow's own tests. Every test has the
 * outcome that it has on the original store.
 */
class PyarrowSuiteIT {

    private final PythonEnvironment python = PythonEnvironment.require();

    @Test
    void pyarrowsTestsOfPlasmaGiveTheSameOnThisStoreAsOnTheOriginal(@TempDir Path ours, @TempDir Path originals)
            throws Exception {
        PyarrowSuite onOurs = new PyarrowSuite(python, ours, RunnableJar.script());
        Map<String, String> outcomes = onOurs.run(RunnableJar.environment("-Xmx256m -XX:TieredStopAtLevel=1"));
        Map<String, String> expected = new PyarrowSuite(python, originals, python.storeExecutable()).run(Map.of());

        assertThat(expected).hasSize(34);
        assertThat(Collections.frequency(expected.values(), "passed"))
                .as("all but the test that needs huge pages at /mnt/hugepages")
                .isGreaterThanOrEqualTo(33);
        assertThat(outcomes).as("%s", onOurs.log()).isEqualTo(expected);
    }
}
