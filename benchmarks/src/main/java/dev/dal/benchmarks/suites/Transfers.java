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
        Effort shorter = effort.withWarmUp(effort.warmUpMillis() / 4);
        List<Measurement> lines = new ArrayList<>();
        Samples smallestGet = null;
        for (Size size : sizes(effort)) {
            List<Samples> taken = Probe.inTurn(
                    shorter,
                    List.of(
                            millis -> client.run("memcpy " + size.bytes(), millis),
                            millis -> client.run("put " + size.bytes(), millis),
                            millis -> client.run("draft " + size.bytes(), millis),
                            millis -> client.run("get " + size.bytes(), millis)));
            smallestGet = smallestGet == null ? taken.get(3) : smallestGet;
            Measurement put = Measurement.of("put and drop, " + size.text(), "us", taken.get(1))
                    .against(taken.get(0), "memcpy");
            lines.add(size.bytes() < LARGE_BYTES ? put : put.within(NEARLY_A_COPY));
            lines.add(Measurement.of("draft, seal and drop, " + size.text(), "us", taken.get(2)));
            lines.add(Measurement.of("get and release, " + size.text(), "us", taken.get(3))
                    .against(smallestGet, "get, 100 B")
                    .within(CONSTANT));
        }
        return lines;
    }

    private static Child start(Processes processes, String socket) throws IOException {
        return processes.start(Launch.of(ObjectTransfer.class, socket).withFlags("-XX:MaxDirectMemorySize=1100m"));
    }
}
