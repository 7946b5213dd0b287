package dev.dal.cli.measure;

import java.util.Arrays;

/** The times that one operation took, in nanoseconds. */
final class Latencies {

    private long[] nanos = new long[1 << 16];
    private int count;

    void add(long elapsedNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = elapsedNanos;
    }

    double medianMicros() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[count / 2] / 1000.0;
    }
}
