package dev.dal.samples.python;

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
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@link Kinds}, in Java. */
final class KindsImplementation implements Kinds {

    @Override
    public void bools(ByteTensor xs, TensorOutput<ByteTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void int8s(ByteTensor xs, TensorOutput<ByteTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void int16s(ShortTensor xs, TensorOutput<ShortTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void int32s(IntTensor xs, TensorOutput<IntTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void int64s(LongTensor xs, TensorOutput<LongTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void uint8s(ByteTensor xs, TensorOutput<ByteTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void uint16s(ShortTensor xs, TensorOutput<ShortTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void uint32s(IntTensor xs, TensorOutput<IntTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void uint64s(LongTensor xs, TensorOutput<LongTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void float16s(ShortTensor xs, TensorOutput<ShortTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void float32s(FloatTensor xs, TensorOutput<FloatTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void float64s(DoubleTensor xs, TensorOutput<DoubleTensor> ys) {
        ys.put(xs);
    }

    @Override
    public void complex64s(Complex64Tensor xs, TensorOutput<Complex64Tensor> ys) {
        ys.put(xs);
    }

    @Override
    public void complex128s(Complex128Tensor xs, TensorOutput<Complex128Tensor> ys) {
        ys.put(xs);
    }

    @Override
    public void nulls(
            @Nullable Long number,
            @Nullable String text,
            @Nullable Season season,
            @Nullable DoubleTensor xs,
            @Nullable Table<Place> places,
            TensorOutput<ByteTensor> found,
            @Nullable LongTensor asked) {
        String letters = (number == null ? "" : "n")
                + (text == null ? "" : "t")
                + (season == null ? "" : "s")
                + (xs == null ? "" : "x")
                + (places == null ? "" : "p");
        found.put(ByteTensor.of(letters.getBytes(StandardCharsets.UTF_8)));
        if (asked != null) {
            asked.set(1);
        }
    }
}
