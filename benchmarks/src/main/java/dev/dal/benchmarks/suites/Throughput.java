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

/** Many calls: a hundred in flight, beside gRPC; and batches of ten thousand rows. */
final class Throughput extends AffinityBenchmark {

    private static final String UNIT = "calls/s";
    private static final Budget FIVE_TIMES = Budget.ratioAtLeast(5);
    private static final Budget A_MILLION = Budget.atLeast(1_000_000);

    Throughput() {
        super("throughput", Affinity.UNPINNED);
    }

    @Override
    List<Measurement> measure(Processes processes, Effort effort) throws Exception {
        CallPairs pairs = new CallPairs(processes);
        Child apart = pairs.storeApart();
        Child withCaller = pairs.storeWithCaller();
        Child grpc = pairs.grpc();
        List<Samples> taken = Probe.inTurn(
                effort.withLongWarmUp(),
                processes,
                List.of(
                        millis -> grpc.run("pipelined unix", millis),
                        millis -> grpc.run("pipelined tcp", millis),
                        millis -> apart.run("pipelined fresh", millis),
                        millis -> apart.run("pipelined stored", millis),
                        millis -> withCaller.run("pipelined stored", millis),
                        millis -> apart.run("batch", millis),
                        millis -> withCaller.run("batch", millis)));
        Samples unix = taken.get(0);
        return List.of(
                held("100 in flight, store apart, fresh input", taken.get(2), unix),
                held("100 in flight, store apart, stored input", taken.get(3), unix),
                held("100 in flight, store with caller, stored input", taken.get(4), unix),
                Measurement.of("100 in flight, store apart, fresh input, and TCP", UNIT, taken.get(2))
                        .against(taken.get(1), "gRPC, TCP"),
                Measurement.of("batch of 10,000 rows, store apart", UNIT, taken.get(5))
                        .within(A_MILLION),
                Measurement.of("batch of 10,000 rows, store with caller", UNIT, taken.get(6))
                        .within(A_MILLION));
    }

    private static Measurement held(String name, Samples ours, Samples grpc) {
        return Measurement.of(name, UNIT, ours).against(grpc, "gRPC, Unix").within(FIVE_TIMES);
    }
}
