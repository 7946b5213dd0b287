package dev.dal.samples.soak;

import dev.dal.call.CallContext;
import dev.dal.table.Table;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.TensorOutput;
import java.util.concurrent.TimeUnit;

/** The functions; they may run at the same time. */
final class WorkImplementation implements Work {

    @Override
    public void add(long x, LongTensor ys, LongTensor zs) {
        for (long i = 0; i < ys.shape().length(0); i++) {
            zs.set(i, x + ys.get(i));
        }
    }

    @Override
    public double squares(DoubleTensor xs) {
        double sum = 0;
        for (long i = 0; i < xs.shape().length(0); i++) {
            sum += xs.get(i) * xs.get(i);
        }
        return sum;
    }

    @Override
    public void above(Table<Reading> readings, double limit, TensorOutput<IntTensor> numbers) {
        numbers.put(IntTensor.of(readings.stream()
                .filter(reading -> reading.value() > limit)
                .mapToInt(Reading::number)
                .toArray()));
    }

    @Override
    public void nap(long millis, CallContext context) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!context.isCancelled() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Override
    public void refuse(String reason, LongTensor never) throws RefusedException {
        throw new RefusedException(reason);
    }
}
