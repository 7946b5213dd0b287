package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Budget;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.ObjectTransfer;
import dev.dal.benchmarks.programs.StoreServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Putting and getting tensors of 100 B to 1 GB, beside a copy of as many bytes into warm shared memory. */
final class Transfers extends AffinityBenchmark {

    private static final long CAPACITY_BYTES = 1_500_000_000;
    private static final long QUICK_CAPACITY_BYTES = 300_000_000;
    private static final int LARGE_BYTES = 80_000_000;
    private static final int QUICK_WARM_UP_MILLIS = 500;
    private static final int WARM_UP_MILLIS = 1_500;

    /** What is measured of each size, in this order. */
    private static final List<String> TASKS = List.of("memcpy", "put", "draft", "get");

    private static final int GET = TASKS.indexOf("get");
    private static final Budget NEARLY_A_COPY = Budget.ratioAtMost(1 / 0.95);
    private static final Budget CONSTANT = Budget.ratioAtMost(1.3);

    Transfers() {
        super("transfers", Affinity.PINNED);
    }

    /** A size and how it is shown. */
    private record Size(int bytes, String text) {}

    private static List<Size> sizes(Effort effort) {
        List<Size> sizes = new ArrayList<>(List.of(
                new Size(104, "100 B"),
                new Size(10_000, "10 kB"),
                new Size(1_000_000, "1 MB"),
                new Size(LARGE_BYTES, "80 MB")));
        if (!effort.quick()) {
            sizes.add(new Size(1_000_000_000, "1 GB"));
        }
        return sizes;
    }

    @Override
    List<Measurement> measure(Processes processes, Effort effort) throws Exception {
        long capacityBytes = effort.quick() ? QUICK_CAPACITY_BYTES : CAPACITY_BYTES;
        String socket =
                processes.start(Launch.of(StoreServer.class, capacityBytes)).awaitReady();
        Child client = start(processes, socket);
        List<Size> sizes = sizes(effort);
        List<Probe> probes = new ArrayList<>();
        for (Size size : sizes) {
            for (String task : TASKS) {
                probes.add(millis -> client.run(task + " " + size.bytes(), millis));
            }
        }
        Effort shorter = effort.withWarmUp(effort.choose(QUICK_WARM_UP_MILLIS, WARM_UP_MILLIS));
        List<Samples> taken = Probe.inTurn(shorter, processes, probes);
        List<Measurement> lines = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            List<Samples> ofSize = taken.subList(TASKS.size() * i, TASKS.size() * (i + 1));
            lines.addAll(lines(sizes.get(i), ofSize, taken.get(GET)));
        }
        return lines;
    }

    private static List<Measurement> lines(Size size, List<Samples> taken, Samples smallestGet) {
        Measurement put = Measurement.of("put and drop, " + size.text(), "us", taken.get(1))
                .against(taken.get(0), "memcpy");
        return List.of(
                size.bytes() < LARGE_BYTES ? put : put.within(NEARLY_A_COPY),
                Measurement.of("draft, seal and drop, " + size.text(), "us", taken.get(2)),
                Measurement.of("get and release, " + size.text(), "us", taken.get(GET))
                        .against(smallestGet, "get, 100 B")
                        .within(CONSTANT));
    }

    private static Child start(Processes processes, String socket) throws IOException {
        return processes.start(Launch.of(ObjectTransfer.class, socket).withFlags("-XX:MaxDirectMemorySize=1100m"));
    }
}
