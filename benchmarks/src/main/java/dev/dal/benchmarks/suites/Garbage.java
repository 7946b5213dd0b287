package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Benchmark;
import dev.dal.benchmarks.Budget;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.loops.LoopRunner;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.CallClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Heap bytes that a blocking call costs in the caller's and in the processor's JVM, all threads together, beside what the handles
 * take that a user has of it: the open result with its view in the caller, the two views in the processor. And that reading and
 * writing a tensor cost.
 */
final class Garbage implements Benchmark {

    /** No more than the handles, but for what is not exact: they are counted by what collections leave. */
    private static final Budget HANDLES = Budget.ratioAtMost(1.1);

    /** About what a view takes, which the user asked for. */
    private static final Budget A_VIEW = Budget.atMost(256);

    /** JMH divides what a few helpers of its own allocate by the number of rounds. */
    private static final Budget NONE = Budget.atMost(1);

    @Override
    public String name() {
        return "garbage";
    }

    @Override
    public List<Measurement> run(Effort effort) throws Exception {
        List<Measurement> lines = new ArrayList<>();
        try (Processes processes = new Processes(Affinity.UNPINNED)) {
            CallPairs pairs = new CallPairs(processes);
            String socket = pairs.store();
            Child processor = pairs.processor(socket);
            Child caller = processes.start(Launch.of(CallClient.class, socket));
            for (String input : List.of("fresh", "stored")) {
                lines.addAll(measure(effort, caller, processor, input));
            }
            Child runner = processes.start(Launch.of(LoopRunner.class));
            lines.add(perObject(effort, runner, "readTensor", "garbage of reading a tensor: its view", A_VIEW));
            lines.add(perObject(effort, runner, "writeTensor", "garbage of writing a tensor", NONE));
        }
        return lines;
    }

    private static Measurement perObject(Effort effort, Child runner, String loop, String name, Budget budget)
            throws Exception {
        double bytes = runner.run(LoopRunner.GARBAGE + loop, effort.warmUpMillis());
        return Measurement.of(name, "B", Samples.of(List.of(bytes))).within(budget);
    }

    private static List<Measurement> measure(Effort effort, Child caller, Child processor, String input)
            throws Exception {
        caller.run("blocking " + input, effort.withLongWarmUp().warmUpMillis());
        int calls = effort.choose(500, 10_000);
        List<Double> callers = new ArrayList<>();
        List<Double> results = new ArrayList<>();
        List<Double> processors = new ArrayList<>();
        List<Double> views = new ArrayList<>();
        for (int i = 0; i < effort.repetitions(); i++) {
            double before = processor.run("allocated", 0);
            callers.add(caller.run("garbage " + input, calls));
            processors.add((processor.run("allocated", 0) - before) / calls);
            results.add(caller.run("handles " + input, calls));
            processor.run("keep", calls);
            caller.run("garbage " + input, calls);
            views.add(processor.run("kept", 0));
        }
        return List.of(
                Measurement.of("garbage of a call in the caller, " + input + " input", "B", Samples.of(callers))
                        .against(Samples.of(results), "open result, its view")
                        .within(HANDLES),
                Measurement.of("garbage of a call in the processor, " + input + " input", "B", Samples.of(processors))
                        .against(Samples.of(views), "two views, kept")
                        .within(HANDLES));
    }
}
