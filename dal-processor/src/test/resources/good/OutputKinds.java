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
import org.jspecify.annotations.Nullable;

/** Every element type in outputs that a function returns, and in allocated ones that may be left out. */
@ProcessingFunction
interface OutputKinds {

    @TensorOut("i")
    ByteTensor i8(@TensorIn("i") ByteTensor in);

    @TensorOut(value = "i", type = TensorElement.UINT8)
    ByteTensor u8(@TensorIn(value = "i", type = TensorElement.UINT8) ByteTensor in);

    @TensorOut(value = "i", type = TensorElement.BOOL)
    ByteTensor flags(@TensorIn(value = "i", type = TensorElement.BOOL) ByteTensor in);

    @TensorOut("i")
    ShortTensor i16(@TensorIn("i") ShortTensor in);

    @TensorOut(value = "i", type = TensorElement.UINT16)
    ShortTensor u16(@TensorIn(value = "i", type = TensorElement.UINT16) ShortTensor in);

    @TensorOut(value = "i", type = TensorElement.FLOAT16)
    ShortTensor f16(@TensorIn(value = "i", type = TensorElement.FLOAT16) ShortTensor in);

    @TensorOut("i")
    IntTensor i32(@TensorIn("i") IntTensor in);

    @TensorOut(value = "i", type = TensorElement.UINT32)
    IntTensor u32(@TensorIn(value = "i", type = TensorElement.UINT32) IntTensor in);

    @TensorOut("i")
    LongTensor i64(@TensorIn("i") LongTensor in);

    @TensorOut(value = "i", type = TensorElement.UINT64)
    LongTensor u64(@TensorIn(value = "i", type = TensorElement.UINT64) LongTensor in);

    @TensorOut("i")
    FloatTensor f32(@TensorIn("i") FloatTensor in);

    @TensorOut("i")
    DoubleTensor f64(@TensorIn("i") DoubleTensor in);

    @TensorOut("i")
    Complex64Tensor c64(@TensorIn("i") Complex64Tensor in);

    @TensorOut("i")
    Complex128Tensor c128(@TensorIn("i") Complex128Tensor in);

    void optional(
            @TensorIn("i") DoubleTensor bits,
            @TensorOut("i") @Nullable ByteTensor i8,
            @TensorOut(value = "i", type = TensorElement.UINT8) @Nullable ByteTensor u8,
            @TensorOut(value = "i", type = TensorElement.BOOL) @Nullable ByteTensor flags,
            @TensorOut("i") @Nullable ShortTensor i16,
            @TensorOut(value = "i", type = TensorElement.UINT16) @Nullable ShortTensor u16,
            @TensorOut(value = "i", type = TensorElement.FLOAT16) @Nullable ShortTensor f16,
            @TensorOut("i") @Nullable IntTensor i32,
            @TensorOut(value = "i", type = TensorElement.UINT32) @Nullable IntTensor u32,
            @TensorOut("i") @Nullable LongTensor i64,
            @TensorOut(value = "i", type = TensorElement.UINT64) @Nullable LongTensor u64,
            @TensorOut("i") @Nullable FloatTensor f32,
            @TensorOut("i") @Nullable DoubleTensor f64,
            @TensorOut("i") @Nullable Complex64Tensor c64,
            @TensorOut("i") @Nullable Complex128Tensor c128);
}
