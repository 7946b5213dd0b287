package dev.dal.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes of a benchmark and a directory for their files. Closing ends them all, the last started first; so does
 * the end of this JVM. Used by one thread, and closed by any.
 */
public final class Processes implements AutoCloseable {

    private static final long END_SECONDS = 5;
    private static final Set<Processes> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Processes::close), "end of children"));
    }

    private final Affinity affinity;
    private final Path directory;
    private final Deque<Process> started = new ConcurrentLinkedDeque<>();

    /**
     * No processes yet.
     *
     * @param affinity where they are going to run
     * @throws IOException if there is no room for temporary files
     */
    public Processes(Affinity affinity) throws IOException {
        this.affinity = affinity;
        this.directory = Files.createTempDirectory("dal-bench");
        OPEN.add(this);
    }

    /**
     * A directory for sockets, gone when this is closed.
     *
     * @return a private directory with a short path
     */
    public Path directory() {
        return directory;
    }

    /**
     * Starts a program and does not wait for it.
     *
     * @param launch the program
     * @return a handle; the process ends with this
     * @throws IOException if the JVM cannot be started
     */
    public Child start(Launch launch) throws IOException {
        return start(launch.program().getSimpleName(), launch.command());
    }

    /**
     * Starts a command and does not wait for it. The command must end when its standard input does.
     *
     * @param name name for messages
     * @param command executable and arguments
     * @return a handle; the process ends with this
     * @throws IOException if the command cannot be started
     */
    public Child start(String name, List<String> command) throws IOException {
        Path errors = directory.resolve(started.size() + ".err");
        Process process = affinity.start(new ProcessBuilder(command).redirectError(errors.toFile()));
        started.push(process);
        return new Child(name, process, errors);
    }

    @Override
    public void close() {
        started.forEach(Processes::askToEnd);
        started.forEach(Processes::end);
        OPEN.remove(this);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void askToEnd(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            process.destroy();
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
