package dev.dal.benchmarks.programs;

import java.util.Arrays;

/** Repeats something for a time and says how long it took. */
public final class Rounds {

    private static final int FIRST_LENGTH = 1024;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private Rounds() {}

    /** Something to repeat. */
    @FunctionalInterface
    public interface Round {

        /**
         * Does it once.
         *
         * @throws Exception if it fails
         */
        void run() throws Exception;
    }

    /**
     * The median duration.
     *
     * @param millis for how long to repeat; at least one round is run
     * @param round what to repeat
     * @return microseconds of a round
     * @throws Exception if a round fails
     */
    public static double medianMicros(long millis, Round round) throws Exception {
        long[] nanos = new long[FIRST_LENGTH];
        int count = 0;
        long begin = System.nanoTime();
        long end = begin + millis * 1_000_000;
        for (long from = begin; count == 0 || from < end; ) {
            round.run();
            long to = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = to - from;
            from = to;
        }
        Arrays.sort(nanos, 0, count);
        return nanos[count / 2] / NANOS_PER_MICRO;
    }

    /**
     * The frequency.
     *
     * @param millis for how long to repeat; at least one round is run
     * @param round what to repeat
     * @return rounds per second
     * @throws Exception if a round fails
     */
    public static double perSecond(long millis, Round round) throws Exception {
        long begin = System.nanoTime();
        long now = begin;
        long rounds = 0;
        do {
            round.run();
            rounds++;
            now = System.nanoTime();
        } while (now - begin < millis * 1_000_000);
        return rounds * NANOS_PER_SECOND / (now - begin);
    }
}
