package dev.dal.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running program of this benchmark, as the runner sees it. Ended by its {@link Processes}. Used by one thread. */
public final class Child {

    private static final long START_SECONDS = 60;
    private static final long ANSWER_SECONDS = 120;
    private static final int SHOWN_CHARACTERS = 1_500;

    private final String name;
    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private @Nullable String greeting;

    Child(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        Thread reader = new Thread(this::read, "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            lines.add(ProgramLoop.FAILED + closed.getMessage());
        }
    }

    /**
     * Waits until the program is ready.
     *
     * @return what it says of itself
     * @throws IOException if it fails, or is not ready within a minute
     * @throws InterruptedException if the thread was interrupted
     */
    public String awaitReady() throws IOException, InterruptedException {
        if (greeting == null) {
            greeting = await(ProgramLoop.READY, START_SECONDS);
        }
        return greeting;
    }

    /**
     * Has the program run a task.
     *
     * @param task what to do
     * @param millis for how long, about
     * @return the figure
     * @throws IOException if the program fails, or does not answer in time
     * @throws InterruptedException if the thread was interrupted
     */
    public double run(String task, long millis) throws IOException, InterruptedException {
        awaitReady();
        String line = task + " " + millis + "\n";
        process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        long seconds = ANSWER_SECONDS + TimeUnit.MILLISECONDS.toSeconds(millis);
        return Double.parseDouble(await(ProgramLoop.RESULT, seconds));
    }

    /**
     * The id of the process.
     *
     * @return its process id
     */
    public long pid() {
        return process.pid();
    }

    private String await(String beginning, long seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < deadline) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line == null && !process.isAlive() && lines.isEmpty()) {
                throw new IOException(name + " ended with " + process.exitValue() + ". " + errorText());
            }
            if (line != null && line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            if (line != null && line.startsWith(ProgramLoop.FAILED)) {
                throw new IOException(name + ": " + line.substring(ProgramLoop.FAILED.length()) + " " + errorText());
            }
        }
        throw new IOException(name + " did not answer within " + seconds + " s. " + errorText());
    }

    private String errorText() throws IOException {
        String text = Files.readString(errors);
        return text.substring(Math.max(0, text.length() - SHOWN_CHARACTERS));
    }
}
