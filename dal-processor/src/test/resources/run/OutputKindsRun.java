package demo;

import static org.assertj.core.api.Assertions.assertThat;

import demo.OutputKindsCaller.OptionalCall;
import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
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

/** Returned tensors are the caller's, and outputs that are left out are null. */
public final class OutputKindsRun extends Scenario<OutputKindsCaller> {

    @Override
    protected OutputKindsCaller inProcess() {
        return OutputKindsCaller.inProcess(new Implementation());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return OutputKindsProcessor.register(connection, new Implementation());
    }

    @Override
    protected OutputKindsCaller find(Store store) {
        return OutputKindsCaller.find(store);
    }

    @Override
    protected void check(OutputKindsCaller caller) {
        returned(caller);
        allAreMade(caller);
        noneIsMade(caller);
    }

    private static void returned(OutputKindsCaller caller) {
        ByteTensor i8 = ByteTensor.of((byte) 0, (byte) 1);
        try (var result = caller.i8(i8)) {
            assertSame(result.get(), i8);
        }
        ByteTensor u8 = ByteTensor.of(ByteTensor.UINT8, Shape.of(2), (byte) 0, (byte) 1);
        try (var result = caller.u8(u8)) {
            assertSame(result.get(), u8);
        }
        ByteTensor flags = ByteTensor.of(ByteTensor.BOOL, Shape.of(2), (byte) 0, (byte) 1);
        try (var result = caller.flags(flags)) {
            assertSame(result.get(), flags);
        }
        ShortTensor i16 = ShortTensor.of((short) 1, (short) -2);
        try (var result = caller.i16(i16)) {
            assertSame(result.get(), i16);
        }
        ShortTensor u16 = ShortTensor.of(ShortTensor.UINT16, Shape.of(2), (short) 1, (short) -2);
        try (var result = caller.u16(u16)) {
            assertSame(result.get(), u16);
        }
        ShortTensor f16 = ShortTensor.of(ShortTensor.FLOAT16, Shape.of(2), (short) 0, (short) 15360);
        try (var result = caller.f16(f16)) {
            assertSame(result.get(), f16);
        }
        IntTensor i32 = IntTensor.of(1, -2);
        try (var result = caller.i32(i32)) {
            assertSame(result.get(), i32);
        }
        IntTensor u32 = IntTensor.of(IntTensor.UINT32, Shape.of(2), 1, -2);
        try (var result = caller.u32(u32)) {
            assertSame(result.get(), u32);
        }
        LongTensor i64 = LongTensor.of(1, 1L << 40);
        try (var result = caller.i64(i64)) {
            assertSame(result.get(), i64);
        }
        LongTensor u64 = LongTensor.of(LongTensor.UINT64, Shape.of(2), 1, -2);
        try (var result = caller.u64(u64)) {
            assertSame(result.get(), u64);
        }
        FloatTensor f32 = FloatTensor.of(1.5f, -2f);
        try (var result = caller.f32(f32)) {
            assertSame(result.get(), f32);
        }
        DoubleTensor f64 = DoubleTensor.of(1.5, 1e300);
        try (var result = caller.f64(f64)) {
            assertSame(result.get(), f64);
        }
        Complex64Tensor c64 = Complex64Tensor.of(1f, 2f, 3f, 4f);
        try (var result = caller.c64(c64)) {
            assertSame(result.get(), c64);
        }
        Complex128Tensor c128 = Complex128Tensor.of(1, 2, 3, 4);
        try (var result = caller.c128(c128)) {
            assertSame(result.get(), c128);
        }
    }

    private static void assertSame(Tensor found, Tensor expected) {
        assertThat(found.type()).isEqualTo(expected.type());
        assertThat(text(found)).isEqualTo(text(expected));
    }

    private static void allAreMade(OutputKindsCaller caller) {
        try (var result = caller.optional(DoubleTensor.of(0))) {
            result.await();
            assertThat(text(result.i8().get())).isEqualTo(text(ByteTensor.of((byte) 1)));
            assertThat(text(result.u8().get())).isEqualTo(text(ByteTensor.of((byte) 1)));
            assertThat(text(result.flags().get())).isEqualTo(text(ByteTensor.of((byte) 1)));
            assertThat(text(result.i16().get())).isEqualTo(text(ShortTensor.of((short) 1)));
            assertThat(text(result.u16().get())).isEqualTo(text(ShortTensor.of((short) 1)));
            assertThat(text(result.f16().get())).isEqualTo(text(ShortTensor.of((short) 1)));
            assertThat(text(result.i32().get())).isEqualTo(text(IntTensor.of(1)));
            assertThat(text(result.u32().get())).isEqualTo(text(IntTensor.of(1)));
            assertThat(text(result.i64().get())).isEqualTo(text(LongTensor.of(1)));
            assertThat(text(result.u64().get())).isEqualTo(text(LongTensor.of(1)));
            assertThat(text(result.f32().get())).isEqualTo(text(FloatTensor.of(1f)));
            assertThat(text(result.f64().get())).isEqualTo(text(DoubleTensor.of(1.0)));
            assertThat(text(result.c64().get())).isEqualTo(text(Complex64Tensor.of(1f, 1f)));
            assertThat(text(result.c128().get())).isEqualTo(text(Complex128Tensor.of(1.0, 1.0)));
        }
    }

    private static void noneIsMade(OutputKindsCaller caller) {
        OptionalCall call = OptionalCall.of(DoubleTensor.of(0))
                .withoutI8()
                .withoutU8()
                .withoutFlags()
                .withoutI16()
                .withoutU16()
                .withoutF16()
                .withoutI32()
                .withoutU32()
                .withoutI64()
                .withoutU64()
                .withoutF32()
                .withoutF64()
                .withoutC64()
                .withoutC128();
        try (var result = caller.optional(call)) {
            result.await();
            assertLeftOut(result.i8(), "i8");
            assertLeftOut(result.u8(), "u8");
            assertLeftOut(result.flags(), "flags");
            assertLeftOut(result.i16(), "i16");
            assertLeftOut(result.u16(), "u16");
            assertLeftOut(result.f16(), "f16");
            assertLeftOut(result.i32(), "i32");
            assertLeftOut(result.u32(), "u32");
            assertLeftOut(result.i64(), "i64");
            assertLeftOut(result.u64(), "u64");
            assertLeftOut(result.f32(), "f32");
            assertLeftOut(result.f64(), "f64");
            assertLeftOut(result.c64(), "c64");
            assertLeftOut(result.c128(), "c128");
        }
    }

    private static final class Implementation implements OutputKinds {

        @Override
        public ByteTensor i8(ByteTensor in) {
            return in;
        }

        @Override
        public ByteTensor u8(ByteTensor in) {
            return in;
        }

        @Override
        public ByteTensor flags(ByteTensor in) {
            return in;
        }

        @Override
        public ShortTensor i16(ShortTensor in) {
            return in;
        }

        @Override
        public ShortTensor u16(ShortTensor in) {
            return in;
        }

        @Override
        public ShortTensor f16(ShortTensor in) {
            return in;
        }

        @Override
        public IntTensor i32(IntTensor in) {
            return in;
        }

        @Override
        public IntTensor u32(IntTensor in) {
            return in;
        }

        @Override
        public LongTensor i64(LongTensor in) {
            return in;
        }

        @Override
        public LongTensor u64(LongTensor in) {
            return in;
        }

        @Override
        public FloatTensor f32(FloatTensor in) {
            return in;
        }

        @Override
        public DoubleTensor f64(DoubleTensor in) {
            return in;
        }

        @Override
        public Complex64Tensor c64(Complex64Tensor in) {
            return in;
        }

        @Override
        public Complex128Tensor c128(Complex128Tensor in) {
            return in;
        }

        @Override
        public void optional(
                DoubleTensor bits,
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
                Complex128Tensor c128) {
            if (i8 != null) {
                i8.set(0, (byte) 1);
            }
            if (u8 != null) {
                u8.set(0, (byte) 1);
            }
            if (flags != null) {
                flags.set(0, (byte) 1);
            }
            if (i16 != null) {
                i16.set(0, (short) 1);
            }
            if (u16 != null) {
                u16.set(0, (short) 1);
            }
            if (f16 != null) {
                f16.set(0, (short) 1);
            }
            if (i32 != null) {
                i32.set(0, 1);
            }
            if (u32 != null) {
                u32.set(0, 1);
            }
            if (i64 != null) {
                i64.set(0, 1);
            }
            if (u64 != null) {
                u64.set(0, 1);
            }
            if (f32 != null) {
                f32.set(0, 1f);
            }
            if (f64 != null) {
                f64.set(0, 1.0);
            }
            if (c64 != null) {
                c64.set(0, 1f, 1f);
            }
            if (c128 != null) {
                c128.set(0, 1.0, 1.0);
            }
        }
    }
}
