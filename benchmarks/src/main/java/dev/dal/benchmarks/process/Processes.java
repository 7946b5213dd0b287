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
 * The processes of a benchmark and a directory for their files. They start wherever the system puts them, and are moved
 * to where figures are to be taken before they warm up, their JIT compilers after that. Closing ends them all, the last
 * started first; so does the end of this JVM. Used by one thread, and closed by any.
 */
public final class Processes implements AutoCloseable {

    private static final long END_SECONDS = 5;
    private static final long LONGEST_COMPILATION_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 100;
    private static final Set<Processes> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Processes::close), "end of children"));
    }

    private final Affinity affinity;
    private final Path directory;
    private final Deque<Process> started = new ConcurrentLinkedDeque<>();
    private boolean warm;

    /**
     * No processes yet.
     *
     * @param affinity where figures are to be taken
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
     * @throws IllegalStateException if the warm-up has ended
     */
    public Child start(Launch launch) throws IOException {
        return start(launch.program().getSimpleName(), affinity.fit(launch).command());
    }

    /**
     * Starts a command and does not wait for it. The command must end when its standard input does.
     *
     * @param name name for messages
     * @param command executable and arguments
     * @return a handle; the process ends with this
     * @throws IOException if the command cannot be started
     * @throws IllegalStateException if the warm-up has ended
     */
    public Child start(String name, List<String> command) throws IOException {
        if (warm) {
            throw new IllegalStateException(
                    "Starting " + name + ": the warm-up has ended; expected it to be started before.");
        }
        Path errors = directory.resolve(started.size() + ".err");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        started.push(process);
        return new Child(name, process, errors);
    }

    /**
     * Moves the processes to where figures are to be taken, but leaves their JIT compilers free to use every core: sharing
     * one with the program they would take many times as long to be done with it. May be called again.
     *
     * @throws IllegalStateException if the system refuses
     */
    public void beginWarmUp() {
        if (affinity == Affinity.PINNED) {
            new FirstCore().take(started, FirstCore.Which.ALL_BUT_COMPILERS);
        }
    }

    /**
     * Waits until the JIT compilers have done what the warm-up has brought up so far, where they are going to be pinned; for
     * a second at most.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public void awaitCompilers() throws InterruptedException {
        if (affinity == Affinity.UNPINNED) {
            return;
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_COMPILATION_MILLIS);
        long before = Long.MIN_VALUE / 2;
        long now = compilerTicks();
        while (now - before > 1 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            before = now;
            now = compilerTicks();
        }
    }

    private long compilerTicks() {
        return Threads.of(started).stream()
                .filter(Threads::compiles)
                .mapToLong(Threads::ticks)
                .sum();
    }

    /**
     * Moves the JIT compilers, too, so that every thread is where figures are to be taken. No more processes can be started
     * where they are pinned.
     *
     * @throws IllegalStateException if the system refuses
     */
    public void endWarmUp() {
        if (affinity == Affinity.PINNED) {
            warm = true;
            new FirstCore().take(started, FirstCore.Which.ALL);
        }
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
