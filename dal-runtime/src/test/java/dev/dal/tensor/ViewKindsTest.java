package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.memory.Region;
import dev.dal.tensor.Views.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contiguous tensors are of the class whose loops are fast, and nothing else is. */
class ViewKindsTest {

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#types")
    void contiguousTensorsAreOfThePlainClass(TensorType<?> type) {
        for (Shape shape : Views.SHAPES) {
            assertThat(Views.view(type, shape, Order.ROW_MAJOR).getClass()).isSameAs(type.tensorClass());
        }
        assertThat(type.zeros(Shape.of(0, 3)).getClass()).isSameAs(type.tensorClass());
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#types")
    void allOthersAreOfASubclass(TensorType<?> type) {
        for (Order order : new Order[] {Order.COLUMN_MAJOR, Order.SLICED}) {
            Tensor view = Views.view(type, Shape.of(3, 4), order);
            assertThat(view.getClass()).isNotSameAs(type.tensorClass());
            assertThat(view).isInstanceOf(type.tensorClass());
        }
    }

    @Test
    void paddedRowsAreNotContiguous() {
        Region memory = Region.allocate(8 * 12);
        LongTensor padded = LongTensor.TYPE.wrap(memory, Shape.of(3, 2), Strides.ofBytes(32, 8));
        padded.set(2, 1, 7);

        assertThat(padded.getClass()).isNotSameAs(LongTensor.class);
        assertThat(padded.get(2, 1)).isEqualTo(7);
        assertThat(padded.getAt(5)).isEqualTo(7);
        assertThat(memory.getLong(8 * 9)).isEqualTo(7);
    }

    @Test
    void lengthsBeyondIntsAreExact() {
        long length = Integer.MAX_VALUE + 1L;
        ByteTensor empty = ByteTensor.zeros(Shape.of(length, 0));

        assertThat(empty.length(0)).isEqualTo(length);
        assertThat(empty.elementCount()).isZero();
        assertThat(Shape.of(length).elementCount()).isEqualTo(length);
        assertThat(Shape.of(1 << 16, 1 << 15).elementCount()).isEqualTo(length);
        assertThat(Shape.of(Integer.MAX_VALUE).length(0)).isEqualTo(Integer.MAX_VALUE);
    }
}
