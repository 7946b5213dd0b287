package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Budget;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.peers.FlightClientProgram;
import dev.dal.benchmarks.peers.FlightServerProgram;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Launch;
import dev.dal.benchmarks.process.Processes;
import dev.dal.benchmarks.programs.HandOver;
import dev.dal.benchmarks.programs.PayloadClient;
import dev.dal.benchmarks.programs.StoreServer;
import dev.dal.benchmarks.programs.WorkServer;
import java.io.IOException;
import java.util.List;

/** Payloads of 80 MB from one process to another, three under way: ours, Flight's, and threads that share buffers. */
final class Streams extends AffinityBenchmark {

    private static final String UNIT = "GB/s";
    private static final long CAPACITY_BYTES = 512L << 20;
    private static final String DIRECT_MEMORY = "-XX:MaxDirectMemorySize=800m";
    private static final String ARROW_ACCESS = "--add-opens=java.base/java.nio=ALL-UNNAMED";
    private static final long STREAM_WARM_UP_MILLIS = 6_000;
    private static final Budget FIVE_TIMES = Budget.ratioAtLeast(5);
    private static final Budget NEARLY_IN_PROCESS = Budget.ratioAtLeast(0.9);

    Streams() {
        super("stream", Affinity.UNPINNED);
    }

    @Override
    List<Measurement> measure(Processes processes, Effort effort) throws Exception {
        Child ours = ours(processes);
        Child flight = flight(processes);
        Child threads = processes.start(Launch.of(HandOver.class).withFlags(DIRECT_MEMORY));
        processes.beginWarmUp();
        // Payloads are few: without these many the code around them would not be compiled within the time of a run.
        Probe.warmUp(effort.withWarmUp(STREAM_WARM_UP_MILLIS), millis -> ours.run("pages", millis));
        Effort longer = effort.withWindow(effort.windowMillis() * 2);
        List<Samples> taken = Probe.inTurn(
                longer,
                processes,
                List.of(
                        millis -> ours.run("full", millis),
                        millis -> threads.run("full", millis),
                        millis -> flight.run("full", millis),
                        millis -> ours.run("pages", millis),
                        millis -> threads.run("pages", millis),
                        millis -> flight.run("pages", millis)));
        return List.of(
                line("80 MB stream, every byte touched, and threads", taken.get(0), taken.get(1), "threads")
                        .within(NEARLY_IN_PROCESS),
                line("80 MB stream, every byte touched, and Flight", taken.get(0), taken.get(2), "Flight")
                        .within(FIVE_TIMES),
                line("80 MB stream, an element of a page, and threads", taken.get(3), taken.get(4), "threads"),
                line("80 MB stream, an element of a page, and Flight", taken.get(3), taken.get(5), "Flight"));
    }

    private static Measurement line(String name, Samples ours, Samples reference, String whose) {
        return Measurement.of(name, UNIT, ours).against(reference, whose);
    }

    private static Child ours(Processes processes) throws IOException, InterruptedException {
        String socket =
                processes.start(Launch.of(StoreServer.class, CAPACITY_BYTES)).awaitReady();
        processes.start(Launch.of(WorkServer.class, socket)).awaitReady();
        return processes.start(Launch.of(PayloadClient.class, socket));
    }

    private static Child flight(Processes processes) throws IOException, InterruptedException {
        String port = processes
                .start(Launch.of(FlightServerProgram.class).withFlags(ARROW_ACCESS, DIRECT_MEMORY))
                .awaitReady();
        return processes.start(Launch.of(FlightClientProgram.class, port).withFlags(ARROW_ACCESS, DIRECT_MEMORY));
    }
}
