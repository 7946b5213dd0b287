package dev.dal.samples.soak;

import dev.dal.testing.ProcessResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process has at a moment, after its garbage was collected.
 *
 * @param heapBytes used heap
 * @param nativeBytes resident anonymous memory: the heap, which is touched as a whole from the start, and everything that
 *     is allocated beside it
 * @param sharedBytes mapped shared memory
 * @param descriptors sockets, shared memory, eventfds and epolls
 * @param threads live threads of Java
 */
record ResourceSample(long heapBytes, long nativeBytes, long sharedBytes, long descriptors, long threads) {

    private static final String PREFIX = "sample ";
    private static final String MEMORY = "/memfd:dal";

    /** Time for what happens when the collector has found something to be garbage. */
    private static final long CLEANING_MILLIS = 100;

    private static final int LOOKS = 3;

    /** A sample of this process; collects its garbage first. */
    static ResourceSample take() throws InterruptedException {
        long sharedBytes = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(CLEANING_MILLIS);
            // What a connection had mapped that was closed after the collection is garbage that was not collected yet.
            sharedBytes = Math.min(sharedBytes, mappedBytes());
        }
        return new ResourceSample(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                anonymousBytes(),
                sharedBytes,
                ProcessResources.descriptors(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static long anonymousBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            String kilobytes = lines.filter(line -> line.startsWith("RssAnon:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("[^0-9]", "");
            return Long.parseLong(kilobytes) * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long mappedBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains(MEMORY))
                    .mapToLong(ResourceSample::lengthBytes)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Length of a mapping; its line begins as in {@code 7f00-7f40 r--s}. */
    private static long lengthBytes(String mapping) {
        String[] range = mapping.substring(0, mapping.indexOf(' ')).split("-");
        return Long.parseUnsignedLong(range[1], 16) - Long.parseUnsignedLong(range[0], 16);
    }

    /** The line that a program prints. */
    String line() {
        return PREFIX + heapBytes + ' ' + nativeBytes + ' ' + sharedBytes + ' ' + descriptors + ' ' + threads;
    }

    static boolean isIn(String line) {
        return line.startsWith(PREFIX);
    }

    static ResourceSample parse(String line) {
        long[] values = Arrays.stream(line.substring(PREFIX.length()).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        return new ResourceSample(values[0], values[1], values[2], values[3], values[4]);
    }
}
