package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import dev.dal.benchmarks.process.Processes;
import java.util.List;

/** One call at a time with 64 KiB in and 64 KiB out: tensors that are too long to travel with a frame. */
final class MediumCalls extends AffinityBenchmark {

    private static final String UNIT = "us";
    private static final String TASK = "blocking 64 KiB fresh";
    private static final String PEER = "gRPC, Unix";

    MediumCalls() {
        super("calls64k", Affinity.UNPINNED);
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
                        millis -> apart.run(TASK, millis),
                        millis -> withCaller.run(TASK, millis),
                        millis -> grpc.run("unix 64 KiB", millis)));
        Samples peer = taken.get(2);
        return List.of(
                Measurement.of("call, 64 KiB in, 64 KiB out, store apart", UNIT, taken.get(0))
                        .against(peer, PEER),
                Measurement.of("call, 64 KiB in, 64 KiB out, store with caller", UNIT, taken.get(1))
                        .against(peer, PEER));
    }
}
