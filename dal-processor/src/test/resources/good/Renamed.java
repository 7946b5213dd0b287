package demo;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import java.time.Duration;

/** Names that generated code cannot use, and what it uses instead. */
@ProcessingFunction
interface Renamed {

    @ProcessingFunction("shut")
    void close();

    @ProcessingFunction("lasting")
    void with(Duration time);

    @ProcessingFunction("produce")
    long yield();

    void parameters(
            @Name("hash_code") long hashCode,
            @Name("text") String toString,
            @Name("construct") long builder,
            @Name("finish") @TensorOut LongTensor close,
            @Name("value") @TensorOut LongTensor done);

    long add(long x, long y);

    @ProcessingFunction("add_tensors")
    void add(@TensorIn("i") DoubleTensor a, @TensorIn("i") DoubleTensor b, @TensorOut("i") DoubleTensor c);

    double sole(@Name("r") long result);

    void get(@Name("got") @TensorOut LongTensor get);

    void two(@TensorOut LongTensor get, @TensorOut LongTensor other);
}
