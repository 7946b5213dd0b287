package dev.dal.benchmarks.loops;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the loops by JMH in this very process, so that all variants share one JVM, and have run in it before the first is
 * measured: code that has seen several kinds of memory may be slower than code that has seen one. No arguments.
 */
public final class LoopRunner implements Program {

    /** Begins the tasks that ask for garbage. */
    public static final String GARBAGE = "garbage ";

    private static final String BYTES_PER_ROUND = "gc.alloc.rate.norm";
    private static final int WARM_UPS = 3;

    private static final int ROUNDS_BEFORE = 50;
    private static final List<Class<?>> LOOPS = List.of(VectorLoops.class, MatrixLoops.class, ObjectRounds.class);

    private LoopRunner() throws ReflectiveOperationException {
        Elements elements = new Elements();
        for (Class<?> loops : LOOPS) {
            Object target = loops.getConstructor().newInstance();
            for (Method loop : loops.getDeclaredMethods()) {
                for (int i = 0; i < ROUNDS_BEFORE && loop.isAnnotationPresent(Benchmark.class); i++) {
                    loop.invoke(target, elements);
                    Elements.useStridedViews();
                }
            }
        }
    }

    /**
     * Runs the program.
     *
     * @param args none
     */
    public static void main(String[] args) {
        ProgramLoop.serve(LoopRunner::new);
    }

    @Override
    public String greeting() {
        return "";
    }

    /**
     * Tasks: names of loops, for the time of a round in microseconds; or {@link #GARBAGE} and such a name, for the heap bytes
     * of a round.
     */
    @Override
    public double run(String task, long millis) throws RunnerException {
        boolean garbage = task.startsWith(GARBAGE);
        RunResult result = measure(garbage ? task.substring(GARBAGE.length()) : task, millis);
        Result<?> measured = garbage ? result.getSecondaryResults().get(BYTES_PER_ROUND) : result.getPrimaryResult();
        return Objects.requireNonNull(measured, BYTES_PER_ROUND).getScore();
    }

    private static RunResult measure(String loop, long millis) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("\\." + loop + "$")
                .addProfiler(GCProfiler.class)
                .forks(0)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.milliseconds(Math.max(1, millis / WARM_UPS)))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(millis))
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        if (results.size() != 1) {
            throw new IllegalStateException(
                    "Benchmarks named '" + loop + "': found " + results.size() + "; expected 1.");
        }
        return results.iterator().next();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
