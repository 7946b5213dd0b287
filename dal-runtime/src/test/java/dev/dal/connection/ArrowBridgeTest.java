package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.table.ArrowBridge;
import dev.dal.testing.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables as Arrow's vectors: in a JVM with the flag that these need, and what is said without it. */
@Timeout(120)
class ArrowBridgeTest {

    private static final String FLAG = "--add-opens=java.base/java.nio=ALL-UNNAMED";

    @Test
    void everyScenarioPassesInAJvmWithTheFlag() throws IOException, InterruptedException {
        try (TestJvm jvm = TestJvm.start(List.of(FLAG), "", ArrowBridgeProgram.class)) {
            for (String scenario : ArrowBridgeProgram.SCENARIOS.keySet()) {
                jvm.awaitLine("passed " + scenario);
            }
            assertThat(jvm.awaitEnd()).isZero();
        }
    }

    @Test
    void withoutTheFlagItIsNamed() {
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(1_000_000));
                Connection connection = Connection.open(embedded);
                Store store = Store.open(connection, "arrow");
                TableRef<?> ref = store.put(Map.of("a", new long[3]))) {
            String message = "Arrow's vectors need a JVM that is started with " + FLAG
                    + "; this one was not. Tables, columns and records need no flag.";
            assertThatThrownBy(ArrowBridge::newAllocator)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> ref.toArrow(null))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> store.putArrow(null))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void withoutTheLibraryItIsNamed() throws IOException, InterruptedException {
        try (TestJvm jvm =
                TestJvm.start(List.of(FLAG), "arrow-memory-unsafe", ArrowBridgeProgram.WithoutLibrary.class)) {
            assertThat(jvm.awaitLine("newAllocator: "))
                    .isEqualTo("java.lang.UnsupportedOperationException: Arrow's allocator could not be made. Expected"
                            + " arrow-memory-unsafe or arrow-memory-netty, of the version of arrow-vector, on the class"
                            + " path.");
            assertThat(jvm.awaitEnd()).isZero();
        }
    }

    @Test
    void tablesNeedNeitherFlagNorLibrary(@TempDir Path directory) throws IOException, InterruptedException {
        Path log = directory.resolve("classes");
        List<String> options = List.of("-Xlog:class+load:file=" + log);
        try (TestJvm jvm = TestJvm.start(options, "arrow-memory-unsafe", ArrowBridgeProgram.TablesOnly.class)) {
            assertThat(jvm.awaitLine("rows: ")).isEqualTo("[{a=1, b=x}, {a=2, b=null}]");
            assertThat(jvm.awaitEnd()).isZero();
        }
        // Arrow's own Field refers to the interface BufferAllocator.
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains("dev.dal.table.Table "))
                .noneMatch(line -> line.contains("dev.dal.table.ArrowBridge"))
                .noneMatch(line -> line.matches(".*org\\.apache\\.arrow\\.memory\\.(?!BufferAllocator ).*"));
    }
}
