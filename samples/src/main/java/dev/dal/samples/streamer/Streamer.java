package dev.dal.samples.streamer;

import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.samples.Shutdown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Streams payloads to a {@link StreamProcessor} and shows how fast, once a second. */
@Command(name = "Streamer", description = "Produces payloads in place in the store and has them checked.")
public final class Streamer implements Callable<Integer> {

    @Option(names = "--socket", description = "Path of the store's socket; default: $PLASMA_SOCKET.")
    private @Nullable Path socket;

    @Option(names = "--megabytes", defaultValue = "80", description = "Size of a payload in MB (default: 80).")
    private double megabytes;

    @Option(names = "--in-flight", defaultValue = "3", description = "Most payloads not yet checked (default: 3).")
    private int inFlight;

    @Option(names = "--seconds", defaultValue = "0", description = "How long to stream; 0 until ended (default).")
    private long seconds;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Streamer()).execute(args));
    }

    @Override
    public Integer call() {
        AtomicBoolean ended = new AtomicBoolean();
        try (Shutdown shutdown = new Shutdown();
                Connection connection = socket == null ? Connection.open() : Connection.open(socket);
                Store store = Store.open(connection, "Streamer");
                PayloadStream stream =
                        PayloadStream.open(store, new PayloadSize(megabytes), inFlight, Streamer::print)) {
            shutdown.whenAsked(() -> ended.set(true));
            Duration duration = seconds == 0 ? Duration.ofDays(365) : Duration.ofSeconds(seconds);
            StreamFigures figures = stream.run(duration, ended::get);
            System.out.println(figures);
            return 0;
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
