package demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.processor.Scenario;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.ShortTensor;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorOutput;
import dev.dal.tensor.TensorSource;

/** Each tensor comes out as it went in. */
public final class TensorKindsRun extends Scenario<TensorKindsCaller> {

    private final ByteTensor i8 = ByteTensor.of((byte) 0, (byte) 1, (byte) 1);
    private final ByteTensor u8 = ByteTensor.of(ByteTensor.UINT8, Shape.of(3), (byte) 0, (byte) 1, (byte) 1);
    private final ByteTensor flags = ByteTensor.of(ByteTensor.BOOL, Shape.of(3), (byte) 0, (byte) 1, (byte) 1);
    private final ShortTensor i16 = ShortTensor.of((short) 1, (short) -2, (short) 15360);
    private final ShortTensor u16 = ShortTensor.of(ShortTensor.UINT16, Shape.of(3), (short) 1, (short) -2, (short) 15360);
    private final ShortTensor f16 = ShortTensor.of(ShortTensor.FLOAT16, Shape.of(3), (short) 1, (short) -2, (short) 15360);
    private final IntTensor i32 = IntTensor.of(1, -2, 3);
    private final IntTensor u32 = IntTensor.of(IntTensor.UINT32, Shape.of(3), 1, -2, 3);
    private final LongTensor i64 = LongTensor.of(1, -2, 1L << 40);
    private final LongTensor u64 = LongTensor.of(LongTensor.UINT64, Shape.of(3), 1, -2, 1L << 40);
    private final FloatTensor f32 = FloatTensor.of(1.5f, -2f, 3f);
    private final DoubleTensor f64 = DoubleTensor.of(1.5, -2, 1e300);
    private final Complex64Tensor c64 = Complex64Tensor.of(1f, 2f, 3f, 4f, 5f, 6f);
    private final Complex128Tensor c128 = Complex128Tensor.of(1, 2, 3, 4, 5, 6);

    @Override
    protected TensorKindsCaller inProcess() {
        return TensorKindsCaller.inProcess(new Copying());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return TensorKindsProcessor.register(connection, new Copying());
    }

    @Override
    protected TensorKindsCaller find(Store store) {
        return TensorKindsCaller.find(store);
    }

    @Override
    protected void check(TensorKindsCaller caller) {
        copies(caller);
        optionalOnesArePassed(caller);
        optionalOnesAreLeftOut(caller);
        referencesAreRead(caller);
        absentReferencesAreNull(caller);
    }

    private void copies(TensorKindsCaller caller) {
        try (var result = caller.copy(i8, u8, flags, i16, u16, f16, i32, u32, i64, u64, f32, f64, c64, c128)) {
            assertSame(result.i8Out(), i8);
            assertSame(result.u8Out(), u8);
            assertSame(result.flagsOut(), flags);
            assertSame(result.i16Out(), i16);
            assertSame(result.u16Out(), u16);
            assertSame(result.f16Out(), f16);
            assertSame(result.i32Out(), i32);
            assertSame(result.u32Out(), u32);
            assertSame(result.i64Out(), i64);
            assertSame(result.u64Out(), u64);
            assertSame(result.f32Out(), f32);
            assertSame(result.f64Out(), f64);
            assertSame(result.c64Out(), c64);
            assertSame(result.c128Out(), c128);
        }
    }

    private void optionalOnesArePassed(TensorKindsCaller caller) {
        try (var result = caller.optional(i8, u8, flags, i16, u16, f16, i32, u32, i64, u64, f32, f64, c64, c128)) {
            result.await();
            assertSame(result.i8Out(), i8);
            assertSame(result.u8Out(), u8);
            assertSame(result.flagsOut(), flags);
            assertSame(result.i16Out(), i16);
            assertSame(result.u16Out(), u16);
            assertSame(result.f16Out(), f16);
            assertSame(result.i32Out(), i32);
            assertSame(result.u32Out(), u32);
            assertSame(result.i64Out(), i64);
            assertSame(result.u64Out(), u64);
            assertSame(result.f32Out(), f32);
            assertSame(result.f64Out(), f64);
            assertSame(result.c64Out(), c64);
            assertSame(result.c128Out(), c128);
        }
    }

    /** Of 14 tensors every second is passed, and of the outputs all others are left out. */
    private void optionalOnesAreLeftOut(TensorKindsCaller caller) {
        var call = TensorKindsCaller.OptionalCall.builder()
                .i8(i8)
                .withoutU8Out()
                .flags(flags)
                .withoutI16Out()
                .u16(u16)
                .withoutF16Out()
                .i32(i32)
                .withoutU32Out()
                .i64(i64)
                .withoutU64Out()
                .f32(f32)
                .withoutF64Out()
                .c64(c64)
                .withoutC128Out()
                .build();
        try (var result = caller.optional(call)) {
            result.await();
            assertSame(result.i8Out(), i8);
            assertLeftOut(result.u8Out(), "u8Out");
            assertSame(result.flagsOut(), flags);
            assertLeftOut(result.i16Out(), "i16Out");
            assertSame(result.u16Out(), u16);
            assertLeftOut(result.f16Out(), "f16Out");
            assertSame(result.i32Out(), i32);
            assertLeftOut(result.u32Out(), "u32Out");
            assertSame(result.i64Out(), i64);
            assertLeftOut(result.u64Out(), "u64Out");
            assertSame(result.f32Out(), f32);
            assertLeftOut(result.f64Out(), "f64Out");
            assertSame(result.c64Out(), c64);
            assertLeftOut(result.c128Out(), "c128Out");
        }
    }

    private void referencesAreRead(TensorKindsCaller caller) {
        try (var result = caller.lazy(i8, u8, flags, i16, u16, f16, i32, u32, i64, u64, f32, f64, c64, c128)) {
            assertSame(result.i8Out(), i8);
            assertSame(result.u8Out(), u8);
            assertSame(result.flagsOut(), flags);
            assertSame(result.i16Out(), i16);
            assertSame(result.u16Out(), u16);
            assertSame(result.f16Out(), f16);
            assertSame(result.i32Out(), i32);
            assertSame(result.u32Out(), u32);
            assertSame(result.i64Out(), i64);
            assertSame(result.u64Out(), u64);
            assertSame(result.f32Out(), f32);
            assertSame(result.f64Out(), f64);
            assertSame(result.c64Out(), c64);
            assertSame(result.c128Out(), c128);
        }
    }

    private void absentReferencesAreNull(TensorKindsCaller caller) {
        try (var result = caller.lazyOptional(null, null, null, null, null, null, null, null, null, null, null, null, null, null)) {
            assertThat(result.i8Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.u8Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.flagsOut().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.i16Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.u16Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.f16Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.i32Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.u32Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.i64Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.u64Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.f32Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.f64Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.c64Out().get().shape()).isEqualTo(Shape.of(0));
            assertThat(result.c128Out().get().shape()).isEqualTo(Shape.of(0));
        }
        try (var result = caller.lazyOptional(i8, null, null, null, null, null, null, null, null, null, null, null, null, null)) {
            assertSame(result.i8Out(), i8);
        }
    }

    private static <T extends Tensor & TensorSource<T>> void assertSame(TensorRef<T> output, T input) {
        T tensor = output.get();
        assertThat(tensor.type()).isEqualTo(input.type());
        assertThat(tensor.shape()).isEqualTo(Shape.of(3));
        assertThat(text(tensor)).isEqualTo(text(input));
    }

    /** Gives back what it is given. */
    private static final class Copying implements TensorKinds {

        @Override
        public void copy(
                ByteTensor i8,
                ByteTensor u8,
                ByteTensor flags,
                ShortTensor i16,
                ShortTensor u16,
                ShortTensor f16,
                IntTensor i32,
                IntTensor u32,
                LongTensor i64,
                LongTensor u64,
                FloatTensor f32,
                DoubleTensor f64,
                Complex64Tensor c64,
                Complex128Tensor c128,
                ByteTensor i8Out,
                ByteTensor u8Out,
                ByteTensor flagsOut,
                ShortTensor i16Out,
                ShortTensor u16Out,
                ShortTensor f16Out,
                IntTensor i32Out,
                IntTensor u32Out,
                LongTensor i64Out,
                LongTensor u64Out,
                FloatTensor f32Out,
                DoubleTensor f64Out,
                Complex64Tensor c64Out,
                Complex128Tensor c128Out) {
            i8Out.copyFrom(i8);
            u8Out.copyFrom(u8);
            flagsOut.copyFrom(flags);
            i16Out.copyFrom(i16);
            u16Out.copyFrom(u16);
            f16Out.copyFrom(f16);
            i32Out.copyFrom(i32);
            u32Out.copyFrom(u32);
            i64Out.copyFrom(i64);
            u64Out.copyFrom(u64);
            f32Out.copyFrom(f32);
            f64Out.copyFrom(f64);
            c64Out.copyFrom(c64);
            c128Out.copyFrom(c128);
        }

        @Override
        public void optional(
                ByteTensor i8,
                ByteTensor u8,
                ByteTensor flags,
                ShortTensor i16,
                ShortTensor u16,
                ShortTensor f16,
                IntTensor i32,
                IntTensor u32,
                LongTensor i64,
                LongTensor u64,
                FloatTensor f32,
                DoubleTensor f64,
                Complex64Tensor c64,
                Complex128Tensor c128,
                TensorOutput<ByteTensor> i8Out,
                TensorOutput<ByteTensor> u8Out,
                TensorOutput<ByteTensor> flagsOut,
                TensorOutput<ShortTensor> i16Out,
                TensorOutput<ShortTensor> u16Out,
                TensorOutput<ShortTensor> f16Out,
                TensorOutput<IntTensor> i32Out,
                TensorOutput<IntTensor> u32Out,
                TensorOutput<LongTensor> i64Out,
                TensorOutput<LongTensor> u64Out,
                TensorOutput<FloatTensor> f32Out,
                TensorOutput<DoubleTensor> f64Out,
                TensorOutput<Complex64Tensor> c64Out,
                TensorOutput<Complex128Tensor> c128Out) {
            put(i8, i8Out);
            put(u8, u8Out);
            put(flags, flagsOut);
            put(i16, i16Out);
            put(u16, u16Out);
            put(f16, f16Out);
            put(i32, i32Out);
            put(u32, u32Out);
            put(i64, i64Out);
            put(u64, u64Out);
            put(f32, f32Out);
            put(f64, f64Out);
            put(c64, c64Out);
            put(c128, c128Out);
        }

        @Override
        public void lazy(
                TensorRef<ByteTensor> i8,
                TensorRef<ByteTensor> u8,
                TensorRef<ByteTensor> flags,
                TensorRef<ShortTensor> i16,
                TensorRef<ShortTensor> u16,
                TensorRef<ShortTensor> f16,
                TensorRef<IntTensor> i32,
                TensorRef<IntTensor> u32,
                TensorRef<LongTensor> i64,
                TensorRef<LongTensor> u64,
                TensorRef<FloatTensor> f32,
                TensorRef<DoubleTensor> f64,
                TensorRef<Complex64Tensor> c64,
                TensorRef<Complex128Tensor> c128,
                TensorOutput<ByteTensor> i8Out,
                TensorOutput<ByteTensor> u8Out,
                TensorOutput<ByteTensor> flagsOut,
                TensorOutput<ShortTensor> i16Out,
                TensorOutput<ShortTensor> u16Out,
                TensorOutput<ShortTensor> f16Out,
                TensorOutput<IntTensor> i32Out,
                TensorOutput<IntTensor> u32Out,
                TensorOutput<LongTensor> i64Out,
                TensorOutput<LongTensor> u64Out,
                TensorOutput<FloatTensor> f32Out,
                TensorOutput<DoubleTensor> f64Out,
                TensorOutput<Complex64Tensor> c64Out,
                TensorOutput<Complex128Tensor> c128Out) {
            i8Out.put(i8.get());
            u8Out.put(u8.get());
            flagsOut.put(flags.get());
            i16Out.put(i16.get());
            u16Out.put(u16.get());
            f16Out.put(f16.get());
            i32Out.put(i32.get());
            u32Out.put(u32.get());
            i64Out.put(i64.get());
            u64Out.put(u64.get());
            f32Out.put(f32.get());
            f64Out.put(f64.get());
            c64Out.put(c64.get());
            c128Out.put(c128.get());
        }

        @Override
        public void lazyOptional(
                TensorRef<ByteTensor> i8,
                TensorRef<ByteTensor> u8,
                TensorRef<ByteTensor> flags,
                TensorRef<ShortTensor> i16,
                TensorRef<ShortTensor> u16,
                TensorRef<ShortTensor> f16,
                TensorRef<IntTensor> i32,
                TensorRef<IntTensor> u32,
                TensorRef<LongTensor> i64,
                TensorRef<LongTensor> u64,
                TensorRef<FloatTensor> f32,
                TensorRef<DoubleTensor> f64,
                TensorRef<Complex64Tensor> c64,
                TensorRef<Complex128Tensor> c128,
                TensorOutput<ByteTensor> i8Out,
                TensorOutput<ByteTensor> u8Out,
                TensorOutput<ByteTensor> flagsOut,
                TensorOutput<ShortTensor> i16Out,
                TensorOutput<ShortTensor> u16Out,
                TensorOutput<ShortTensor> f16Out,
                TensorOutput<IntTensor> i32Out,
                TensorOutput<IntTensor> u32Out,
                TensorOutput<LongTensor> i64Out,
                TensorOutput<LongTensor> u64Out,
                TensorOutput<FloatTensor> f32Out,
                TensorOutput<DoubleTensor> f64Out,
                TensorOutput<Complex64Tensor> c64Out,
                TensorOutput<Complex128Tensor> c128Out) {
            putOrEmpty(i8, i8Out);
            putOrEmpty(u8, u8Out);
            putOrEmpty(flags, flagsOut);
            putOrEmpty(i16, i16Out);
            putOrEmpty(u16, u16Out);
            putOrEmpty(f16, f16Out);
            putOrEmpty(i32, i32Out);
            putOrEmpty(u32, u32Out);
            putOrEmpty(i64, i64Out);
            putOrEmpty(u64, u64Out);
            putOrEmpty(f32, f32Out);
            putOrEmpty(f64, f64Out);
            putOrEmpty(c64, c64Out);
            putOrEmpty(c128, c128Out);
        }

        private static <T extends Tensor> void put(T tensor, TensorOutput<T> output) {
            if (output != null) {
                output.put(tensor);
            } else {
                assertThat(tensor).isNull();
            }
        }

        private static <T extends Tensor> void putOrEmpty(TensorRef<T> reference, TensorOutput<T> output) {
            if (reference == null) {
                output.allocate(Shape.of(0));
            } else {
                output.put(reference.get());
            }
        }
    }
}
