package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Benchmark;
import dev.dal.benchmarks.Budget;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.loops.LoopRunner;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.Processes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Element loops on views beside those on arrays, in one JVM that has run them all. */
final class Loops implements Benchmark {

    /** The view takes at most the time of the array at 0.8 of its speed. */
    private static final Budget NEARLY_ARRAY_SPEED = Budget.ratioAtMost(1 / 0.8);

    private static final Map<String, String> LOOPS = loops();

    private static Map<String, String> loops() {
        Map<String, String> loops = new LinkedHashMap<>();
        loops.put("sumOfDoubles", "loop: sum of 100,000 doubles");
        loops.put("sumOfLongs", "loop: sum of 100,000 longs");
        loops.put("scale", "loop: scaling 100,000 doubles in place");
        loops.put("sumOfMatrix", "loop: sum of 300 x 300 doubles");
        return loops;
    }

    @Override
    public String name() {
        return "loops";
    }

    @Override
    public List<Measurement> run(Effort effort) throws Exception {
        List<Measurement> lines = new ArrayList<>();
        try (Processes processes = new Processes(Affinity.UNPINNED)) {
            Child runner = processes.start(Launch.of(LoopRunner.class));
            for (Map.Entry<String, String> loop : LOOPS.entrySet()) {
                String method = loop.getKey();
                List<Samples> taken = Probe.inTurnAtOnce(
                        effort,
                        List.of(
                                millis -> runner.run(method + "View", millis),
                                millis -> runner.run(method + "Array", millis)));
                lines.add(Measurement.of(loop.getValue(), "us", taken.get(0))
                        .against(taken.get(1), "array")
                        .within(NEARLY_ARRAY_SPEED));
            }
        }
        return lines;
    }
}
