package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorElement;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.ShortTensor;
import dev.dal.tensor.TensorOutput;

/** Every element type, in and out. */
@ProcessingFunction
interface Tensors {

    void defaults(
            @TensorIn("i") ByteTensor i8,
            @TensorIn("i") ShortTensor i16,
            @TensorIn("i") IntTensor i32,
            @TensorIn("i") LongTensor i64,
            @TensorIn("i") FloatTensor f32,
            @TensorIn("i") DoubleTensor f64,
            @TensorIn("i") Complex64Tensor c64,
            @TensorIn("i") Complex128Tensor c128);

    void chosen(
            @TensorIn(value = "i", type = TensorElement.UINT8) ByteTensor u8,
            @TensorIn(value = "i", type = TensorElement.BOOL) ByteTensor flags,
            @TensorIn(value = "i", type = TensorElement.UINT16) ShortTensor u16,
            @TensorIn(value = "i", type = TensorElement.FLOAT16) ShortTensor f16,
            @TensorIn(value = "i", type = TensorElement.UINT32) IntTensor u32,
            @TensorOut(value = "i", type = TensorElement.UINT64) LongTensor u64,
            @TensorOut(value = "n", type = TensorElement.UINT8) TensorOutput<ByteTensor> bytes,
            @TensorOut(value = "i", type = TensorElement.DEFAULT) Complex64Tensor c64);
}
