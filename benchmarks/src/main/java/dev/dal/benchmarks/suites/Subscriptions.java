package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.PlasmaStore;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.FanOut;
import dev.dal.benchmarks.programs.StoreServer;
import java.util.ArrayList;
import java.util.List;

/** Notifications of one client's objects to 1, 10 and 100 subscribers, on our store and on the original one. */
final class Subscriptions extends AffinityBenchmark {

    private static final long CAPACITY_BYTES = 64L << 20;

    Subscriptions() {
        super("subscriptions", Affinity.UNPINNED);
    }

    @Override
    List<Measurement> measure(Processes processes, Effort effort) throws Exception {
        List<Integer> counts = effort.quick() ? List.of(100) : List.of(1, 10, 100);
        List<Probe> probes = new ArrayList<>();
        for (int subscribers : counts) {
            // Stores of their own: on a common one each would tell the subscribers of all.
            String ours = processes
                    .start(Launch.of(StoreServer.class, CAPACITY_BYTES))
                    .awaitReady();
            String original = PlasmaStore.start(processes, CAPACITY_BYTES).toString();
            Child onOurs = processes.start(Launch.of(FanOut.class, ours, subscribers));
            Child onOriginal = processes.start(Launch.of(FanOut.class, original, subscribers));
            probes.add(millis -> onOurs.run("burst", millis));
            probes.add(millis -> onOriginal.run("burst", millis));
        }
        List<Samples> taken = Probe.inTurn(effort.withWarmUp(effort.warmUpMillis() / 2), processes, probes);
        List<Measurement> lines = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            lines.add(Measurement.of("notifications to " + counts.get(i) + " subscribers", "1/s", taken.get(2 * i))
                    .against(taken.get(2 * i + 1), "C++ store"));
        }
        return lines;
    }
}
