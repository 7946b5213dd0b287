package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Budget;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Processes;
import java.util.List;

/** One call at a time with tiny tensors: what the caller waits from the call to the first element of the result. */
final class Calls extends AffinityBenchmark {

    private static final String UNIT = "us";
    private static final String FRESH = "blocking fresh";
    private static final String STORED = "blocking stored";
    private static final Budget THREE_FLOORS = Budget.ratioAtMost(3);
    private static final Budget ONE_AND_A_HALF_FLOORS = Budget.ratioAtMost(1.5);

    Calls() {
        super("calls", Affinity.UNPINNED, Affinity.PINNED);
    }

    @Override
    List<Measurement> measure(Processes processes, Effort effort) throws Exception {
        CallPairs pairs = new CallPairs(processes);
        Child echo = pairs.echo();
        Child apart = pairs.storeApart();
        Child withCaller = pairs.storeWithCaller();
        Child withProcessor = pairs.storeWithProcessor();
        Child grpc = pairs.grpc();
        List<Samples> taken = Probe.inTurn(
                effort.withLongWarmUp(),
                processes,
                List.of(
                        millis -> echo.run("echo", millis),
                        millis -> apart.run(FRESH, millis),
                        millis -> apart.run(STORED, millis),
                        millis -> withCaller.run(FRESH, millis),
                        millis -> withProcessor.run(FRESH, millis),
                        millis -> grpc.run("unix", millis),
                        millis -> grpc.run("tcp", millis)));
        Samples floor = taken.get(0);
        return List.of(
                Measurement.of("floor: round trip of 64 B over a Unix socket", UNIT, floor),
                held("a: call, store apart, fresh input", taken.get(1), floor, THREE_FLOORS),
                held("a: call, store apart, stored input", taken.get(2), floor, THREE_FLOORS),
                held("b: call, store with caller, fresh input", taken.get(3), floor, ONE_AND_A_HALF_FLOORS),
                held("b: call, store with processor, fresh input", taken.get(4), floor, ONE_AND_A_HALF_FLOORS),
                Measurement.missing("c: direct lane", "not built yet; budget <= 1 x floor, >= 4 x faster than gRPC"),
                Measurement.of("call, store apart, fresh input, and gRPC", UNIT, taken.get(1))
                        .against(taken.get(5), "gRPC, Unix"),
                Measurement.of("call, store apart, fresh input, and gRPC over TCP", UNIT, taken.get(1))
                        .against(taken.get(6), "gRPC, TCP"));
    }

    private static Measurement held(String name, Samples ours, Samples floor, Budget budget) {
        return Measurement.of(name, UNIT, ours).against(floor, "floor").within(budget);
    }
}
