package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import java.time.Duration;

/** Names that look as if they clashed with those of generated code. */
@ProcessingFunction
interface Clashes {

    void A(long N);

    void a(long n);

    void simpleFn(long x);

    void simple_fn(long minHeight, long min_height, long minHeight2);

    void all(long function);

    void call(long call, long _call, long _callSet, long callSet);

    void batch(long function, long calls, long writer, long result);

    void write(String call, String row);

    void find(String store);

    void with(long deadline);

    void wait(String why);

    void of(long of);

    void objects(String Objects, String ObjectsCall, String java);

    void requireNonNull(@TensorIn("i") LongTensor RequireNonNullCall);

    void build(long build);

    void inProcess(long implementation);

    void name();

    void schemas();

    void pending(@TensorIn("i") LongTensor LongTensor, @TensorOut("i") DoubleTensor Shape, long ClashesSchemas);

    long schema(Duration Duration);

    void string(String string);

    void list(long record, long yield, long var, long _missing, long _missingSet);

    void override(long __, long ___);

    void clashes(long tensor, @TensorOut LongTensor tensors);

    void clashesSchemas(@TensorOut LongTensor tensor);

    void clashesCaller(@TensorOut LongTensor caller, @TensorOut LongTensor result);

    void __(long x);

    void _1(long _2);
}
