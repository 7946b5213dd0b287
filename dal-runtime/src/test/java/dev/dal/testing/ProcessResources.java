package dev.dal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What this process holds of the system, as {@code /proc/self} tells it. */
public final class ProcessResources {

    private static final Path SELF = Path.of("/proc/self");

    static {
        // The JDK keeps a socket of its own from the first socket channel on.
        try {
            SocketChannel.open().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessResources() {}

    /**
     * Number of open descriptors of the kinds that this library makes: sockets, shared memory, eventfds and epolls.
     * Files are left out, as the JVM opens jars whenever it likes.
     */
    public static long descriptors() {
        return openDescriptors().size();
    }

    /** Those descriptors, with what each is. */
    public static SortedMap<Integer, String> openDescriptors() {
        SortedMap<Integer, String> found = new TreeMap<>();
        try (Stream<Path> open = Files.list(SELF.resolve("fd"))) {
            open.forEach(descriptor -> {
                String target = target(descriptor);
                if (target.startsWith("socket:") || target.startsWith("anon_inode:") || target.startsWith("/memfd:")) {
                    found.put(Integer.parseInt(descriptor.getFileName().toString()), target);
                }
            });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** Number of mappings whose line in {@code /proc/self/maps} contains a text. */
    public static long mappings(String text) {
        try (Stream<String> lines = Files.lines(SELF.resolve("maps"))) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a descriptor is closed when this process starts another. */
    public static boolean closesOnExec(int fd) {
        try (Stream<String> lines = Files.lines(SELF.resolve("fdinfo/" + fd))) {
            String flags =
                    lines.filter(line -> line.startsWith("flags:")).findFirst().orElseThrow();
            return (Integer.parseInt(flags.substring("flags:".length()).trim(), 8) & 02000000) != 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects garbage until a condition holds or some seconds have passed; whether it holds. */
    public static boolean afterCollecting(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            System.gc();
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
