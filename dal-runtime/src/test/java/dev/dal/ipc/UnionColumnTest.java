package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Dense unions, which are read, and sparse ones, which are passed over. */
class UnionColumnTest {

    private static final Field NUMBER = Field.nullable("n", new ArrowType.Int(64, true));
    private static final Field TEXT = Field.nullable("t", ArrowType.Utf8.INSTANCE);

    /** A column that is written as given. */
    private record Given(int cells, List<byte[]> buffers, List<ColumnSource> children) implements ColumnSource {

        @Override
        public long length() {
            return cells;
        }

        @Override
        public long nullCount() {
            return 0;
        }

        @Override
        public int bufferCount() {
            return buffers.size();
        }

        @Override
        public long bufferLength(int buffer) {
            return buffers.get(buffer).length;
        }

        @Override
        public void writeBuffer(int buffer, Region target, long offset) {
            target.put(offset, buffers.get(buffer));
        }
    }

    private static final Given NUMBERS = new Given(2, List.of(new byte[0], longs(10, 11)), List.of());
    private static final Given TEXTS =
            new Given(2, List.of(new byte[0], ints(0, 1, 3), new byte[] {'a', 'b', 'c'}), List.of());

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(bytes::putInt);
        return bytes.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(bytes::putLong);
        return bytes.array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        IntStream.range(0, values.length).forEach(i -> bytes[i] = (byte) values[i]);
        return bytes;
    }

    private static Field union(UnionMode mode, int... typeIds) {
        return new Field("u", FieldType.nullable(new ArrowType.Union(mode, typeIds)), List.of(NUMBER, TEXT));
    }

    private static RecordBatchReader read(List<Field> fields, int rows, ColumnSource... columns) {
        RecordBatchStreamWriter writer = new RecordBatchStreamWriter(
                new Schema(fields), List.of(new RecordBatchStreamWriter.Batch(rows, List.of(columns))));
        Region region = Region.allocate(64 + writer.sizeBytes());
        writer.writeTo(region, 64);
        RecordBatchStream stream = RecordBatchStream.open(region.asReadOnly(), 64);
        assertThat(stream.endOffset()).isEqualTo(region.length());
        return stream.batches().get(0);
    }

    private static ColumnReader dense(byte[] types, byte[] offsets) {
        Given union = new Given(types.length, List.of(types, offsets), List.of(NUMBERS, TEXTS));
        return read(List.of(union(UnionMode.Dense, 5, 9)), types.length, union).column(0);
    }

    @Test
    void cellsOfADenseUnionAreCellsOfItsChildren() {
        ColumnReader union = dense(bytes(9, 5, 9, 5), ints(1, 1, 0, 0));

        assertThat(union.kind()).isEqualTo(ColumnKind.UNION);
        assertThat(union.rowCount()).isEqualTo(4);
        assertThat(union.nullCount()).isZero();
        assertThat(IntStream.range(0, 4).mapToObj(row -> Cells.cell(union, row)))
                .containsExactly("bc", 11L, "a", 10L);
        assertThat(union.unionChild(0)).isEqualTo(1);
        assertThat(union.unionCell(0)).isEqualTo(1);
        assertThatThrownBy(() -> union.unionCell(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> union.getLong(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is accessed as UNION; it was accessed as LONG");
        assertThatThrownBy(() -> union.children().get(0).unionChild(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> union.slice(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Column 'u' of type Union(Dense, [5, 9]) cannot be written here.");
    }

    @Test
    void typesAndOffsetsOutOfRangeAreRefusedCellByCell() {
        ColumnReader union = dense(bytes(0, 5, 5, 9), ints(0, 2, -1, 1));

        assertThatThrownBy(() -> union.unionChild(0))
                .isInstanceOf(FormatException.class)
                .hasMessage("Type of cell 0 of union 'u': found 0; expected one of [5, 9].");
        for (int row = 1; row < 3; row++) {
            int wrong = row;
            assertThatThrownBy(() -> union.unionCell(wrong))
                    .isInstanceOf(FormatException.class)
                    .hasMessageMatching("Offset of cell " + row + " of union 'u': found (2|-1); expected 0 to 1\\.");
        }
        assertThat(Cells.cell(union, 3)).isEqualTo("bc");
    }

    @Test
    void buffersThatAreTooShortAreRefused() {
        assertThatThrownBy(() -> dense(bytes(5, 5, 5), ints(0, 0)))
                .isInstanceOf(FormatException.class)
                .hasMessage("Buffer of offsets of column 'u': found 8 bytes; expected at least 12 for the rows there"
                        + " are.");
        Given typeless = new Given(2, List.of(bytes(5), ints(0, 0)), List.of(NUMBERS, TEXTS));
        assertThatThrownBy(() -> read(List.of(union(UnionMode.Dense, 5, 9)), 2, typeless))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("Buffer of types of column 'u': found 1 bytes");
        Given whole = new Given(1, List.of(bytes(5), ints(0)), List.of(NUMBERS, TEXTS));
        assertThatThrownBy(() -> read(List.of(union(UnionMode.Dense, 5)), 1, whole))
                .isInstanceOf(FormatException.class)
                .hasMessage("Type ids of union 'u': found 1; expected one for each of 2 children.");
    }

    @Test
    void sparseUnionsArePassedOver() {
        Given sparse = new Given(2, List.of(bytes(5, 9)), List.of(NUMBERS, TEXTS));
        RecordBatchReader batch = read(List.of(union(UnionMode.Sparse, 5, 9), NUMBER), 2, sparse, NUMBERS);

        assertThat(batch.column(0).kind()).isEqualTo(ColumnKind.OTHER);
        assertThat(batch.column(0).rowCount()).isEqualTo(2);
        assertThat(batch.column(1).getLong(1)).isEqualTo(11);
    }

    @Test
    void unionsCannotBeSetCellByCell() {
        assertThatThrownBy(() -> new RecordBatchWriter(new Schema(List.of(union(UnionMode.Dense, 5, 9))), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be written here");
    }
}
