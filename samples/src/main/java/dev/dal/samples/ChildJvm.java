package dev.dal.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this class path in a JVM of its own, which prints where this one prints. */
public final class ChildJvm implements AutoCloseable {

    private static final long LONGEST_SECONDS = 10;

    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param program class with a main method
     * @param arguments its arguments
     * @return the running program, to be closed by the caller
     * @throws IOException if the JVM cannot be started
     */
    public static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command).inheritIO().start());
    }

    /**
     * Whether the program runs.
     *
     * @return false once it has ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the program to end, as SIGTERM does, and waits for it; kills it where that does not help. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "Process " + process.pid() + " did not end within " + LONGEST_SECONDS + " s and was killed.");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
