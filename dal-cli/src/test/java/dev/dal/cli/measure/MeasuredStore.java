package dev.dal.cli.measure;

import dev.dal.store.client.StoreClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A store in a JVM of its own, from the runnable jar, with default settings but for the heap. */
final class MeasuredStore implements AutoCloseable {

    private static final int CONNECT_RETRIES = 300;

    private final Path socket;
    private final Process process;

    private MeasuredStore(Path socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    static MeasuredStore start(Path jar, long capacityBytes) throws IOException {
        Path socket = Files.createTempDirectory("dal-measure").resolve("s");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx3g",
                "-jar",
                jar.toString(),
                "store",
                "-s",
                socket.toString(),
                "-m",
                Long.toString(capacityBytes));
        return new MeasuredStore(socket, new ProcessBuilder(command).inheritIO().start());
    }

    StoreClient connect() {
        return StoreClient.connect(socket, CONNECT_RETRIES);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Files.deleteIfExists(socket);
        Files.delete(socket.getParent());
    }
}
