package dev.dal.cli.measure;

import java.util.Locale;

/**
 * The same operation under two conditions, in short blocks by turns, so that whatever else the machine does hits both
 * alike.
 */
final class SideBySide {

    private static final int WARM_UP_ROUNDS = 20;
    private static final int ROUNDS = 40;
    private static final int OPERATIONS_PER_ROUND = 500;

    private SideBySide() {}

    /**
     * Measures, and prints both medians and their ratio.
     *
     * @param name what is measured
     * @param small the operation under the smaller load
     * @param large the operation under the larger load
     */
    static void measure(String name, Runnable small, Runnable large) {
        measureRounds(WARM_UP_ROUNDS, small, large, new Latencies(), new Latencies());
        Latencies ofSmall = new Latencies();
        Latencies ofLarge = new Latencies();
        measureRounds(ROUNDS, small, large, ofSmall, ofLarge);
        double smallMicros = ofSmall.medianMicros();
        double largeMicros = ofLarge.medianMicros();
        System.out.printf(
                Locale.ROOT,
                "%-24s p50 %8.1f us -> %8.1f us, ratio %.2f%n",
                name,
                smallMicros,
                largeMicros,
                largeMicros / smallMicros);
    }

    private static void measureRounds(
            int rounds, Runnable small, Runnable large, Latencies ofSmall, Latencies ofLarge) {
        for (int round = 0; round < rounds; round++) {
            block(small, ofSmall);
            block(large, ofLarge);
        }
    }

    private static void block(Runnable operation, Latencies latencies) {
        for (int i = 0; i < OPERATIONS_PER_ROUND; i++) {
            long start = System.nanoTime();
            operation.run();
            latencies.add(System.nanoTime() - start);
        }
    }
}
