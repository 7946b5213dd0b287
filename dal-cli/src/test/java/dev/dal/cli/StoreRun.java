package dev.dal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A store in a process of its own, and what it prints. */
final class StoreRun implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    /** As long as those wait who start {@code plasma_store} in their tests. */
    private static final long ENDING_SECONDS = 5;

    private static final int SIGINT = 2;

    private final Process process;
    private final Path out;
    private final Path err;

    private StoreRun(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static StoreRun start(Path directory, List<String> command, Map<String, String> environment) throws IOException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new StoreRun(builder.start(), out, err);
    }

    /** Waits until the store can be connected to. */
    StoreRun awaitSocket(Path socket) throws Exception {
        awaitCondition("the store listens", () -> Files.exists(socket));
        return this;
    }

    private void awaitCondition(String what, BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("Not reached: " + what + ". The program printed: " + err());
            }
            Thread.sleep(5);
        }
    }

    void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new AssertionError("kill -" + name + " failed");
        }
    }

    /** Whether the program has inherited that SIGINT is ignored, as whatever a shell starts in the background does. */
    boolean ignoresInterrupts() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line ->
                        (Long.parseLong(line.substring("SigIgn:".length()).trim(), 16) & 1L << SIGINT - 1) != 0);
    }

    /** What the program maps into its memory. */
    String mappings() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
    }

    /** The exit code of a program that was told to end. */
    int awaitSignalledEnd() throws Exception {
        return awaitEnd(ENDING_SECONDS);
    }

    /** The exit code of a program that ends by itself. */
    int awaitEnd() throws Exception {
        return awaitEnd(PATIENCE_SECONDS);
    }

    private int awaitEnd(long seconds) throws Exception {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("The program did not end within " + seconds + " s. It printed: " + err());
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    /** What was printed on standard error, line by line. */
    List<String> err() throws IOException {
        return Files.readAllLines(err);
    }

    /** The log without what stands in front of the texts: time, level, source. */
    List<String> log() throws IOException {
        return err().stream().map(StoreRun::withoutPlace).toList();
    }

    /** A line of the log without time and source. */
    static String withoutPlace(String line) {
        return line.replaceFirst("^[0-9T:.+Z-]+ (INFO|WARN|ERROR) [A-Za-z]+ - ", "$1 ");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
