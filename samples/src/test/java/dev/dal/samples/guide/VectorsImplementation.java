package dev.dal.samples.guide;

import dev.dal.call.CallContext;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The functions in plain Java: inputs and outputs lie in shared memory, and need not know it. */
final class VectorsImplementation implements Vectors {

    @Override
    public void simpleFn(long x, LongTensor ys, LongTensor zs) {
        for (long i = 0; i < ys.shape().length(0); i++) {
            zs.set(i, x + ys.get(i));
        }
    }

    @Override
    public double norm(DoubleTensor xs) {
        double squares = 0;
        for (long i = 0; i < xs.shape().length(0); i++) {
            squares += xs.get(i) * xs.get(i);
        }
        return Math.sqrt(squares);
    }

    @Override
    public void roots(DoubleTensor xs, DoubleTensor roots) {
        for (long i = 0; i < xs.shape().length(0); i++) {
            if (xs.get(i) < 0) {
                throw new IllegalArgumentException("Element " + i + " is negative: " + xs.get(i) + ".");
            }
            roots.set(i, Math.sqrt(xs.get(i)));
        }
    }

    @Override
    public void log(String message) {
        System.out.println("log: " + message);
    }

    @Override
    public void rest(Duration length, CallContext call) throws InterruptedException {
        System.out.println("rest begins");
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end && !call.isCancelled()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        System.out.println(call.isCancelled() ? "rest cancelled" : "rest complete");
    }
}
