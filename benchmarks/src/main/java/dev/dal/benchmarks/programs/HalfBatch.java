package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.programs.WorkCaller.HalfCall;
import dev.dal.benchmarks.programs.WorkCaller.HalfResult;
import dev.dal.call.Results;
import java.util.List;
import java.util.stream.LongStream;

/** Batches of calls long to double, every result of which is read. */
final class HalfBatch {

    private static final int ROWS = 10_000;

    private HalfBatch() {}

    /** Calls per second. */
    static double perSecond(long millis, WorkCaller caller) throws Exception {
        List<HalfCall> calls = LongStream.range(0, ROWS).mapToObj(HalfCall::of).toList();
        return ROWS * Rounds.perSecond(millis, () -> run(caller, calls));
    }

    private static void run(WorkCaller caller, List<HalfCall> calls) {
        double sum = 0;
        try (Results<HalfResult> results = caller.halfBatch(calls)) {
            for (HalfResult result : results) {
                sum += result.get();
            }
        }
        double expected = ROWS * (ROWS - 1) / 4.0;
        if (sum != expected) {
            throw new IllegalStateException("Sum of the results: found " + sum + "; expected " + expected + ".");
        }
    }
}
