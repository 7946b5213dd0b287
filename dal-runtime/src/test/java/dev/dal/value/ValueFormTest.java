package dev.dal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.RecordBatchStreamWriter;
import dev.dal.store.memory.Region;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.ShortTensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of values, as pyarrow 11 recorded it, as this library writes it, and broken. */
class ValueFormTest {

    @Test
    void whatPyarrowRecordedIsRead() {
        List<?> nested = (List<?>) read(recorded("nested"));
        assertThat(nested.subList(0, 3)).isEqualTo(List.of(1L, 2.5, "x"));
        assertThat((byte[]) nested.get(3)).containsExactly('y');
        assertThat(nested.get(4)).isNull();
        assertThat(nested.get(5)).isEqualTo(List.of(true));
        assertThat(nested.get(6)).isEqualTo(Tuple.of(BigInteger.ONE.shiftLeft(70), Map.of("k", Set.of(3L))));
        assertThat(nested).hasSize(7);

        Map<?, ?> arrays = (Map<?, ?>) read(recorded("arrays"));
        ShortTensor a = (ShortTensor) arrays.get("a");
        assertThat(a.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(a.toArray()).containsExactly(new short[] {0, 1, 2, 3, 4, 5});
        ByteBuffer b = (ByteBuffer) ((List<?>) arrays.get("b")).get(0);
        assertThat(b.remaining()).isEqualTo(2);
        assertThat(b.get(1)).isEqualTo((byte) 'z');
        ByteTensor c = (ByteTensor) arrays.get("c");
        assertThat(c.type()).isSameAs(ByteTensor.BOOL);
        assertThat(c.toArray()).containsExactly(1, 0);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Object value = Arrays.asList(1L, null, "x", Map.of("k", Tuple.of(true, 2.5)), Set.of(BigInteger.TWO.pow(90)));
        assertThat(read(written(value))).isEqualTo(value);
        assertThat(read(written(null))).isNull();
        assertThat(read(written(BigInteger.TWO))).isEqualTo(2L);
    }

    @Test
    void tensorsBeginAtMultiplesOf64() {
        Region object = written(List.of(DoubleTensor.of(1.5, 2.5), ByteTensor.of((byte) 1), DoubleTensor.of(3.5)));
        assertThat(object.length() % 8).isZero();
        List<?> read = (List<?>) read(object);
        assertThat(((DoubleTensor) read.get(2)).get(0)).isEqualTo(3.5);
        assertThat(object.getInt(8)).isEqualTo(3);
        assertThat(object.getInt(12)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested", "arrays", "written"})
    void truncatedValuesAreRefused(String name) {
        byte[] bytes = bytes(name.equals("written") ? sample() : recorded(name));
        // What is cut off at the end may be padding, which nothing refers to.
        int least = bytes.length - 64;
        Region whole = region(bytes);
        for (int length = 0; length < bytes.length; length++) {
            Region object = whole.slice(0, length);
            if (length < least) {
                assertThatThrownBy(() -> read(object)).as("%d bytes", length).isInstanceOf(FormatException.class);
            } else {
                readOrRefuse(object);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested", "arrays", "written"})
    void brokenValuesAreReadOrRefused(String name) {
        byte[] bytes = bytes(name.equals("written") ? sample() : recorded(name));
        Region object = region(bytes);
        for (int i = 0; i < bytes.length; i++) {
            for (int wrong : new int[] {0, 0x7f, 0xff, bytes[i] + 1}) {
                object.putByte(i, (byte) wrong);
                readOrRefuse(object);
            }
            object.putByte(i, bytes[i]);
        }
    }

    /** Anything else that is thrown fails the test. */
    private static void readOrRefuse(Region object) {
        try {
            read(object);
        } catch (FormatException | UnsupportedValueException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }

    private static Region sample() {
        return written(Arrays.asList(
                1L,
                2.5f,
                "x",
                new byte[3],
                null,
                Map.of(1, Tuple.of(2)),
                DoubleTensor.of(1, 2),
                ByteBuffer.allocate(9)));
    }

    @Test
    void cellsThatAreSharedAreNotReadEndlesslyOften() {
        ColumnContent level = union("item", List.of(nulls()), bytes(0, 0, 0, 0, 0, 0, 0, 0), 8);
        for (int depth = 0; depth < 12; depth++) {
            ColumnContent list = new ColumnContent(
                    "10", ArrowType.List.INSTANCE, 1, List.of(List.of(ints(0, level.cellCount()))), List.of(level));
            level = union("item", List.of(nulls(), list), bytes(1, 1, 1, 1, 1, 1, 1, 1), 8);
        }
        ColumnContent list =
                new ColumnContent("10", ArrowType.List.INSTANCE, 1, List.of(List.of(ints(0, 8))), List.of(level));
        RecordBatchStreamWriter writer = ValueWriter.stream(union("list", List.of(nulls(), list), bytes(1), 1));
        Region object = Region.allocate(16 + writer.sizeBytes());
        writer.writeTo(object, 16);

        assertThatThrownBy(() -> read(object))
                .isInstanceOf(FormatException.class)
                .hasMessage("Value: found more content than its bytes can hold; expected cells that are not shared.");
    }

    private static ColumnContent nulls() {
        return new ColumnContent("0", ArrowType.Null.INSTANCE, 8, List.of(), List.of());
    }

    private static ColumnContent union(String name, List<ColumnContent> children, byte[] types, int count) {
        int[] ids = children.size() == 1 ? new int[] {0} : new int[] {0, 1};
        return new ColumnContent(
                name,
                new ArrowType.Union(UnionMode.Dense, ids),
                count,
                List.of(List.of(types), List.of(new byte[count * 4])),
                children);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(bytes::putInt);
        return bytes.array();
    }

    @Test
    void whatContainsItselfIsRefused() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        assertThatThrownBy(() -> new ValueWriter(endless))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessage("A value is nested more than 20 containers deep, or contains itself. Expected at most 20.");
        Object maps = "core";
        Object lists = "core";
        for (int i = 0; i < 20; i++) {
            maps = Map.of("k", maps);
            lists = List.of(lists);
        }
        assertThat(read(written(lists))).isEqualTo(lists);
        assertThat(read(written(maps))).isEqualTo(maps);
        Object tooDeep = List.of(lists);
        assertThatThrownBy(() -> new ValueWriter(tooDeep)).isInstanceOf(UnsupportedValueException.class);
    }

    @Test
    void whatPythonCannotReadIsRefusedByItsClass() {
        assertThatThrownBy(() -> new ValueWriter(List.of(new BigDecimal("1.5"))))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageStartingWith("A value of class java.math.BigDecimal cannot be put: Python and Java share no"
                        + " form of it. Expected null, Boolean, ");
        assertThatThrownBy(() -> new ValueWriter(new int[2])).hasMessageStartingWith("A value of class int[] cannot");
        assertThatThrownBy(() -> new ValueWriter(Map.of("_pytype_", "int")))
                .hasMessageStartingWith("A map with the key '_pytype_' cannot be put");
        assertThatThrownBy(() -> new ValueWriter(Complex128Tensor.TYPE.zeros(Shape.scalar())))
                .hasMessageStartingWith("A complex tensor without dimensions");
    }

    @Test
    void whatIsNoValueIsRefused() {
        assertThatThrownBy(() -> read(region(new byte[15])))
                .isInstanceOf(FormatException.class)
                .hasMessage("Value: found an object of 15 bytes; expected at least 16.");
        assertThatThrownBy(() -> read(region(new byte[64]))).isInstanceOf(FormatException.class);
        byte[] sparse = bytes(sample());
        sparse[4] = 2;
        assertThatThrownBy(() -> read(region(sparse)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessage("The object holds 2 sparse tensors, which have no form here. Put a dense array instead.");
    }

    private static Object read(Region object) {
        return new ValueReader(object).value();
    }

    private static Region written(Object value) {
        ValueWriter writer = new ValueWriter(value);
        Region object = Region.allocate(writer.sizeBytes());
        writer.writeTo(object);
        return object;
    }

    private static Region region(byte[] bytes) {
        Region region = Region.allocate(bytes.length);
        region.put(0, bytes);
        return region;
    }

    private static byte[] bytes(Region region) {
        return region.bytes(0, (int) region.length());
    }

    private static Region recorded(String name) {
        try (InputStream file = ValueFormTest.class.getResourceAsStream("pyarrow11/" + name + ".bin")) {
            return region(Objects.requireNonNull(file, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
