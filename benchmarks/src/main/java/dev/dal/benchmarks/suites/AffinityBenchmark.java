package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Benchmark;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Processes;
import java.util.ArrayList;
import java.util.List;

/** A benchmark of processes that talk: taken with all of them where the system puts them, then with all on one core. */
abstract class AffinityBenchmark implements Benchmark {

    private final String name;
    private final List<Affinity> whenQuick;

    /**
     * A benchmark.
     *
     * @param name its name
     * @param whenQuick where its processes run in a quick run
     */
    AffinityBenchmark(String name, Affinity... whenQuick) {
        this.name = name;
        this.whenQuick = List.of(whenQuick);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<Measurement> run(Effort effort) throws Exception {
        List<Measurement> lines = new ArrayList<>();
        for (Affinity affinity : Affinity.values()) {
            if (effort.quick() && !whenQuick.contains(affinity)) {
                continue;
            }
            try (Processes processes = new Processes(affinity)) {
                for (Measurement line : measure(processes, effort)) {
                    lines.add(line.named(line.name() + ", " + affinity));
                }
            }
        }
        return lines;
    }

    /** Starts programs and takes figures. */
    abstract List<Measurement> measure(Processes processes, Effort effort) throws Exception;
}
