package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.store.memory.Region;
import dev.dal.tensor.Views.Order;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TensorMessageTest {

    /** A file that pyarrow wrote; see make_fixtures.py beside it. */
    private static Region fixture(String name) {
        String path = "/dev/dal/ipc/pyarrow11/" + name + ".tensor";
        try (InputStream in = Objects.requireNonNull(TensorMessageTest.class.getResourceAsStream(path), path)) {
            byte[] bytes = in.readAllBytes();
            Region region = Region.allocate(bytes.length);
            region.put(0, bytes);
            return region.asReadOnly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Shape shape) {
        return Collections.nCopies(shape.rank(), "n");
    }

    private static <T extends Tensor> Region written(TensorType<T> type, Tensor source) {
        TensorMessage<T> message = TensorMessage.of(type, source.shape(), names(source.shape()));
        Region object = Region.allocate(message.sizeBytes() + 24);
        message.writeTo(object, type.tensorClass().cast(source));
        return object;
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void whatIsWrittenIsRead(TensorType<?> type, Order order) {
        for (Shape shape : Views.SHAPES) {
            TensorFace source = new TensorFace(Views.view(type, shape, order));
            for (long i = 0; i < shape.elementCount(); i++) {
                source.setAny(source.sample(i), Views.index(shape, i));
            }
            Region object = written(type, source.tensor());
            Tensor read = TensorReader.read(type, names(shape), object.asReadOnly());

            assertThat(read.type()).isSameAs(type);
            assertThat(read.shape()).isEqualTo(shape);
            assertThat(read.isContiguous()).isTrue();
            assertThat(read.isWritable()).isFalse();
            assertThat(new TensorFace(read).toArray()).isEqualTo(source.toArray());
        }
    }

    @Test
    void tensorsAreWrittenInPlace() {
        TensorMessage<DoubleTensor> message = TensorMessage.of(DoubleTensor.TYPE, Shape.of(2, 3), List.of("i", "j"));
        Region object = Region.allocate(message.sizeBytes());
        DoubleTensor tensor = message.writeTo(object);
        tensor.set(1, 2, 42);

        assertThat(TensorReader.read(DoubleTensor.TYPE, object).get(1, 2)).isEqualTo(42);
        assertThat(object.getLong(object.length() - 8)).isEqualTo(Double.doubleToRawLongBits(42));
        assertThatThrownBy(() -> message.writeTo(object.slice(0, object.length() - 1)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TensorMessage.of(DoubleTensor.TYPE, Shape.of(2, 3), List.of("i")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Names of dimensions of shape (2, 3): found [i]; expected 2.");
    }

    @Test
    void sizesAreThoseOfTheFormat() {
        assertThat(TensorMessage.of(LongTensor.TYPE, Shape.of(2, 3), List.of("i", "j"))
                        .sizeBytes())
                .isEqualTo(304);
        assertThat(TensorMessage.of(DoubleTensor.TYPE, Shape.scalar(), List.of())
                        .sizeBytes())
                .isEqualTo(200);
        assertThat(TensorMessage.of(ByteTensor.TYPE, Shape.of(0), List.of("")).sizeBytes())
                .isEqualTo(192);
        assertThat(TensorMessage.of(Complex64Tensor.TYPE, Shape.of(2, 2), List.of("a", "b"))
                        .sizeBytes())
                .isEqualTo(352);
    }

    @Test
    void pyarrowsTensorsAreRead() {
        assertThat(TensorReader.read(LongTensor.TYPE, List.of("i", "k"), fixture("int64_2x3"))
                        .toArray())
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(TensorReader.read(DoubleTensor.TYPE, List.of(), fixture("float64_scalar"))
                        .get())
                .isEqualTo(3.5);
        assertThat(TensorReader.read(ByteTensor.TYPE, fixture("int8_empty")).toArray())
                .isEmpty();
        assertThat(TensorReader.read(Complex64Tensor.TYPE, fixture("complex64_2x2"))
                        .toArray())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(TensorReader.read(ByteTensor.BOOL, fixture("bool_3")).toArray())
                .containsExactly(1, 0, 1);
        assertThat(TensorReader.read(ShortTensor.FLOAT16, fixture("float16_3")))
                .hasToString("float16 (3) [1.0, 2.0, -0.5]");
        assertThat(TensorReader.read(ShortTensor.TYPE, fixture("int16_rank8")).get(1, 1, 1, 1, 1, 1, 1, 1))
                .isEqualTo((short) 255);
    }

    @Test
    void pyarrowsOtherLayoutsAreRead() {
        IntTensor columnMajor = TensorReader.read(IntTensor.TYPE, fixture("int32_column_major"));
        assertThat(columnMajor.isContiguous()).isFalse();
        assertThat(columnMajor.toArray()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(columnMajor.get(1, 0)).isEqualTo(3);
        assertThat(columnMajor.getAt(4)).isEqualTo(4);

        assertThat(TensorReader.read(IntTensor.TYPE, fixture("int32_sliced")).toArray())
                .containsExactly(0, 2, 4, 12, 14, 16);
        FloatTensor cube = TensorReader.read(FloatTensor.TYPE, fixture("float32_column_major_3d"));
        assertThat(cube.get(1, 2, 3)).isEqualTo(23f);
        assertThat(cube.get(0, 1, 2)).isEqualTo(6f);
        assertThat(cube.toArray()).containsExactly(FloatTensor.range(0, 24).toArray());
        assertThat(TensorReader.read(DoubleTensor.TYPE, fixture("float64_0x3")).shape())
                .isEqualTo(Shape.of(0, 3));
    }

    @Test
    void typesCanBeFoundOut() {
        assertAny("int64_2x3", "int64 (2, 3) [0, 1, 2, 3, 4, 5]");
        assertAny("complex64_2x2", "complex64 (2, 2) [0.0+1.0i, 2.0+3.0i, 4.0+5.0i, 6.0+7.0i]");
        assertAny("bool_3", "uint8 (3) [1, 0, 1]");
        assertAny("float16_3", "float16 (3) [1.0, 2.0, -0.5]");
        assertAny("float32_3", "float32 (3) [1.0, 2.0, -0.5]");
        assertAny("uint64_3", "uint64 (3) [1, 2, 18446744073709551615]");
        assertAny("uint32_3", "uint32 (3) [1, 2, 4294967295]");
        assertAny("uint16_3", "uint16 (3) [1, 2, 65535]");
        assertAny("uint8_3", "uint8 (3) [1, 2, 255]");
        assertAny("int64_3", "int64 (3) [1, 2, 9223372036854775807]");
        assertAny("int32_3", "int32 (3) [1, 2, 2147483647]");
        assertAny("int16_3", "int16 (3) [1, 2, 32767]");
        assertAny("int8_3", "int8 (3) [1, 2, 127]");
    }

    private static void assertAny(String fixture, String text) {
        assertThat(TensorReader.readAny(fixture(fixture))).hasToString(text);
    }

    @Test
    void otherTypesAndRanksAreRefused() {
        Region matrix = written(DoubleTensor.TYPE, DoubleTensor.zeros(Shape.of(3, 4)));
        assertRefused(
                LongTensor.TYPE,
                List.of("i"),
                matrix,
                "Tensor: expected int64 of rank 1 (i) but found float64 of rank 2 (3, 4).");
        assertRefused(
                DoubleTensor.TYPE,
                List.of("i", "j", "k"),
                matrix,
                "Tensor: expected float64 of rank 3 (i, j, k) but found float64 of rank 2 (3, 4).");
        assertRefused(
                Complex128Tensor.TYPE,
                List.of("i"),
                matrix,
                "Tensor: expected complex128 of rank 1 (i) but found float64 of rank 2 (3, 4).");
        Region complex = written(Complex64Tensor.TYPE, Complex64Tensor.zeros(Shape.of(3)));
        assertRefused(
                FloatTensor.TYPE,
                List.of("i"),
                complex,
                "Tensor: expected float32 of rank 1 (i) but found complex64 of rank 1 (3).");
        assertThatThrownBy(() -> TensorReader.read(ByteTensor.TYPE, matrix))
                .isInstanceOf(FormatException.class)
                .hasMessage("Tensor: expected int8 but found float64 of rank 2 (3, 4).");
        assertThatThrownBy(() -> TensorReader.read(ByteTensor.TYPE, Region.allocate(64)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("found 00000000; expected ffffffff");
    }

    private static void assertRefused(TensorType<?> type, List<String> names, Region object, String message) {
        assertThatThrownBy(() -> TensorReader.read(type, names, object))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }

    @Test
    void complexNumbersNeedNoNames() {
        Region parts = written(FloatTensor.TYPE, FloatTensor.of(Shape.of(2, 2), 1, 2, 3, 4));

        assertThat(TensorReader.read(Complex64Tensor.TYPE, List.of("i"), parts).toArray())
                .containsExactly(1, 2, 3, 4);
        assertThat(TensorReader.readAny(parts).type()).isSameAs(FloatTensor.TYPE);
        Region complex = written(Complex64Tensor.TYPE, Complex64Tensor.of(1, 2));
        assertThat(TensorReader.read(FloatTensor.TYPE, List.of("i", "part"), complex)
                        .toArray())
                .containsExactly(1, 2);
    }

    @Test
    void nineDimensionsAreOnlyForComplexNumbers() {
        Shape eight = Shape.of(1, 1, 1, 1, 1, 1, 1, 1);
        Region complex = written(Complex64Tensor.TYPE, Complex64Tensor.zeros(eight));

        assertThat(TensorReader.readAny(complex).shape()).isEqualTo(eight);
        assertThatThrownBy(() -> TensorReader.read(FloatTensor.TYPE, complex))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("expected float32 but found complex64 of rank 8");
    }

    @Test
    void tagsAreScalarsOrEmpty() {
        assertThat(tag(written(ByteTensor.TYPE, ByteTensor.scalar((byte) 0))).shape())
                .isEqualTo(Shape.scalar());
        assertThat(tag(fixture("int8_empty")).shape()).isEqualTo(Shape.of(0));

        assertThatThrownBy(() -> tag(fixture("int8_3")))
                .isInstanceOf(FormatException.class)
                .hasMessage("Tensor: expected int8 of rank 0 () but found int8 of rank 1 (3).");
        assertThatThrownBy(() -> tag(fixture("float64_scalar"))).isInstanceOf(FormatException.class);
    }

    private static ByteTensor tag(Region object) {
        return TensorReader.read(ByteTensor.TYPE, List.of(), object);
    }

    @Test
    void copiesOfOtherTypesAndShapesAreRefused() {
        TensorMessage<LongTensor> message = TensorMessage.of(LongTensor.TYPE, Shape.of(3), List.of("i"));
        Region object = Region.allocate(message.sizeBytes());

        assertThatThrownBy(() -> message.writeTo(object, LongTensor.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Copy of a tensor: found int64 of shape (2); expected int64 of shape (3).");
        assertThatThrownBy(() -> message.writeTo(object, LongTensor.UINT64.zeros(Shape.of(3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Copy of a tensor: found uint64 of shape (3); expected int64 of shape (3).");
    }
}
