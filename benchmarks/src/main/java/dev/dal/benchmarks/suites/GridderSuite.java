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
import dev.dal.benchmarks.programs.GriddingProgram;
import dev.dal.testing.PythonEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The gridder of the samples beside Python's ducc0, which is C++ and vector instructions: each on one thread. */
final class GridderSuite implements Benchmark {

    private static final Budget AT_MOST_THREE_TIMES = Budget.ratioAtMost(3);

    /** Accuracy, and whether there is w-stacking. */
    private static final List<String> SETTINGS = List.of("1e-5 false", "1e-12 false", "1e-5 true", "1e-12 true");

    private static final List<String> QUICK_SETTINGS = List.of("1e-5 false", "1e-12 true");

    /** Does what {@link GriddingProgram} does, and speaks to the runner as it does. */
    private static final String PEER = """
            import sys, time, numpy as np
            from ducc0.wgridder import ms2dirty, dirty2ms
            side, count = int(sys.argv[1]), int(sys.argv[2])
            random = np.random.default_rng(1)
            size = np.radians(5) / side
            uvw = (random.random((count, 3)) - 0.5) / size * 299792458 / 1e9
            uvw[:, 2] /= 20
            freq = np.array([1e9])
            vis = random.random((count, 1)) - 0.5 + 1j * (random.random((count, 1)) - 0.5)
            dirty = random.random((side, side)) - 0.5
            print("ready ", flush=True)
            for line in sys.stdin:
                what, epsilon, stacking, millis = line.split()
                options = (0, 0, float(epsilon), stacking == "true", 1, 0)
                start = time.perf_counter()
                rounds = 0
                while rounds == 0 or time.perf_counter() - start < int(millis) / 1e3:
                    if what == "grid":
                        ms2dirty(uvw, freq, vis, None, side, side, size, size, *options)
                    else:
                        dirty2ms(uvw, freq, dirty, None, size, size, *options)
                    rounds += 1
                print("result", (time.perf_counter() - start) * 1e3 / rounds, flush=True)
            """;

    @Override
    public String name() {
        return "gridder";
    }

    @Override
    public List<Measurement> run(Effort effort) throws Exception {
        List<Measurement> lines = new ArrayList<>(measure(effort, 512, 100_000));
        if (!effort.quick()) {
            lines.addAll(measure(effort, 1024, 1_000_000));
        }
        return lines;
    }

    private static List<Measurement> measure(Effort effort, int side, int count) throws Exception {
        List<Measurement> lines = new ArrayList<>();
        PythonEnvironment python = PythonEnvironment.requireWith("ducc0");
        try (Processes processes = new Processes(Affinity.UNPINNED)) {
            Child ours = processes.start(
                    Launch.of(GriddingProgram.class, side, count).withFlags("-Xmx1500m"));
            Child peer =
                    processes.start("ducc0", python.process(PEER, side, count).command());
            for (String task : List.of("grid", "degrid")) {
                for (String setting : effort.quick() ? QUICK_SETTINGS : SETTINGS) {
                    String whole = task + " " + setting;
                    List<Samples> taken = Probe.inTurn(
                            effort,
                            processes,
                            List.of(millis -> ours.run(whole, millis), millis -> peer.run(whole, millis)));
                    lines.add(Measurement.of(title(whole, side, count), "ms", taken.get(0))
                            .against(taken.get(1), "ducc0")
                            .within(AT_MOST_THREE_TIMES));
                }
            }
        }
        return lines;
    }

    private static String title(String task, int side, int count) {
        String[] words = task.split(" ", -1);
        return String.format(
                Locale.ROOT,
                "%s %,d vis., %d x %d, %s%s",
                words[0],
                count,
                side,
                side,
                words[1],
                words[2].equals("true") ? ", w-stacking" : "");
    }
}
