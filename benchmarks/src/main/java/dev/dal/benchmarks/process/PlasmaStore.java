package dev.dal.benchmarks.process;

import dev.dal.store.client.StoreClient;
import dev.dal.testing.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts the original C++ store of pyarrow 11. */
public final class PlasmaStore {

    /** Ends the store with its own standard input, as our programs do. */
    private static final String UNTIL_INPUT_ENDS = "\"$@\" >&2 & store=$!; cat >/dev/null; kill $store; wait $store";

    private PlasmaStore() {}

    /**
     * Starts a store and waits until it listens.
     *
     * @param processes where it belongs
     * @param capacityBytes its capacity
     * @return path of its socket
     * @throws IOException if it cannot be started
     * @throws org.opentest4j.TestAbortedException if there is no Python with pyarrow 11, with the step that failed
     */
    public static Path start(Processes processes, long capacityBytes) throws IOException {
        String executable = PythonEnvironment.require().storeExecutable().toString();
        Path socket = Files.createTempDirectory(processes.directory(), "plasma").resolve("socket");
        String capacity = Long.toString(capacityBytes);
        processes.start(
                "plasma_store",
                List.of("sh", "-c", UNTIL_INPUT_ENDS, "sh", executable, "-m", capacity, "-s", socket.toString()));
        StoreClient.connect(socket).close();
        return socket;
    }
}
