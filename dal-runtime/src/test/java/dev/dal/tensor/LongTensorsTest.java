package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreException;
import dev.dal.store.memory.Region;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Tensors of more than 2 GiB. Their memory is mapped but hardly touched, so that it takes little. */
class LongTensorsTest {

    private static final long BYTES = 3L << 30;
    private static final long WINDOW = Region.WINDOW_BYTES;

    private static Region memory() {
        try {
            return Region.allocate(BYTES);
        } catch (StoreException e) {
            return Assumptions.abort("Needs 3 GiB of address space: " + e.getMessage());
        }
    }

    @Test
    void elementsLieInSeveralWindows() {
        LongTensor tensor = LongTensor.TYPE.wrap(memory(), Shape.of(BYTES / 8));
        long perWindow = WINDOW / 8;
        List<Long> places = List.of(
                0L,
                perWindow - 1,
                perWindow,
                2 * perWindow - 1,
                2 * perWindow,
                3 * perWindow - 1,
                Integer.MAX_VALUE / 8L);
        for (long place : places) {
            tensor.set(place, -place);
        }

        for (long place : places) {
            assertThat(tensor.get(place)).isEqualTo(-place);
            assertThat(tensor.getAt(place)).isEqualTo(-place);
            assertThat(tensor.get(new long[] {place})).isEqualTo(-place);
        }
        assertThatThrownBy(() -> tensor.get(3 * perWindow))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Index 402653184 in dimension 0 is outside of shape (402653184).");
        assertThatThrownBy(() -> tensor.set(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void indicesGoBeyondInts() {
        ByteTensor tensor = ByteTensor.TYPE.wrap(memory(), Shape.of(3, 1 << 10, 1 << 20));
        tensor.set(2, 1023, (1 << 20) - 1, (byte) 7);
        tensor.set(2, 0, 0, (byte) 5);
        tensor.set(new long[] {1, 1023, (1 << 20) - 1}, (byte) 4);

        assertThat(tensor.getAt(BYTES - 1)).isEqualTo((byte) 7);
        assertThat(tensor.getAt(1L << 31)).isEqualTo((byte) 5);
        assertThat(tensor.getAt((1L << 31) - 1)).isEqualTo((byte) 4);
        assertThat(tensor.get(2, 0, 0)).isEqualTo((byte) 5);
        assertThat(tensor).hasToString("int8 (3, 1024, 1048576) [0, 0, 0, 0, 0, 0, 0, 0, …]");
    }

    @Test
    void copiesCrossWindows() {
        DoubleTensor tensor = DoubleTensor.TYPE.wrap(memory(), Shape.of(BYTES / 8));
        double[] values = DoubleTensor.range(1, 1001).toArray();
        for (long line : new long[] {WINDOW / 8, 2 * WINDOW / 8}) {
            tensor.copyFrom(line - 500, values, 0, 1_000);
            double[] copy = new double[1_000];
            tensor.copyTo(line - 500, copy, 0, 1_000);

            assertThat(copy).containsExactly(values);
            assertThat(tensor.get(line - 1)).isEqualTo(500);
            assertThat(tensor.get(line)).isEqualTo(501);
        }
    }

    @Test
    void slicesReachOverWindows() {
        Region memory = memory();
        FloatTensor columns = FloatTensor.TYPE.wrap(memory, Shape.of(4, 3), Strides.ofBytes(4, WINDOW - 8));
        FloatTensor small = FloatTensor.of(Shape.of(4, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        columns.copyFrom(small);

        assertThat(columns.isContiguous()).isFalse();
        assertThat(columns.toArray()).containsExactly(small.toArray());
        assertThat(columns.get(3, 2)).isEqualTo(12f);
        assertThat(memory.getInt(2 * (WINDOW - 8) + 12)).isEqualTo(Float.floatToRawIntBits(12f));
        columns.fill(1.5f);
        assertThat(columns.get(2, 2)).isEqualTo(1.5f);
        assertThat(memory.getInt(2 * (WINDOW - 8) + 16)).isZero();
    }

    @Test
    void complexNumbersReachOverWindows() {
        Complex128Tensor tensor = Complex128Tensor.TYPE.wrap(memory(), Shape.of(3, WINDOW / 16));
        tensor.set(2, 0, 1, 2);
        tensor.set(1, WINDOW / 16 - 1, 3, 4);

        assertThat(tensor.re(2, 0)).isEqualTo(1);
        assertThat(tensor.im(2, 0)).isEqualTo(2);
        assertThat(tensor.interleaved().getAt(2 * WINDOW / 8 - 1)).isEqualTo(4);
        assertThat(tensor.im(new long[] {1, WINDOW / 16 - 1})).isEqualTo(4);
    }

    @Test
    void messagesMayBeLong() {
        Region memory = memory();
        TensorMessage<LongTensor> message = TensorMessage.of(LongTensor.TYPE, Shape.of(BYTES / 8 - 100), List.of("i"));
        message.writeTo(memory).set(BYTES / 8 - 101, 42);
        LongTensor read = TensorReader.read(LongTensor.TYPE, List.of("i"), memory.asReadOnly());

        assertThat(read.get(BYTES / 8 - 101)).isEqualTo(42);
        assertThatThrownBy(() -> read.set(0, 1)).isInstanceOf(ReadOnlyTensorException.class);
        assertThatThrownBy(read::buffer)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A buffer shows at most 2147483647 bytes; this tensor of shape (402653084) has more. Use its"
                                + " own accessors.");
    }

    @Test
    void whatEndsWithTheFirstWindowIsNotLong() {
        Region memory = memory();
        ByteTensor last = ByteTensor.TYPE.wrap(memory, Shape.of(WINDOW));
        ByteTensor first = ByteTensor.TYPE.wrap(memory, Shape.of(WINDOW + 1));
        last.set(WINDOW - 1, (byte) 1);
        first.set(WINDOW, (byte) 2);

        assertThat(last.getClass()).isSameAs(ByteTensor.class);
        assertThat(first.getClass()).isSameAs(StridedByteTensor.class);
        assertThat(first.get(WINDOW - 1)).isEqualTo((byte) 1);
        assertThat(first.get(WINDOW)).isEqualTo((byte) 2);
        assertThatThrownBy(() -> last.get(WINDOW)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
