package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Benchmark;
import dev.dal.benchmarks.Budget;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.IdleClients;
import dev.dal.benchmarks.programs.StoreOperations;
import dev.dal.benchmarks.programs.StoreServer;
import java.io.IOException;
import java.util.List;

/** What an operation costs in a store with many objects, and in one with many idle clients. Pinned, for steady figures. */
final class Scaling implements Benchmark {

    private static final long CAPACITY_BYTES = 256L << 20;
    private static final int FEW_OBJECTS = 1_000;
    private static final int MANY_OBJECTS = 1_000_000;
    private static final int MANY_CLIENTS = 1_000;
    private static final Budget FLAT = Budget.ratioAtMost(1.3);

    @Override
    public String name() {
        return "scaling";
    }

    @Override
    public List<Measurement> run(Effort effort) throws Exception {
        try (Processes processes = new Processes(Affinity.PINNED)) {
            Child small = busy(processes, FEW_OBJECTS, 1);
            Child full = busy(processes, MANY_OBJECTS, 1);
            Child crowded = busy(processes, FEW_OBJECTS, MANY_CLIENTS);
            List<Samples> taken = Probe.inTurn(
                    effort.withLongWarmUp(),
                    processes,
                    List.of(
                            millis -> cycle(small, millis),
                            millis -> cycle(full, millis),
                            millis -> cycle(crowded, millis)));
            return List.of(
                    Measurement.of("put, get, release, delete among 1,000,000 objects, pinned", "us", taken.get(1))
                            .against(taken.get(0), "1,000 objects")
                            .within(FLAT),
                    Measurement.of("put, get, release, delete beside 1,000 idle clients, pinned", "us", taken.get(2))
                            .against(taken.get(0), "1 idle client")
                            .within(FLAT));
        }
    }

    private static double cycle(Child client, long millis) throws Exception {
        return 1e6 / client.run("cycle", millis);
    }

    /** A client of a store that is filled and has idle clients. */
    private static Child busy(Processes processes, int objects, int idle) throws IOException, InterruptedException {
        Child store =
                processes.start(Launch.of(StoreServer.class, CAPACITY_BYTES).withFlags("-Xmx1g"));
        String socket = store.awaitReady();
        store.run("objects", objects);
        processes.start(Launch.of(IdleClients.class, socket, idle)).awaitReady();
        return processes.start(Launch.of(StoreOperations.class, socket, 1));
    }
}
