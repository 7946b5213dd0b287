package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.GeneratedProcessor;
import dev.dal.call.ObjectOutput;
import dev.dal.call.Tag;
import dev.dal.connection.BufferRef;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.processor.Scenario;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Null arrives as null, and what is there as itself. */
public final class NullablesRun extends Scenario<NullablesCaller> {

    private static final ObjectId ID = ObjectId.random();

    @Override
    protected NullablesCaller inProcess() {
        return NullablesCaller.inProcess(new Counting());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return NullablesProcessor.register(connection, new Counting());
    }

    @Override
    protected NullablesCaller find(Store store) {
        return NullablesCaller.find(store);
    }

    @Override
    protected void check(NullablesCaller caller) {
        boxes(caller);
        values(caller);
        optionalTensors(caller);
        batch(caller);
        objects(caller);
        lengths(caller);
        onlyOptional(caller);
        missing();
    }

    private static void boxes(NullablesCaller caller) {
        try (var all = caller.boxes(true, (byte) 1, (short) 2, 3, 4L, 5f, 6.0, 22);
                var none = caller.boxes(NullablesCaller.BoxesCall.of(0));
                var some = caller.boxes(false, null, null, 7, null, null, 0.5, 8)) {
            assertThat(all.get().get()).isEqualTo(0b1111111);
            assertThat(none.get().get()).isZero();
            assertThat(some.get().get()).isEqualTo(0b1001001);
        }
    }

    private static void values(NullablesCaller caller) {
        var none = NullablesCaller.ValuesCall.of();
        assertThat(none).isEqualTo(NullablesCaller.ValuesCall.builder().build());
        var all = none.toBuilder()
                .text("")
                .bytes(new byte[0])
                .instant(Instant.EPOCH)
                .duration(Duration.ZERO)
                .date(LocalDate.EPOCH)
                .id(ID)
                .unit(TimeUnit.DAYS)
                .named(ID)
                .build();
        try (var results = caller.valuesBatch(List.of(none, all, all.toBuilder().text(null).named(null).build()))) {
            assertThat(results.get(0).get().get()).isZero();
            assertThat(results.get(1).get().get()).isEqualTo(0b11111111);
            assertThat(results.get(2).get().get()).isEqualTo(0b01111110);
        }
    }

    private static void optionalTensors(NullablesCaller caller) {
        DoubleTensor xs = DoubleTensor.of(1, 2);
        DoubleTensor ys = DoubleTensor.of(10, 20);
        try (var result = caller.add(xs, ys)) {
            assertThat(result.sum().get().toArray()).containsExactly(11, 22);
            assertThat(result.negative().get().toArray()).containsExactly(-11, -22);
        }
        var call = NullablesCaller.AddCall.of(xs).withoutNegative();
        assertThat(call.negative()).isFalse();
        assertThat(call.toBuilder().build()).isEqualTo(call);
        try (var result = caller.add(call)) {
            result.await();
            assertThat(result.isReady()).isTrue();
            assertThat(result.sum().get().toArray()).containsExactly(1, 2);
            assertLeftOut(result.negative(), "negative");
        }
        assertThatThrownBy(() -> caller.add(null, ys)).isInstanceOf(NullPointerException.class).hasMessage("xs");
        assertThatThrownBy(() -> caller.add(xs, DoubleTensor.of(1, 2, 3)))
                .hasMessageContaining("i is 2 in xs(i=2) but 3 in ys(i=3)");
    }

    /** Rows of one call may leave out different outputs. */
    private static void batch(NullablesCaller caller) {
        var with = NullablesCaller.AddCall.of(DoubleTensor.of(1));
        try (var results = caller.addBatch(List.of(with, with.withoutNegative(), with))) {
            results.await();
            assertThat(results.get(0).negative().get().get(0)).isEqualTo(-1);
            assertLeftOut(results.get(1).negative(), "negative");
            assertThat(results.get(2).negative().get().get(0)).isEqualTo(-1);
            results.forEach(result -> assertThat(result.sum().get().get(0)).isEqualTo(1));
        }
    }

    private static void objects(NullablesCaller caller) {
        BufferRef in = caller.caller().store().put(new byte[] {1, 2, 3});
        try (var result = caller.objects(NullablesCaller.ObjectsCall.builder().in(in).build())) {
            result.await();
            assertThat(result.copy().get().data().bytes(0, 3)).containsExactly(1, 2, 3);
            assertThat(result.early().get().get()).isZero();
        }
        var call = NullablesCaller.ObjectsCall.of().withoutCopy().withoutEarly();
        try (var result = caller.objects(call)) {
            result.await();
            assertLeftOut(result.copy(), "copy");
            assertLeftOut(result.early(), "early");
            assertThat(result.done().isReady()).isTrue();
        }
    }

    private static void lengths(NullablesCaller caller) {
        assertThat(caller.length(new NullablesCaller.LengthCall(null)).get()).isEqualTo(-1);
        assertThat(caller.length(NullablesCaller.LengthCall.of()).get()).isEqualTo(-1);
        assertThat(caller.length(new NullablesCaller.LengthCall("four")).get()).isEqualTo(4);
    }

    private static void onlyOptional(NullablesCaller caller) {
        try (var result = caller.onlyOptional()) {
            assertThat(result.some().get().toArray()).containsExactly(1, 2);
            assertThat(result.any().get().get()).isEqualTo(3);
        }
        try (var result = caller.onlyOptional(NullablesCaller.OnlyOptionalCall.of().withoutSome().withoutAny())) {
            result.await();
            assertLeftOut(result.some(), "some");
            assertLeftOut(result.any(), "any");
        }
    }

    private static void missing() {
        assertThatThrownBy(() -> NullablesCaller.BoxesCall.builder().i8((byte) 1).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("BoxesCall lacks sum");
    }

    /** Says by bits which parameters were there. */
    private static final class Counting implements Nullables {

        @Override
        public void boxes(
                Boolean flag, Byte i8, Short i16, Integer i32, Long i64, Float f32, Double f64, long sum, LongTensor present) {
            present.set(bits(flag, i8, i16, i32, i64, f32, f64));
            if (sum == 22) {
                assertThat(List.<Object>of(flag, i8, i16, i32, i64, f32, f64))
                        .containsExactly(true, (byte) 1, (short) 2, 3, 4L, 5f, 6.0);
            }
        }

        @Override
        public void values(
                String text,
                byte[] bytes,
                Instant instant,
                Duration duration,
                LocalDate date,
                ObjectId id,
                TimeUnit unit,
                ObjectId named,
                LongTensor present) {
            present.set(bits(text, bytes, instant, duration, date, id, unit, named));
            if (id != null) {
                assertThat(List.of(instant, duration, date, id, unit))
                        .containsExactly(Instant.EPOCH, Duration.ZERO, LocalDate.EPOCH, ID, TimeUnit.DAYS);
            }
        }

        @Override
        public void add(DoubleTensor xs, DoubleTensor ys, DoubleTensor sum, DoubleTensor negative) {
            for (long i = 0; i < xs.shape().length(0); i++) {
                sum.set(i, xs.get(i) + (ys == null ? 0 : ys.get(i)));
                if (negative != null) {
                    negative.set(i, -sum.get(i));
                }
            }
        }

        @Override
        public void objects(ObjectBuffer in, Tag early, ObjectOutput copy) {
            assertThat(early == null).isEqualTo(in == null);
            if (copy != null) {
                copy.put(in.data().bytes(0, (int) in.data().length()));
            }
        }

        @Override
        public long length(String text) {
            return text == null ? -1 : text.length();
        }

        @Override
        public void onlyOptional(LongTensor some, LongTensor hashCode) {
            if (some != null) {
                some.copyFrom(LongTensor.of(1, 2));
                hashCode.set(3);
            }
        }

        private static long bits(Object... values) {
            long bits = 0;
            for (int i = 0; i < values.length; i++) {
                bits |= values[i] == null ? 0 : 1L << i;
            }
            return bits;
        }
    }
}
