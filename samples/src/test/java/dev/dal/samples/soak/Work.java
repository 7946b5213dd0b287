package dev.dal.samples.soak;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.call.CallContext;
import dev.dal.table.Table;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.TensorOutput;

/** What is called: functions with parameters of every kind, which end in every way. */
@ProcessingFunction
public interface Work {

    /** zs[i] = x + ys[i]. */
    void add(long x, @TensorIn("i") LongTensor ys, @TensorOut("i") LongTensor zs);

    /** The sum of the squares. */
    double squares(@TensorIn("i") DoubleTensor xs);

    /** The numbers of the readings above a limit. */
    void above(@TableIn Table<Reading> readings, double limit, @TensorOut("n") TensorOutput<IntTensor> numbers);

    /** Takes its time, or as long as somebody wants the outcome. */
    void nap(long millis, CallContext context) throws InterruptedException;

    /** Fails; so there is never an output. */
    void refuse(String reason, @TensorOut("i=1") LongTensor never) throws RefusedException;

    /** A row of a table. */
    record Reading(int number, String station, double value) {}
}
