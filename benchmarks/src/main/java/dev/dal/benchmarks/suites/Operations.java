package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Budget;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.PlasmaStore;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.StoreOperations;
import dev.dal.benchmarks.programs.StoreServer;
import java.util.ArrayList;
import java.util.List;

/** The same client program on our store and on the original one, with 1, 2 and 8 clients. */
final class Operations extends AffinityBenchmark {

    private static final long CAPACITY_BYTES = 64L << 20;
    private static final Budget NOT_SLOWER = Budget.ratioAtLeast(1);

    Operations() {
        super("operations", Affinity.PINNED);
    }

    @Override
    List<Measurement> measure(Processes processes, Effort effort) throws Exception {
        String ours =
                processes.start(Launch.of(StoreServer.class, CAPACITY_BYTES)).awaitReady();
        String original = PlasmaStore.start(processes, CAPACITY_BYTES).toString();
        List<String> names = new ArrayList<>();
        List<Probe> probes = new ArrayList<>();
        for (int clients : effort.quick() ? new int[] {1, 8} : new int[] {1, 2, 8}) {
            Child onOurs = processes.start(Launch.of(StoreOperations.class, ours, clients));
            Child onOriginal = processes.start(Launch.of(StoreOperations.class, original, clients));
            for (String task : List.of("cycle", "contains")) {
                String what = task.equals("cycle") ? "put, get, release, delete" : "contains";
                names.add(what + ", " + clients + " clients");
                probes.add(millis -> onOurs.run(task, millis));
                probes.add(millis -> onOriginal.run(task, millis));
            }
        }
        List<Samples> taken = Probe.inTurn(effort.withLongWarmUp(), processes, probes);
        List<Measurement> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            lines.add(Measurement.of(names.get(i), "1/s", taken.get(2 * i))
                    .against(taken.get(2 * i + 1), "C++ store")
                    .within(NOT_SLOWER));
        }
        return lines;
    }
}
