package dev.dal.benchmarks;

import dev.dal.benchmarks.process.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Something that yields a figure each time it is asked. */
@FunctionalInterface
public interface Probe {

    /**
     * Parts of a warm-up. Code that probes have in common is compiled for the first of them, and anew when it turns out to
     * serve others.
     */
    int WARM_UPS = 4;

    /**
     * Takes the figure once.
     *
     * @param millis for how long to measure, about
     * @return the figure
     * @throws Exception if it cannot be taken
     */
    double take(long millis) throws Exception;

    /**
     * Takes figures in turn, so that what disturbs the machine disturbs all of them: warms up each probe in
     * several parts, then takes all of them one after the other, as often as the effort says.
     *
     * @param effort how long and how often
     * @param processes what is measured runs in these
     * @param probes what to measure
     * @return the samples of each probe, in the same order
     * @throws Exception if a figure cannot be taken
     */
    static List<Samples> inTurn(Effort effort, Processes processes, List<Probe> probes) throws Exception {
        processes.beginWarmUp();
        Effort part = effort.withWarmUp(effort.warmUpMillis() / WARM_UPS);
        for (int i = 0; i < WARM_UPS; i++) {
            for (Probe probe : probes) {
                warmUp(part, probe);
            }
            processes.awaitCompilers();
        }
        processes.endWarmUp();
        return inTurnAtOnce(effort, probes);
    }

    /**
     * Takes figures in turn without a warm-up, of probes that see to it themselves.
     *
     * @param effort how long and how often
     * @param probes what to measure
     * @return the samples of each probe, in the same order
     * @throws Exception if a figure cannot be taken
     */
    static List<Samples> inTurnAtOnce(Effort effort, List<Probe> probes) throws Exception {
        List<List<Double>> values = new ArrayList<>();
        probes.forEach(probe -> values.add(new ArrayList<>()));
        for (int repetition = 0; repetition < effort.repetitions(); repetition++) {
            for (int i = 0; i < probes.size(); i++) {
                values.get(i).add(probes.get(i).take(effort.windowMillis()));
            }
        }
        return values.stream().map(Samples::of).toList();
    }

    /**
     * Takes a probe until its figure changes by less than a tenth, at least for the time that the effort says and at most
     * for the longest that it says: on a busy machine the JIT compiler is late.
     *
     * @param effort how long
     * @param probe what to warm up
     * @throws Exception if a figure cannot be taken
     */
    static void warmUp(Effort effort, Probe probe) throws Exception {
        long leastNanos = TimeUnit.MILLISECONDS.toNanos(effort.warmUpMillis());
        long mostNanos = TimeUnit.MILLISECONDS.toNanos(effort.longestWarmUpMillis());
        long start = System.nanoTime();
        double before = Double.NaN;
        boolean steady = false;
        long passed = 0;
        while (passed < leastNanos || (!steady && passed < mostNanos)) {
            double now = probe.take(effort.warmUpMillis() / 4);
            steady = Math.abs(now - before) < 0.1 * before;
            before = now;
            passed = System.nanoTime() - start;
        }
    }
}
