package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Benchmark;
import java.util.List;

/** The list of what is measured. */
public final class Suites {

    private Suites() {}

    /**
     * Every benchmark, in the order of the report.
     *
     * @return the benchmarks
     */
    public static List<Benchmark> all() {
        return List.of(
                new Calls(),
                new MediumCalls(),
                new Throughput(),
                new ManyProcessors(),
                new Garbage(),
                new Transfers(),
                new Streams(),
                new Operations(),
                new Scaling(),
                new Subscriptions(),
                new StartUp(),
                new Loops(),
                new AnnotationProcessing(),
                new GridderSuite());
    }
}
