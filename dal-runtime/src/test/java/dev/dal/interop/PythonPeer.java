package dev.dal.interop;

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

/**
 * A Python script that goes on running: it talks by lines on its standard output and is talked to by lines on its
 * standard input. When that ends, so must the script, and well: {@link #close()} fails with what it said on standard
 * error otherwise.
 */
final class PythonPeer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final String script;
    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private boolean killed;

    PythonPeer(String script, ProcessBuilder command) throws IOException {
        this.script = script;
        this.errors = Files.createTempFile("dal-python", ".err");
        this.process = command.redirectError(errors.toFile()).start();
        Thread reader = new Thread(this::read, "output of " + script);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("its output broke off: " + e);
        }
    }

    /** Waits for a line that begins with a text, and returns the rest of it. */
    String awaitLine(String beginning) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        StringBuilder others = new StringBuilder();
        while (System.nanoTime() < deadline) {
            boolean ended = !process.isAlive();
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            if (line != null) {
                others.append("\n  ").append(line);
            } else if (ended) {
                break;
            }
        }
        throw new AssertionError("No line '" + beginning + "' from " + this + ". Others:" + others);
    }

    /** Sends a line. */
    void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Telling " + this + ": " + line, e);
        }
    }

    /** Waits until the script has ended, well. */
    void awaitEnd() {
        if (!hasEnded()) {
            process.destroyForcibly();
            throw new AssertionError("No end of " + this);
        }
        if (!killed && process.exitValue() != 0) {
            throw new AssertionError("A script ended with " + process.exitValue() + ": " + this);
        }
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + this, e);
        }
    }

    /** Ends the script at once, as {@code kill -9} does. */
    void kill() {
        killed = true;
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends the script's input and waits for its good end. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            awaitEnd();
        } catch (IOException e) {
            throw new UncheckedIOException("Ending " + this, e);
        } finally {
            process.destroyForcibly();
            errors.toFile().delete();
        }
    }

    @Override
    public String toString() {
        try {
            return script + ".py (" + (process.isAlive() ? "running" : "exit code " + process.exitValue())
                    + "), standard error:\n" + Files.readString(errors);
        } catch (IOException e) {
            return script + ".py, whose standard error cannot be read: " + e;
        }
    }
}
