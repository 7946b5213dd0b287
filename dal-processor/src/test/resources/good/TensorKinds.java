package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorElement;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.connection.TensorRef;
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

/** Every element type in every role that a tensor parameter can have. */
@ProcessingFunction
interface TensorKinds {

    void copy(
            @TensorIn("i") ByteTensor i8,
            @TensorIn(value = "i", type = TensorElement.UINT8) ByteTensor u8,
            @TensorIn(value = "i", type = TensorElement.BOOL) ByteTensor flags,
            @TensorIn("i") ShortTensor i16,
            @TensorIn(value = "i", type = TensorElement.UINT16) ShortTensor u16,
            @TensorIn(value = "i", type = TensorElement.FLOAT16) ShortTensor f16,
            @TensorIn("i") IntTensor i32,
            @TensorIn(value = "i", type = TensorElement.UINT32) IntTensor u32,
            @TensorIn("i") LongTensor i64,
            @TensorIn(value = "i", type = TensorElement.UINT64) LongTensor u64,
            @TensorIn("i") FloatTensor f32,
            @TensorIn("i") DoubleTensor f64,
            @TensorIn("i") Complex64Tensor c64,
            @TensorIn("i") Complex128Tensor c128,
            @TensorOut("i") ByteTensor i8Out,
            @TensorOut(value = "i", type = TensorElement.UINT8) ByteTensor u8Out,
            @TensorOut(value = "i", type = TensorElement.BOOL) ByteTensor flagsOut,
            @TensorOut("i") ShortTensor i16Out,
            @TensorOut(value = "i", type = TensorElement.UINT16) ShortTensor u16Out,
            @TensorOut(value = "i", type = TensorElement.FLOAT16) ShortTensor f16Out,
            @TensorOut("i") IntTensor i32Out,
            @TensorOut(value = "i", type = TensorElement.UINT32) IntTensor u32Out,
            @TensorOut("i") LongTensor i64Out,
            @TensorOut(value = "i", type = TensorElement.UINT64) LongTensor u64Out,
            @TensorOut("i") FloatTensor f32Out,
            @TensorOut("i") DoubleTensor f64Out,
            @TensorOut("i") Complex64Tensor c64Out,
            @TensorOut("i") Complex128Tensor c128Out);

    void optional(
            @TensorIn("i") @Nullable ByteTensor i8,
            @TensorIn(value = "i", type = TensorElement.UINT8) @Nullable ByteTensor u8,
            @TensorIn(value = "i", type = TensorElement.BOOL) @Nullable ByteTensor flags,
            @TensorIn("i") @Nullable ShortTensor i16,
            @TensorIn(value = "i", type = TensorElement.UINT16) @Nullable ShortTensor u16,
            @TensorIn(value = "i", type = TensorElement.FLOAT16) @Nullable ShortTensor f16,
            @TensorIn("i") @Nullable IntTensor i32,
            @TensorIn(value = "i", type = TensorElement.UINT32) @Nullable IntTensor u32,
            @TensorIn("i") @Nullable LongTensor i64,
            @TensorIn(value = "i", type = TensorElement.UINT64) @Nullable LongTensor u64,
            @TensorIn("i") @Nullable FloatTensor f32,
            @TensorIn("i") @Nullable DoubleTensor f64,
            @TensorIn("i") @Nullable Complex64Tensor c64,
            @TensorIn("i") @Nullable Complex128Tensor c128,
            @TensorOut("i") @Nullable TensorOutput<ByteTensor> i8Out,
            @TensorOut(value = "i", type = TensorElement.UINT8) @Nullable TensorOutput<ByteTensor> u8Out,
            @TensorOut(value = "i", type = TensorElement.BOOL) @Nullable TensorOutput<ByteTensor> flagsOut,
            @TensorOut("i") @Nullable TensorOutput<ShortTensor> i16Out,
            @TensorOut(value = "i", type = TensorElement.UINT16) @Nullable TensorOutput<ShortTensor> u16Out,
            @TensorOut(value = "i", type = TensorElement.FLOAT16) @Nullable TensorOutput<ShortTensor> f16Out,
            @TensorOut("i") @Nullable TensorOutput<IntTensor> i32Out,
            @TensorOut(value = "i", type = TensorElement.UINT32) @Nullable TensorOutput<IntTensor> u32Out,
            @TensorOut("i") @Nullable TensorOutput<LongTensor> i64Out,
            @TensorOut(value = "i", type = TensorElement.UINT64) @Nullable TensorOutput<LongTensor> u64Out,
            @TensorOut("i") @Nullable TensorOutput<FloatTensor> f32Out,
            @TensorOut("i") @Nullable TensorOutput<DoubleTensor> f64Out,
            @TensorOut("i") @Nullable TensorOutput<Complex64Tensor> c64Out,
            @TensorOut("i") @Nullable TensorOutput<Complex128Tensor> c128Out);

    void lazy(
            @TensorIn("i") TensorRef<ByteTensor> i8,
            @TensorIn(value = "i", type = TensorElement.UINT8) TensorRef<ByteTensor> u8,
            @TensorIn(value = "i", type = TensorElement.BOOL) TensorRef<ByteTensor> flags,
            @TensorIn("i") TensorRef<ShortTensor> i16,
            @TensorIn(value = "i", type = TensorElement.UINT16) TensorRef<ShortTensor> u16,
            @TensorIn(value = "i", type = TensorElement.FLOAT16) TensorRef<ShortTensor> f16,
            @TensorIn("i") TensorRef<IntTensor> i32,
            @TensorIn(value = "i", type = TensorElement.UINT32) TensorRef<IntTensor> u32,
            @TensorIn("i") TensorRef<LongTensor> i64,
            @TensorIn(value = "i", type = TensorElement.UINT64) TensorRef<LongTensor> u64,
            @TensorIn("i") TensorRef<FloatTensor> f32,
            @TensorIn("i") TensorRef<DoubleTensor> f64,
            @TensorIn("i") TensorRef<Complex64Tensor> c64,
            @TensorIn("i") TensorRef<Complex128Tensor> c128,
            @TensorOut("i") TensorOutput<ByteTensor> i8Out,
            @TensorOut(value = "i", type = TensorElement.UINT8) TensorOutput<ByteTensor> u8Out,
            @TensorOut(value = "i", type = TensorElement.BOOL) TensorOutput<ByteTensor> flagsOut,
            @TensorOut("i") TensorOutput<ShortTensor> i16Out,
            @TensorOut(value = "i", type = TensorElement.UINT16) TensorOutput<ShortTensor> u16Out,
            @TensorOut(value = "i", type = TensorElement.FLOAT16) TensorOutput<ShortTensor> f16Out,
            @TensorOut("i") TensorOutput<IntTensor> i32Out,
            @TensorOut(value = "i", type = TensorElement.UINT32) TensorOutput<IntTensor> u32Out,
            @TensorOut("i") TensorOutput<LongTensor> i64Out,
            @TensorOut(value = "i", type = TensorElement.UINT64) TensorOutput<LongTensor> u64Out,
            @TensorOut("i") TensorOutput<FloatTensor> f32Out,
            @TensorOut("i") TensorOutput<DoubleTensor> f64Out,
            @TensorOut("i") TensorOutput<Complex64Tensor> c64Out,
            @TensorOut("i") TensorOutput<Complex128Tensor> c128Out);

    void lazyOptional(
            @TensorIn("i") @Nullable TensorRef<ByteTensor> i8,
            @TensorIn(value = "i", type = TensorElement.UINT8) @Nullable TensorRef<ByteTensor> u8,
            @TensorIn(value = "i", type = TensorElement.BOOL) @Nullable TensorRef<ByteTensor> flags,
            @TensorIn("i") @Nullable TensorRef<ShortTensor> i16,
            @TensorIn(value = "i", type = TensorElement.UINT16) @Nullable TensorRef<ShortTensor> u16,
            @TensorIn(value = "i", type = TensorElement.FLOAT16) @Nullable TensorRef<ShortTensor> f16,
            @TensorIn("i") @Nullable TensorRef<IntTensor> i32,
            @TensorIn(value = "i", type = TensorElement.UINT32) @Nullable TensorRef<IntTensor> u32,
            @TensorIn("i") @Nullable TensorRef<LongTensor> i64,
            @TensorIn(value = "i", type = TensorElement.UINT64) @Nullable TensorRef<LongTensor> u64,
            @TensorIn("i") @Nullable TensorRef<FloatTensor> f32,
            @TensorIn("i") @Nullable TensorRef<DoubleTensor> f64,
            @TensorIn("i") @Nullable TensorRef<Complex64Tensor> c64,
            @TensorIn("i") @Nullable TensorRef<Complex128Tensor> c128,
            @TensorOut("i8") TensorOutput<ByteTensor> i8Out,
            @TensorOut(value = "u8", type = TensorElement.UINT8) TensorOutput<ByteTensor> u8Out,
            @TensorOut(value = "flags", type = TensorElement.BOOL) TensorOutput<ByteTensor> flagsOut,
            @TensorOut("i16") TensorOutput<ShortTensor> i16Out,
            @TensorOut(value = "u16", type = TensorElement.UINT16) TensorOutput<ShortTensor> u16Out,
            @TensorOut(value = "f16", type = TensorElement.FLOAT16) TensorOutput<ShortTensor> f16Out,
            @TensorOut("i32") TensorOutput<IntTensor> i32Out,
            @TensorOut(value = "u32", type = TensorElement.UINT32) TensorOutput<IntTensor> u32Out,
            @TensorOut("i64") TensorOutput<LongTensor> i64Out,
            @TensorOut(value = "u64", type = TensorElement.UINT64) TensorOutput<LongTensor> u64Out,
            @TensorOut("f32") TensorOutput<FloatTensor> f32Out,
            @TensorOut("f64") TensorOutput<DoubleTensor> f64Out,
            @TensorOut("c64") TensorOutput<Complex64Tensor> c64Out,
            @TensorOut("c128") TensorOutput<Complex128Tensor> c128Out);
}
