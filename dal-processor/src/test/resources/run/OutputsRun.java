package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.CallContext;
import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.Store;
import dev.dal.processor.Scenario;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.TensorOutput;

/** Outputs have the declared shapes, and scalars come back as values. */
public final class OutputsRun extends Scenario<OutputsCaller> {

    @Override
    protected OutputsCaller inProcess() {
        return OutputsCaller.inProcess(new Shapes());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return OutputsProcessor.register(connection, new Shapes());
    }

    @Override
    protected OutputsCaller find(Store store) {
        return OutputsCaller.find(store);
    }

    @Override
    protected void check(OutputsCaller caller) {
        DoubleTensor a = DoubleTensor.of(1, 2, 3);
        try (var result = caller.rankZero(DoubleTensor.scalar(4))) {
            assertThat(result.get().get()).isEqualTo(8);
        }
        try (var result = caller.uncleared(a)) {
            assertThat(result.get().toArray()).containsExactly(1, 2, 3);
        }
        try (var result = caller.values((byte) 1, (short) 2, 3, 4)) {
            assertThat(result.first().get().shape()).isEqualTo(Shape.of(1, 2, 3, 4));
            assertThat(result.first().get().toArray()).containsOnly(0);
            assertThat(result.second().get().shape()).isEqualTo(Shape.of(4, 1));
        }
        try (var result = caller.eight(DoubleTensor.zeros(Shape.of(1, 2, 3, 1, 2, 1, 1, 5)))) {
            assertThat(result.get().shape()).isEqualTo(Shape.of(5, 1, 1, 2, 1, 3, 2, 1));
        }
        try (var result = caller.sinkAndTensor(a)) {
            assertThat(result.some().get().toArray()).containsExactly(7, 8);
            assertThat(result.b().get().toArray()).containsExactly(0, 0, 0);
        }
        try (var result = caller.returned(a)) {
            assertThat(result.get().toArray()).containsExactly(2, 4, 6);
        }
        try (var result = caller.returnedWithOutput(a)) {
            assertThat(result.result().get().get()).isEqualTo(3);
            assertThat(result.b().get().toArray()).containsExactly(3, 2, 1);
        }
        scalars(caller);
        mistakes(caller, a);
    }

    private static void scalars(OutputsCaller caller) {
        assertThat(caller.returnsBoolean().get()).isTrue();
        assertThat(caller.returnsByte().get()).isEqualTo((byte) -1);
        assertThat(caller.returnsShort().get()).isEqualTo((short) 300);
        assertThat(caller.returnsInt().get()).isEqualTo(70_000);
        assertThat(caller.returnsLong().get()).isEqualTo(1L << 40);
        assertThat(caller.returnsFloat().get()).isEqualTo(0.5f);
        assertThat(caller.returnsDouble().get()).isEqualTo(1e300);
    }

    private static void mistakes(OutputsCaller caller, DoubleTensor a) {
        assertThatThrownBy(() -> caller.fixed(DoubleTensor.zeros(Shape.of(2, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("uvw is fixed to 3 but is 2");
        try (var result = caller.values((byte) -1, (short) 2, 3, 4)) {
            assertThatThrownBy(result::await)
                    .isInstanceOf(ProcessingException.class)
                    .hasMessageContaining("Incompatible", "'first'");
        }
        try (var result = caller.returned(DoubleTensor.of())) {
            assertThatThrownBy(result::get).hasMessageContaining("The function returned null for 'result'.");
        }
        assertThat(a.get(0)).isEqualTo(1);
    }

    private static final class Shapes implements Outputs {

        @Override
        public void rankZero(DoubleTensor a, DoubleTensor b) {
            b.set(2 * a.get());
        }

        @Override
        public void uncleared(DoubleTensor a, DoubleTensor b) {
            b.copyFrom(a);
        }

        @Override
        public void fixed(DoubleTensor a, FloatTensor b) {
            throw new AssertionError("huge");
        }

        @Override
        public void values(DoubleTensor first, byte na, short nb, int nc, long nd, IntTensor second) {}

        @Override
        public void eight(DoubleTensor x, DoubleTensor y) {}

        @Override
        public void sinkAndTensor(
                CallContext context, DoubleTensor a, TensorOutput<DoubleTensor> some, DoubleTensor b) {
            some.put(DoubleTensor.of(7, 8));
        }

        @Override
        public DoubleTensor returned(DoubleTensor a) {
            DoubleTensor doubled = DoubleTensor.zeros(a.shape());
            for (long i = 0; i < a.shape().length(0); i++) {
                doubled.set(i, 2 * a.get(i));
            }
            return a.shape().length(0) == 0 ? null : doubled;
        }

        @Override
        public int returnedWithOutput(DoubleTensor a, DoubleTensor b, CallContext context) {
            int length = (int) a.shape().length(0);
            for (int i = 0; i < length; i++) {
                b.set(i, a.get(length - 1 - i));
            }
            return length;
        }

        @Override
        public boolean returnsBoolean() {
            return true;
        }

        @Override
        public byte returnsByte() {
            return -1;
        }

        @Override
        public short returnsShort() {
            return 300;
        }

        @Override
        public int returnsInt() {
            return 70_000;
        }

        @Override
        public long returnsLong() {
            return 1L << 40;
        }

        @Override
        public float returnsFloat() {
            return 0.5f;
        }

        @Override
        public double returnsDouble() {
            return 1e300;
        }
    }
}
