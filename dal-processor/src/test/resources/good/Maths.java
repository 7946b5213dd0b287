package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.TensorOutput;

/** Arithmetic on vectors. */
@ProcessingFunction
public interface Maths {

    /**
     * zs[i] = x + ys[i].
     *
     * @param x what to add
     * @param ys the vector
     * @param zs the sum
     */
    @ProcessingFunction("simple_fn")
    void simpleFn(long x, @TensorIn("i") LongTensor ys, @TensorOut("i") LongTensor zs);

    /**
     * Product c = a b. Output dimensions are bound by the inputs, so c arrives allocated in the store.
     *
     * @param a the left factor
     * @param b the right factor
     * @param c the product
     */
    void multiply(
            @TensorIn("i,k") DoubleTensor a, @TensorIn("k,j") DoubleTensor b, @TensorOut("i,j") DoubleTensor c);

    /**
     * Dimensions may be bound to integral values too.
     *
     * @param vis the visibilities
     * @param nx the width of the image
     * @param ny the height of the image
     * @param dirty the image
     */
    void image(
            @TensorIn("row,chan") Complex128Tensor vis, long nx, long ny, @TensorOut("x=nx,y=ny") DoubleTensor dirty);

    /**
     * An unknown number of values out: the output is a sink.
     *
     * @param heights heights in metres
     * @param minHeight the least height that counts
     * @param ids the indices of the heights that count
     */
    void select(@TensorIn("n") DoubleTensor heights, double minHeight, @TensorOut("m") TensorOutput<IntTensor> ids);

    /**
     * A scalar result is a return value: output "result", rank 0.
     *
     * @param xs a vector
     * @return its Euclidean length
     */
    double norm(@TensorIn("i") DoubleTensor xs);

    /**
     * No output declared: a tag output "done" is added, so that a caller can wait for it.
     *
     * @param message what to log
     */
    void log(String message);

    /** No input either. */
    void ping();
}
