package dev.dal.samples.python;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TensorElement;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.samples.python.Exchange.Place;
import dev.dal.table.Table;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.ShortTensor;
import dev.dal.tensor.TensorOutput;
import org.jspecify.annotations.Nullable;

/** Tensors of every element type, and parameters that may be null; served by Java for Python, and by Python for Java. */
@ProcessingFunction
public interface Kinds {

    /**
     * A copy.
     *
     * @param xs bool elements
     * @param ys the same
     */
    void bools(
            @TensorIn(value = "i,j", type = TensorElement.BOOL) ByteTensor xs,
            @TensorOut(value = "i,j", type = TensorElement.BOOL) TensorOutput<ByteTensor> ys);

    /**
     * A copy.
     *
     * @param xs int8 elements
     * @param ys the same
     */
    void int8s(@TensorIn("i,j") ByteTensor xs, @TensorOut("i,j") TensorOutput<ByteTensor> ys);

    /**
     * A copy.
     *
     * @param xs int16 elements
     * @param ys the same
     */
    void int16s(@TensorIn("i,j") ShortTensor xs, @TensorOut("i,j") TensorOutput<ShortTensor> ys);

    /**
     * A copy.
     *
     * @param xs int32 elements
     * @param ys the same
     */
    void int32s(@TensorIn("i,j") IntTensor xs, @TensorOut("i,j") TensorOutput<IntTensor> ys);

    /**
     * A copy.
     *
     * @param xs int64 elements
     * @param ys the same
     */
    void int64s(@TensorIn("i,j") LongTensor xs, @TensorOut("i,j") TensorOutput<LongTensor> ys);

    /**
     * A copy.
     *
     * @param xs uint8 elements
     * @param ys the same
     */
    void uint8s(
            @TensorIn(value = "i,j", type = TensorElement.UINT8) ByteTensor xs,
            @TensorOut(value = "i,j", type = TensorElement.UINT8) TensorOutput<ByteTensor> ys);

    /**
     * A copy.
     *
     * @param xs uint16 elements
     * @param ys the same
     */
    void uint16s(
            @TensorIn(value = "i,j", type = TensorElement.UINT16) ShortTensor xs,
            @TensorOut(value = "i,j", type = TensorElement.UINT16) TensorOutput<ShortTensor> ys);

    /**
     * A copy.
     *
     * @param xs uint32 elements
     * @param ys the same
     */
    void uint32s(
            @TensorIn(value = "i,j", type = TensorElement.UINT32) IntTensor xs,
            @TensorOut(value = "i,j", type = TensorElement.UINT32) TensorOutput<IntTensor> ys);

    /**
     * A copy.
     *
     * @param xs uint64 elements
     * @param ys the same
     */
    void uint64s(
            @TensorIn(value = "i,j", type = TensorElement.UINT64) LongTensor xs,
            @TensorOut(value = "i,j", type = TensorElement.UINT64) TensorOutput<LongTensor> ys);

    /**
     * A copy.
     *
     * @param xs float16 elements
     * @param ys the same
     */
    void float16s(
            @TensorIn(value = "i,j", type = TensorElement.FLOAT16) ShortTensor xs,
            @TensorOut(value = "i,j", type = TensorElement.FLOAT16) TensorOutput<ShortTensor> ys);

    /**
     * A copy.
     *
     * @param xs float32 elements
     * @param ys the same
     */
    void float32s(@TensorIn("i,j") FloatTensor xs, @TensorOut("i,j") TensorOutput<FloatTensor> ys);

    /**
     * A copy.
     *
     * @param xs float64 elements
     * @param ys the same
     */
    void float64s(@TensorIn("i,j") DoubleTensor xs, @TensorOut("i,j") TensorOutput<DoubleTensor> ys);

    /**
     * A copy.
     *
     * @param xs complex64 elements
     * @param ys the same
     */
    void complex64s(@TensorIn("i,j") Complex64Tensor xs, @TensorOut("i,j") TensorOutput<Complex64Tensor> ys);

    /**
     * A copy.
     *
     * @param xs complex128 elements
     * @param ys the same
     */
    void complex128s(@TensorIn("i,j") Complex128Tensor xs, @TensorOut("i,j") TensorOutput<Complex128Tensor> ys);

    /**
     * Which parameters are null.
     *
     * @param number a value, or null
     * @param text a text, or null
     * @param season a constant, or null
     * @param xs a tensor, or null
     * @param places a table, or null
     * @param found a letter for each parameter that is not null, as UTF-8
     * @param asked 1 if the caller wants it
     */
    void nulls(
            @Nullable Long number,
            @Nullable String text,
            @Nullable Season season,
            @Nullable @TensorIn("i") DoubleTensor xs,
            @Nullable @TableIn Table<Place> places,
            @TensorOut("n") TensorOutput<ByteTensor> found,
            @Nullable @TensorOut LongTensor asked);

    /** An enum. */
    enum Season {
        /** The first half. */
        SUMMER,
        /** The second half. */
        WINTER
    }
}
