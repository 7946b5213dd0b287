package demo;

import dev.dal.annotations.*;
import dev.dal.tensor.*;

@ProcessingFunction
public interface Maths {
    /** zs[i] = x + ys[i]. */
    void add(long x, @TensorIn("i") LongTensor ys, @TensorOut("i") LongTensor zs);

    /** The square root of the sum of squares. */
    double norm(@TensorIn("i") DoubleTensor xs);
}
