package dev.dal.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A test program in a JVM of its own, which talks by lines on its standard output. */
public final class TestJvm implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private final Thread reader;
    private volatile boolean told;

    private TestJvm(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a program of the test class path. */
    public static TestJvm start(Class<?> program, String... arguments) throws IOException {
        return start(List.of(), "", program, arguments);
    }

    /**
     * Starts a program with options for the JVM, and without those entries of the test class path that contain a text,
     * unless it is empty.
     */
    public static TestJvm start(List<String> options, String without, Class<?> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String kept = Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> without.isEmpty() || !entry.contains(without))
                .collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-Xmx128m", "-cp", kept, program.getName()));
        command.addAll(List.of(arguments));
        return running(new ProcessBuilder(command));
    }

    /** Starts a program of another kind, such as a Python script, to be heard and ended alike. */
    public static TestJvm running(ProcessBuilder program) throws IOException {
        return new TestJvm(
                program.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // A program that is told to end is no longer listened to.
            if (!told) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Waits for a line that begins with a text, and returns the rest of it. */
    public String awaitLine(String beginning) throws InterruptedException {
        return awaitLine("'" + beginning + "'", line -> line.startsWith(beginning))
                .substring(beginning.length());
    }

    /** Waits for a line of a form, and returns it. */
    public String awaitLineMatching(String regex) throws InterruptedException {
        return awaitLine("like " + regex, line -> line.matches(regex));
    }

    private String awaitLine(String description, Predicate<String> wanted) throws InterruptedException {
        List<String> others = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line == null && !process.isAlive() && !reader.isAlive() && lines.isEmpty()) {
                throw new AssertionError("The program ended with " + process.exitValue() + " before a line "
                        + description + "; it printed " + others + ".");
            }
            if (line != null && wanted.test(line)) {
                return line;
            }
            if (line != null) {
                others.add(line);
            }
        }
        throw new AssertionError(
                "No line " + description + " within " + PATIENCE_SECONDS + " s; the program printed " + others + ".");
    }

    /** Takes what the program has printed by now and nobody has waited for. */
    public List<String> printed() {
        List<String> printed = new ArrayList<>();
        lines.drainTo(printed);
        return printed;
    }

    /** Waits until the program ends by itself and all that it printed was read, and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The program did not end within " + PATIENCE_SECONDS + " s.");
        }
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return process.exitValue();
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends the program at once, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        told = true;
        process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Asks the program to end, as {@code kill} does, and returns its exit code. */
    public int terminate() throws InterruptedException {
        told = true;
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The program did not end.");
        }
        return process.exitValue();
    }

    /** Whether the program runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        told = true;
        process.destroyForcibly();
    }
}
