package dev.dal.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Something that yields a figure each time it is asked. */
@FunctionalInterface
public interface Probe {

    /**
     * Takes the figure once.
     *
     * @param millis for how long to measure, about
     * @return the figure
     * @throws Exception if it cannot be taken
     */
    double take(long millis) throws Exception;

    /**
     * Takes figures in turn, so that what disturbs the machine disturbs all of them: each probe once to warm up, then all
     * of them one after the other, as often as the effort says.
     *
     * @param effort how long and how often
     * @param probes what to measure
     * @return the samples of each probe, in the same order
     * @throws Exception if a figure cannot be taken
     */
    static List<Samples> inTurn(Effort effort, List<Probe> probes) throws Exception {
        List<List<Double>> values = new ArrayList<>();
        for (Probe probe : probes) {
            probe.take(effort.warmUpMillis());
            values.add(new ArrayList<>());
        }
        for (int repetition = 0; repetition < effort.repetitions(); repetition++) {
            for (int i = 0; i < probes.size(); i++) {
                values.get(i).add(probes.get(i).take(effort.windowMillis()));
            }
        }
        return values.stream().map(Samples::of).toList();
    }
}
