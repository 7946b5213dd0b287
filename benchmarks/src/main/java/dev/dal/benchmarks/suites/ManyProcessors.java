package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Processes;
import java.util.ArrayList;
import java.util.List;

/** Calls to 1, 2 and 4 processors in turn, a hundred in flight; and broadcasts, once they exist. */
final class ManyProcessors extends AffinityBenchmark {

    private static final List<Integer> COUNTS = List.of(1, 2, 4);

    ManyProcessors() {
        super("processors", Affinity.UNPINNED);
    }

    @Override
    List<Measurement> measure(Processes processes, Effort effort) throws Exception {
        CallPairs pairs = new CallPairs(processes);
        List<Probe> probes = new ArrayList<>();
        List<Probe> broadcasts = new ArrayList<>();
        for (int count : COUNTS) {
            Child caller = pairs.processors(count);
            probes.add(millis -> caller.run("pipelined stored", millis));
            broadcasts.add(millis -> caller.run("broadcast", millis));
        }
        probes.addAll(broadcasts);
        List<Samples> taken = Probe.inTurn(effort.withLongWarmUp(), processes, probes);
        List<Measurement> lines = new ArrayList<>();
        for (int i = 0; i < COUNTS.size(); i++) {
            lines.add(Measurement.of("calls to " + COUNTS.get(i) + " processors in turn", "calls/s", taken.get(i))
                    .against(taken.get(0), "1 processor"));
        }
        int first = COUNTS.size();
        for (int i = 0; i < COUNTS.size(); i++) {
            lines.add(Measurement.of("broadcast to " + COUNTS.get(i) + " processors", "us", taken.get(first + i))
                    .against(taken.get(first), "1 processor"));
        }
        return lines;
    }
}
