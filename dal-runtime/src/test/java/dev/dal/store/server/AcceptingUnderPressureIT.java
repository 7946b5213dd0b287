package dev.dal.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreOptions;
import dev.dal.store.protocol.MessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that has no descriptors left lets clients wait, and goes on when there are some again. */
class AcceptingUnderPressureIT {

    private static final int DESCRIPTOR_LIMIT = 200;

    @TempDir
    Path directory;

    /** A store in a process of its own, until its standard input ends. */
    public static final class StoreProcess {
        private StoreProcess() {}

        /**
         * Launches a store at the path given.
         *
         * @param arguments the path of the socket
         */
        public static void main(String[] arguments) throws IOException {
            StoreOptions options = StoreOptions.ofCapacity(1_000_000).withSocketPath(Path.of(arguments[0]));
            try (EmbeddedStore store = EmbeddedStore.launch(options)) {
                int end = System.in.read();
                assertThat(end).as("standard input of %s", store.socketPath()).isNegative();
            }
        }
    }

    @Test
    void clientsWaitWhileThereAreNoDescriptors() throws Exception {
        Path socket = directory.resolve("s");
        Path log = directory.resolve("log");
        Process process = start(socket, log);
        List<RawClient> clients = new ArrayList<>();
        try {
            // Classes are loaded through descriptors too: the first client has all of them loaded that are needed here.
            clients.add(firstClient(process, socket));
            assertThat(clients.get(0).connect()).isEqualTo(1_000_000);
            for (int i = 1; i < DESCRIPTOR_LIMIT; i++) {
                clients.add(new RawClient(socket));
            }
            // The last of them are connected, but not let in yet.
            assertThat(clients.get(0).connect()).isEqualTo(1_000_000);
            RawClient last = clients.get(DESCRIPTOR_LIMIT - 1);
            last.send(RawFrames.zeros(MessageType.CONNECT_REQUEST, 0));
            assertThat(last.isSilent()).isTrue();

            clients.subList(0, DESCRIPTOR_LIMIT / 2).forEach(RawClient::close);

            last.reply(MessageType.CONNECT_REPLY);
            assertThat(Files.readString(log).lines().filter(line -> line.contains("Clients have to wait")))
                    .hasSize(1);
        } finally {
            clients.forEach(RawClient::close);
            process.getOutputStream().close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private static Process start(Path socket, Path log) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "ulimit -n " + DESCRIPTOR_LIMIT + " && exec \"$0\" \"$@\"";
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        command,
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProcess.class.getName(),
                        socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Connects as soon as the store listens, which is a moment after its socket is there. */
    private static RawClient firstClient(Process process, Path socket) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return new RawClient(socket);
            } catch (StoreConnectionException notYet) {
                assertThat(process.isAlive()).isTrue();
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(10);
            }
        }
    }
}
