package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Benchmark;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.CallClient;
import dev.dal.benchmarks.programs.Nothing;
import dev.dal.benchmarks.programs.StoreServer;
import dev.dal.benchmarks.programs.WorkServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From the start of a JVM until its store listens, its processor is registered, its caller has its first result. */
final class StartUp implements Benchmark {

    private static final long CAPACITY_BYTES = 64L << 20;

    @Override
    public String name() {
        return "start-up";
    }

    /** The moments of one round in milliseconds since the start of the process. */
    private record Round(double nothing, double store, double processor, double caller) {}

    @Override
    public List<Measurement> run(Effort effort) throws Exception {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < effort.choose(2, 11); i++) {
            rounds.add(round());
        }
        Samples nothing = samples(rounds.stream().map(Round::nothing));
        return List.of(
                line("start of a store", samples(rounds.stream().map(Round::store)), nothing),
                line("start of a processor", samples(rounds.stream().map(Round::processor)), nothing),
                line(
                        "start of a caller until its first result",
                        samples(rounds.stream().map(Round::caller)),
                        nothing));
    }

    private static Samples samples(Stream<Double> values) {
        return Samples.of(values.toList());
    }

    private static Measurement line(String name, Samples ours, Samples nothing) {
        return Measurement.of(name, "ms", ours).against(nothing, "empty JVM");
    }

    private static Round round() throws Exception {
        try (Processes processes = new Processes(Affinity.UNPINNED)) {
            long start = System.nanoTime();
            processes.start(Launch.of(Nothing.class)).awaitReady();
            double nothing = millisSince(start);
            start = System.nanoTime();
            String socket = processes
                    .start(Launch.of(StoreServer.class, CAPACITY_BYTES))
                    .awaitReady();
            double store = millisSince(start);
            start = System.nanoTime();
            processes.start(Launch.of(WorkServer.class, socket)).awaitReady();
            double processor = millisSince(start);
            start = System.nanoTime();
            Child caller = processes.start(Launch.of(CallClient.class, socket));
            caller.run("blocking fresh", 0);
            return new Round(nothing, store, processor, millisSince(start));
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
