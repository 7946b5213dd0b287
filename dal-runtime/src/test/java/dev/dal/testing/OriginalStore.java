package dev.dal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running original store, {@code plasma_store} of Apache Arrow 11, at a fresh socket path. */
public final class OriginalStore implements AutoCloseable {

    private static final long START_SECONDS = 10;
    private static final long STOP_SECONDS = 5;

    private final Path directory;
    private final Path socket;
    private final Path log;
    private final Process process;

    private OriginalStore(Path directory, Process process) {
        this.directory = directory;
        this.socket = directory.resolve("s");
        this.log = directory.resolve("log");
        this.process = process;
    }

    /** Starts a store and waits until it can be connected to; skips the calling test if there is none. */
    public static OriginalStore start(long capacityBytes, String... moreArguments) {
        PythonEnvironment python = PythonEnvironment.require();
        try {
            Path directory = Files.createTempDirectory("dal-store");
            List<String> command = new ArrayList<>(List.of(
                    python.storeExecutable().toString(),
                    "-m",
                    Long.toString(capacityBytes),
                    "-s",
                    directory.resolve("s").toString()));
            command.addAll(List.of(moreArguments));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            OriginalStore store = new OriginalStore(directory, process);
            store.awaitListening();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitListening() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String text = log();
                close();
                throw new AssertionError("The original store did not start: " + text);
            }
            sleep();
        }
    }

    private boolean isListening() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Path of the store's socket. */
    public Path socket() {
        return socket;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the store has printed. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the store as a crash would. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Ends the store and removes its files. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd()) {
            kill();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
