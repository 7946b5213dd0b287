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
        String ours =
                processes.start(Launch.of(StoreServer.class, CAPACITY_BYTES)).awaitReady();
        String original = PlasmaStore.start(processes, CAPACITY_BYTES).toString();
        List<Measurement> lines = new ArrayList<>();
        for (int subscribers : effort.quick() ? new int[] {100} : new int[] {1, 10, 100}) {
            Child onOurs = processes.start(Launch.of(FanOut.class, ours, subscribers));
            Child onOriginal = processes.start(Launch.of(FanOut.class, original, subscribers));
            List<Samples> taken = Probe.inTurn(
                    effort.withWarmUp(effort.warmUpMillis() / 2),
                    List.of(millis -> onOurs.run("burst", millis), millis -> onOriginal.run("burst", millis)));
            lines.add(Measurement.of("notifications to " + subscribers + " subscribers", "1/s", taken.get(0))
                    .against(taken.get(1), "C++ store"));
        }
        return lines;
    }
}
