package dev.dal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.StoreClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runnable jar as those see it who start, use and end a store. */
@Timeout(120)
class StoreProcessIT {

    private static final long CAPACITY_BYTES = 100_000_000;
    private static final List<String> START_LINES = List.of(
            "INFO Allowing the Plasma store to use up to 0.1GB of memory.",
            "INFO Starting object store with directory /dev/shm and huge page support disabled");

    /** What README.md shows: the command, and what it prints. */
    private static final String TRANSCRIPT = "start.txt";

    @TempDir
    private Path directory;

    private Path socket() {
        return directory.resolve("s");
    }

    private StoreRun start(String... arguments) throws IOException {
        return StoreRun.start(directory, RunnableJar.command(arguments), Map.of());
    }

    private StoreRun startStore() throws Exception {
        return start("store", "-s", socket().toString(), "-m", Long.toString(CAPACITY_BYTES))
                .awaitSocket(socket());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalEndsTheStoreInGoodOrder(String signal) throws Exception {
        try (StoreRun store = startStore();
                StoreClient client = StoreClient.connect(socket())) {
            assumeFalse(signal.equals("INT") && store.ignoresInterrupts(), "SIGINT is ignored in a background job");
            ObjectId id = ObjectId.random();
            client.put(id, ByteBuffer.wrap(new byte[] {1, 2, 3}), ByteBuffer.allocate(0));
            try (ObjectBuffer held = client.get(id, 0)) {
                assertThat(client.capacityBytes()).isEqualTo(CAPACITY_BYTES);
                store.signal(signal);
                assertThat(store.awaitSignalledEnd()).isZero();
                assertThat(held.data().bytes(0, 3)).as("mapped still").containsExactly(1, 2, 3);
            }
            assertThat(socket()).doesNotExist();
            assertThat(store.log())
                    .containsExactlyElementsOf(Stream.concat(
                                    START_LINES.stream(), Stream.of("INFO Signal received, closing Plasma Server..."))
                            .toList());
            assertThat(store.out()).isEmpty();
        }
    }

    @Test
    void theLinesOfTheTranscriptArePrinted() throws Exception {
        List<String> transcript;
        try (InputStream shown = StoreProcessIT.class.getResourceAsStream(TRANSCRIPT)) {
            assertThat(shown).isNotNull();
            transcript = new String(shown.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        String[] arguments = transcript
                .get(0)
                .replaceFirst("^\\$ java -jar dal-cli/target/dal\\.jar ", "")
                .replace("/tmp/plasma", socket().toString())
                .split(" ");
        try (StoreRun store = start(arguments).awaitSocket(socket())) {
            assertThat(store.log())
                    .containsExactlyElementsOf(transcript.stream()
                            .skip(1)
                            .map(StoreRun::withoutPlace)
                            .toList());
        }
    }

    @Test
    void aSecondStoreOnTheSameSocketIsRefusedAndHarmsNobody() throws Exception {
        try (StoreRun first = startStore();
                StoreRun second = start("store", "-s", socket().toString(), "-m", Long.toString(CAPACITY_BYTES))) {
            assertThat(second.awaitEnd()).isEqualTo(134);
            assertThat(second.err())
                    .hasSize(3)
                    .last()
                    .isEqualTo("dal store: Bind failed for pathname " + socket() + ": Cannot listen on " + socket()
                            + ": another store does. Stop it, or choose another path.");
            try (StoreClient client = StoreClient.connect(socket())) {
                assertThat(client.list()).isEmpty();
            }
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void theSocketOfAStoreThatWasKilledIsTakenOver() throws Exception {
        startStore().close();
        assertThat(socket()).exists();
        try (StoreRun store = start("store", "-s", socket().toString(), "-m", Long.toString(CAPACITY_BYTES))) {
            try (StoreClient client = StoreClient.connect(socket())) {
                assertThat(client.capacityBytes()).isEqualTo(CAPACITY_BYTES);
            }
            store.signal("TERM");
            assertThat(store.awaitSignalledEnd()).isZero();
        }
    }

    @Test
    void objectsLieInFilesOfTheDirectoryThatIsNamed() throws Exception {
        String bytes = Long.toString(CAPACITY_BYTES);
        try (StoreRun store = start("store", "-s", socket().toString(), "-m", bytes, "-d", directory.toString())
                        .awaitSocket(socket());
                StoreClient client = StoreClient.connect(socket())) {
            client.put(ObjectId.random(), ByteBuffer.allocate(1000), ByteBuffer.allocate(0));
            assertThat(store.mappings()).contains(directory.toRealPath() + "/");
            assertThat(store.log())
                    .contains("INFO Starting object store with directory " + directory
                            + " and huge page support disabled");
        }
    }

    @Test
    void errorsGoToStandardErrorBehindTheProgramsName() throws Exception {
        try (StoreRun run = start("store", "-s", socket().toString(), "-m", "1GB")) {
            assertThat(run.awaitEnd()).isEqualTo(1);
            assertThat(run.err())
                    .containsExactly("dal store: -m switch takes memory in bytes, with no letter suffix allowed. Found"
                            + " '1GB'; expected a whole number such as 1000000000.");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void theScriptStandsInForPlasmaStoreWhateverItIsCalledAndWhereverItIsLinked() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("plasma-store-server"), RunnableJar.script());
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "DAL_JAR", "");
        try (StoreRun run = StoreRun.start(directory, List.of(link.toString(), "-s", "/tmp/x"), environment)) {
            assertThat(run.awaitEnd()).isEqualTo(1);
            assertThat(run.err())
                    .containsExactly(
                            "plasma-store-server: please specify the amount of memory (in bytes) to use with -m"
                                    + ", for example -m 1000000000");
        }
        List<String> command = List.of(link.toString(), "-s", socket().toString(), "-m", Long.toString(CAPACITY_BYTES));
        try (StoreRun store = StoreRun.start(directory, command, environment).awaitSocket(socket())) {
            store.signal("TERM");
            assertThat(store.awaitSignalledEnd())
                    .as("the script has become the store")
                    .isZero();
            assertThat(store.log()).startsWith(START_LINES.toArray(String[]::new));
        }
    }

    @Test
    void theScriptSaysWhereItLooksForTheJar() throws Exception {
        Path copy = Files.copy(RunnableJar.script(), directory.resolve("plasma_store"));
        Map<String, String> environment = Map.of("DAL_JAR", "");
        try (StoreRun run = StoreRun.start(directory, List.of("sh", copy.toString()), environment)) {
            assertThat(run.awaitEnd()).isEqualTo(1);
            assertThat(run.err())
                    .containsExactly("plasma_store: cannot find dal.jar. Put it beside " + copy.toRealPath()
                            + ", or name it in DAL_JAR.");
        }
    }
}
