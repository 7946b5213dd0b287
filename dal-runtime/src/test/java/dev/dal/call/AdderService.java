package dev.dal.call;

import dev.dal.tensor.LongTensor;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a generated service looks like: simple_fn, and functions that fail, wait and forget their output. */
final class AdderService implements Service {

    static final Schema SIMPLE_FN = CallSchemas.function(
            "simple_fn",
            Parameters.value("x", ValueType.INT64),
            Parameters.tensorIn("ys", LongTensor.TYPE, "i"),
            Parameters.tensorOut("zs", LongTensor.TYPE, "i"));
    static final Schema FAIL = CallSchemas.function(
            "fail", Parameters.value("message", ValueType.UTF8), Parameters.tensorOut("zs", LongTensor.TYPE, "i"));
    static final Schema WAIT = CallSchemas.function("wait", Parameters.tagOut("done"));
    static final Schema FORGET = CallSchemas.function("forget", Parameters.tensorOut("zs", LongTensor.TYPE, "i"));
    static final Schema SUM_PAIR = CallSchemas.function(
            "sum_pair",
            Parameters.tensorIn("as", LongTensor.TYPE, "i"),
            Parameters.tensorIn("bs", LongTensor.TYPE, "i"),
            Parameters.tensorOut("sums", LongTensor.TYPE, "i"));
    static final List<Schema> ALL = List.of(SIMPLE_FN, FAIL, WAIT, FORGET, SUM_PAIR);

    static final int SIMPLE_FN_INDEX = 0;
    static final int FAIL_INDEX = 1;
    static final int WAIT_INDEX = 2;
    static final int FORGET_INDEX = 3;
    static final int SUM_PAIR_INDEX = 4;

    /** Permits for the function that waits. */
    final Semaphore permits = new Semaphore(0);

    /** Counted down when the function that waits has begun. */
    final CountDownLatch waiting = new CountDownLatch(1);

    /** Calls that were run. */
    final AtomicInteger runs = new AtomicInteger();

    /** Whether the function that waits saw that it was cancelled. */
    volatile boolean sawCancellation;

    @Override
    public String name() {
        return "Adder";
    }

    @Override
    public List<Schema> schemas() {
        return ALL;
    }

    @Override
    public void call(int function, Invocation call) throws Exception {
        runs.incrementAndGet();
        switch (function) {
            case SIMPLE_FN_INDEX -> simpleFn(call);
            case FAIL_INDEX -> throw new IllegalArgumentException(call.getString(0), new java.io.IOException("below"));
            case WAIT_INDEX -> waitForPermit(call);
            case FORGET_INDEX -> call.sink(0, LongTensor.TYPE);
            case SUM_PAIR_INDEX -> sumPair(call);
            default -> throw call.unknownFunction(function);
        }
    }

    private static void simpleFn(Invocation call) {
        long x = call.getLong(0);
        LongTensor ys = call.tensor(1, LongTensor.TYPE);
        LongTensor zs = call.output(2, LongTensor.TYPE, ys.shape().length(0));
        for (long i = 0; i < ys.shape().length(0); i++) {
            zs.set(i, x + ys.get(i));
        }
    }

    private static void sumPair(Invocation call) {
        LongTensor as = call.tensor(0, LongTensor.TYPE);
        LongTensor bs = call.tensor(1, LongTensor.TYPE);
        LongTensor sums = call.output(2, LongTensor.TYPE, as.shape().length(0));
        for (long i = 0; i < as.shape().length(0); i++) {
            sums.set(i, as.get(i) + bs.get(i));
        }
    }

    private void waitForPermit(Invocation call) throws InterruptedException {
        waiting.countDown();
        for (int i = 0; i < 1000 && !call.isCancelled(); i++) {
            if (permits.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                call.tag(0);
                return;
            }
        }
        sawCancellation = call.isCancelled();
        throw new IllegalStateException("gave up");
    }
}
