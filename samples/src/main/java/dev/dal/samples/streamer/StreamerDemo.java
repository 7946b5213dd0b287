package dev.dal.samples.streamer;

import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.samples.ChildJvm;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The streamer end to end: a store in this JVM, the stream processor in a JVM of its own, and the yardstick. */
@Command(name = "StreamerDemo", description = "Runs store, stream processor and streamer, and compares their speed.")
public final class StreamerDemo implements Callable<Integer> {

    private static final int IN_FLIGHT = 3;
    private static final long START_SECONDS = 10;

    @Option(names = "--megabytes", defaultValue = "80", description = "Size of a payload in MB (default: 80).")
    private double megabytes;

    @Option(names = "--seconds", defaultValue = "8", description = "How long to stream (default: 8).")
    private long seconds;

    /**
     * Runs the program.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StreamerDemo()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PayloadSize size = new PayloadSize(megabytes);
        StreamFigures streamed = stream(size);
        StreamFigures handedOver = handOver(size);
        System.out.println(String.format(
                Locale.ROOT,
                "streamer: %s, in-process reference %.1f GB/s, ratio %.2f",
                streamed,
                handedOver.gigabytesPerSecond(),
                streamed.gigabytesPerSecond() / handedOver.gigabytesPerSecond()));
        return 0;
    }

    private StreamFigures stream(PayloadSize size) throws IOException, InterruptedException {
        long capacityBytes = (IN_FLIGHT + 2) * size.bytes() + (16 << 20);
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(capacityBytes));
                ChildJvm processor = ChildJvm.start(
                        StreamProcessor.class, "--socket", embedded.socketPath().toString());
                Connection connection = Connection.open(embedded);
                Store store = openAfter(processor, connection);
                PayloadStream stream = PayloadStream.open(store, size, IN_FLIGHT, StreamerDemo::print)) {
            stream.run(warmUp(), () -> false);
            return stream.run(Duration.ofSeconds(seconds), () -> false);
        }
    }

    /** Lets the processor come first, as it would where both are started by hand. */
    private static Store openAfter(ChildJvm processor, Connection connection) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (connection.namespaces().isEmpty() && processor.isAlive() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return Store.open(connection, "Streamer");
    }

    private StreamFigures handOver(PayloadSize size) throws InterruptedException {
        HandOver handOver = new HandOver(size, IN_FLIGHT);
        handOver.run(warmUp());
        return handOver.run(Duration.ofSeconds(seconds));
    }

    private Duration warmUp() {
        return Duration.ofSeconds(Math.max(1, seconds / 4));
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
