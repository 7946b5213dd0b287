package dev.dal.benchmarks.suites;

import dev.dal.benchmarks.Benchmark;
import dev.dal.benchmarks.Budget;
import dev.dal.benchmarks.Effort;
import dev.dal.benchmarks.Measurement;
import dev.dal.benchmarks.Probe;
import dev.dal.benchmarks.Samples;
import dev.dal.benchmarks.process.Affinity;
import dev.dal.benchmarks.process.Child;
import java.util.ArrayList;
import java.util.List;

/** One call at a time with tiny tensors: what the caller waits from the call to the first element of the result. */
public final class BlockingCalls implements Benchmark {

    private static final String UNIT = "us";
    private static final Budget THREE_FLOORS = Budget.ratioAtMost(3);
    private static final Budget ONE_AND_A_HALF_FLOORS = Budget.ratioAtMost(1.5);

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public List<Measurement> run(Effort effort) throws Exception {
        List<Measurement> lines = new ArrayList<>();
        for (Affinity affinity : Affinity.values()) {
            try (CallTopology topology = new CallTopology(affinity)) {
                measure(topology, effort, " " + affinity, lines);
            }
        }
        lines.add(Measurement.missing("c direct lane", "not built yet; budget <= 1 x floor, >= 4 x faster than gRPC"));
        return lines;
    }

    private static void measure(CallTopology topology, Effort effort, String suffix, List<Measurement> lines)
            throws Exception {
        Child echo = topology.echo();
        Child apart = topology.storeApart();
        Child withCaller = topology.storeWithCaller();
        Child withProcessor = topology.storeWithProcessor();
        Child grpc = topology.grpc();
        List<Samples> taken = Probe.inTurn(
                effort,
                List.of(
                        millis -> echo.run("echo", millis),
                        millis -> apart.run("fresh", millis),
                        millis -> apart.run("stored", millis),
                        millis -> withCaller.run("fresh", millis),
                        millis -> withCaller.run("stored", millis),
                        millis -> withProcessor.run("fresh", millis),
                        millis -> withProcessor.run("stored", millis),
                        millis -> grpc.run("unix", millis),
                        millis -> grpc.run("tcp", millis)));
        Samples floor = taken.get(0);
        Samples grpcUnix = taken.get(7);
        lines.add(Measurement.of("floor: 64 B round trip over a Unix socket" + suffix, UNIT, floor));
        lines.add(held("a call, store apart, fresh input" + suffix, taken.get(1), floor, THREE_FLOORS));
        lines.add(held("a call, store apart, stored input" + suffix, taken.get(2), floor, THREE_FLOORS));
        lines.add(held("b call, store with caller, fresh input" + suffix, taken.get(3), floor, ONE_AND_A_HALF_FLOORS));
        lines.add(held("b call, store with caller, stored input" + suffix, taken.get(4), floor, ONE_AND_A_HALF_FLOORS));
        lines.add(
                held("b call, store with processor, fresh input" + suffix, taken.get(5), floor, ONE_AND_A_HALF_FLOORS));
        lines.add(held(
                "b call, store with processor, stored input" + suffix, taken.get(6), floor, ONE_AND_A_HALF_FLOORS));
        lines.add(Measurement.of("a call, fresh input, beside gRPC" + suffix, UNIT, taken.get(1))
                .against(grpcUnix, "gRPC Unix"));
        lines.add(Measurement.of("a call, fresh input, beside gRPC over TCP" + suffix, UNIT, taken.get(1))
                .against(taken.get(8), "gRPC TCP"));
    }

    private static Measurement held(String name, Samples ours, Samples floor, Budget budget) {
        return Measurement.of(name, UNIT, ours).against(floor, "floor").within(budget);
    }
}
