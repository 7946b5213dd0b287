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

    private static final long QUICK_WINDOW_MILLIS = 60;

    private static final Map<String, String> LOOPS = loops();

    /** Loops over matrices: one array holds them as a view does, or each row has an array of its own. */
    private static final List<String> MATRICES = List.of("sumOfMatrix", "scaleMatrix");

    private static Map<String, String> loops() {
        Map<String, String> loops = new LinkedHashMap<>();
        loops.put("sumOfDoubles", "loop: sum of 100,000 doubles");
        loops.put("sumOfDoublesByLong", "loop: sum of 100,000 doubles, index of type long");
        loops.put("sumOfLongs", "loop: sum of 100,000 longs");
        loops.put("sumOfLongsByLong", "loop: sum of 100,000 longs, index of type long");
        loops.put("scaleDoubles", "loop: scaling 100,000 doubles in place");
        loops.put("scaleDoublesByLong", "loop: scaling 100,000 doubles, index of type long");
        loops.put("scaleFloats", "loop: scaling 100,000 floats in place");
        loops.put("scaleBytes", "loop: adding to 100,000 bytes in place");
        loops.put("axpy", "loop: y[i] += a x[i], 100,000 doubles");
        loops.put("largeAxpy", "loop: y[i] += a x[i], 4,000,000 doubles");
        loops.put("sumOfMatrix", "loop: sum of 300 x 300 doubles");
        loops.put("scaleMatrix", "loop: scaling 300 x 300 doubles in place");
        loops.put("sumOfComplex", "loop: sum of 100,000 complex numbers");
        loops.put("scaleComplex", "loop: scaling 100,000 complex numbers in place");
        loops.put("scaleParts", "loop: scaling 100,000 complex numbers by their parts");
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
                lines.add(beside("View", "Array", "array", loop.getKey(), loop.getValue(), runner, effort)
                        .within(NEARLY_ARRAY_SPEED));
            }
            lines.add(beside("Blocks", "Array", "array", "axpy", LOOPS.get("axpy") + ", by addScaled", runner, effort)
                    .within(NEARLY_ARRAY_SPEED));
            for (String method : MATRICES) {
                String name = LOOPS.get(method) + ", and an array of rows";
                lines.add(beside("View", "Rows", "array of rows", method, name, runner, effort));
            }
        }
        return lines;
    }

    private static Measurement beside(
            String ours, String other, String otherName, String method, String name, Child runner, Effort effort)
            throws Exception {
        List<Samples> taken = Probe.inTurnAtOnce(
                effort.quick() ? effort.withWindow(QUICK_WINDOW_MILLIS) : effort,
                List.of(millis -> runner.run(method + ours, millis), millis -> runner.run(method + other, millis)));
        return Measurement.of(name, "us", taken.get(0)).against(taken.get(1), otherName);
    }
}
