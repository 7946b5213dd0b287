package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class RecordBatchWriterTest {

    private static final ObjectId ID = ObjectId.of(0x0102030405060708L, 0x090a0b0c0d0e0f10L, 0x11121314);

    /** One nullable column of every kind that can be written. */
    private static final Schema ALL = new Schema(
            List.of(
                    Field.nullable("bool", ArrowType.Bool.INSTANCE),
                    Field.nullable("int8", new ArrowType.Int(8, true)),
                    Field.nullable("uint16", new ArrowType.Int(16, false)),
                    Field.nullable("float16", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF)),
                    Field.nullable("int32", new ArrowType.Int(32, true)),
                    Field.nullable("date", new ArrowType.Date(DateUnit.DAY)),
                    Field.nullable("uint64", new ArrowType.Int(64, false)),
                    Field.nullable("timestamp", new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC")),
                    Field.nullable("duration", new ArrowType.Duration(TimeUnit.NANOSECOND)),
                    Field.nullable("float32", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
                    Field.nullable("float64", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                    Field.nullable("utf8", ArrowType.Utf8.INSTANCE),
                    Field.nullable("binary", ArrowType.Binary.INSTANCE),
                    Field.nullable("fixed", new ArrowType.FixedSizeBinary(3)),
                    Field.nullable("id", new ArrowType.FixedSizeBinary(20))),
            Map.of("proc:func", "all", "dal:deadline", "00000000000000000000"));

    private static final int COLUMNS = ALL.getFields().size();

    private static void setRow(RecordBatchWriter writer, int row) {
        writer.setBoolean(0, row, row % 2 == 0);
        writer.setByte(1, row, (byte) -row);
        writer.setShort(2, row, (short) (row - 1));
        writer.setShort(3, row, (short) 0x3c00);
        writer.setInt(4, row, -row);
        writer.setInt(5, row, row);
        writer.setLong(6, row, -1L - row);
        writer.setLong(7, row, row * 1_000_000_007L);
        writer.setLong(8, row, Long.MIN_VALUE + row);
        writer.setFloat(9, row, row / 2f);
        writer.setDouble(10, row, row / 3d);
        writer.setString(11, row, "ä".repeat(row % 5));
        writer.setBytes(12, row, new byte[row % 3]);
        writer.setBytes(13, row, new byte[] {1, 2, (byte) row});
        writer.setObjectId(14, row, ID);
    }

    private static List<Object> expectedRow(int row) {
        return List.of(
                row % 2 == 0,
                (byte) -row,
                (short) (row - 1),
                (short) 0x3c00,
                -row,
                row,
                -1L - row,
                row * 1_000_000_007L,
                Long.MIN_VALUE + row,
                row / 2f,
                row / 3d,
                "ä".repeat(row % 5),
                "00".repeat(row % 3),
                String.format("0102%02x", (byte) row),
                ID);
    }

    private static Region written(RecordBatchWriter writer) {
        Region region = Region.allocate(writer.sizeBytes());
        for (long i = 0; i < region.length(); i++) {
            region.putByte(i, (byte) 0x55);
        }
        writer.writeTo(region, 0);
        return region;
    }

    private static List<List<Object>> cells(RecordBatchWriter writer) {
        return Cells.of(RecordBatchStream.open(written(writer)));
    }

    @Test
    void everyKindOfCellSurvives() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 20);
        List<List<Object>> expected = new ArrayList<>();
        for (int row = 0; row < 20; row++) {
            setRow(writer, row);
            expected.add(expectedRow(row));
        }

        RecordBatchStream stream = RecordBatchStream.open(written(writer));

        assertThat(stream.schema()).isEqualTo(ALL);
        assertThat(stream.batches()).hasSize(1);
        assertThat(stream.rowCount()).isEqualTo(20);
        assertThat(Cells.of(stream)).isEqualTo(expected);
    }

    @Test
    void rowsOfAnotherWriterAreAdded() {
        RecordBatchWriter source = new RecordBatchWriter(ALL, 20);
        RecordBatchWriter target = new RecordBatchWriter(ALL, 0);
        List<Object> nulls = Arrays.asList(new Object[COLUMNS]);
        assertThat(target.canAppend()).isTrue();
        for (int use = 0; use < 2; use++) {
            target.reset(1);
            setRow(target, 0);
            List<List<Object>> expected = new ArrayList<>(List.of(expectedRow(0)));
            for (int row = 19; row >= 0; row--) {
                if (row % 3 > 0) {
                    setRow(source, row);
                }
                target.append(source, row);
                expected.add(row % 3 > 0 ? expectedRow(row) : nulls);
            }
            assertThat(target.rowCount()).isEqualTo(21);
            assertThat(cells(target)).isEqualTo(expected);
        }
        setRow(target, 5);
        assertThat(cells(target).get(5)).as("can be set like any other").isEqualTo(expectedRow(5));
    }

    @Test
    void rowsWithoutNullsAreAdded() {
        Schema strict = new Schema(List.of(
                Field.notNullable("x", new ArrowType.Int(64, true)),
                Field.notNullable("text", ArrowType.Utf8.INSTANCE),
                Field.notNullable("flag", ArrowType.Bool.INSTANCE)));
        RecordBatchWriter source = new RecordBatchWriter(strict, 1);
        RecordBatchWriter target = new RecordBatchWriter(strict, 0);
        List<List<Object>> expected = new ArrayList<>();
        for (int row = 0; row < 20; row++) {
            source.reset(1);
            source.setLong(0, 0, row);
            source.setString(1, 0, "b".repeat(row));
            source.setBoolean(2, 0, row % 3 == 0);
            target.append(source, 0);
            expected.add(List.of((long) row, "b".repeat(row), row % 3 == 0));
        }
        assertThat(cells(target)).isEqualTo(expected);
    }

    @Test
    void rowsWithListsAreNotAdded() {
        Schema lists = new Schema(List.of(new Field(
                "list",
                FieldType.nullable(ArrowType.List.INSTANCE),
                List.of(Field.nullable("item", new ArrowType.Int(64, true))))));
        RecordBatchWriter writer = new RecordBatchWriter(lists, 1);
        assertThat(writer.canAppend()).isFalse();
        writer.setNull(0, 0);
        writer.column(0).setList(0, 0);
        assertThatThrownBy(() -> new RecordBatchWriter(lists, 0).append(writer, 0))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'list'");
    }

    @Test
    void cellsThatAreNotSetAreNull() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 3);
        setRow(writer, 1);

        List<Object> nulls = Arrays.asList(new Object[COLUMNS]);
        assertThat(cells(writer)).containsExactly(nulls, expectedRow(1), nulls);
    }

    @Test
    void cellsCanBeSetInAnyOrderAndAgain() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 17);
        for (int row = 16; row >= 0; row--) {
            setRow(writer, 16 - row);
            setRow(writer, row);
        }
        for (int column = 0; column < COLUMNS; column++) {
            writer.setNull(column, 3);
            writer.setNull(column, 3);
        }

        List<List<Object>> cells = cells(writer);

        for (int row = 0; row < 17; row++) {
            assertThat(cells.get(row)).isEqualTo(row == 3 ? Arrays.asList(new Object[COLUMNS]) : expectedRow(row));
        }
        assertThat(RecordBatchStream.open(written(writer)).batches().get(0).nullCount(11))
                .isOne();
    }

    @Test
    void zeroRowsAreLegal() {
        RecordBatchStream stream = RecordBatchStream.open(written(new RecordBatchWriter(ALL, 0)));

        assertThat(stream.schema()).isEqualTo(ALL);
        assertThat(stream.batches()).hasSize(1);
        assertThat(stream.rowCount()).isZero();
    }

    @Test
    void noColumnsAreLegal() {
        RecordBatchStream stream = RecordBatchStream.open(written(new RecordBatchWriter(new Schema(List.of()), 5)));

        assertThat(stream.rowCount()).isEqualTo(5);
        assertThat(stream.batches().get(0).columnCount()).isZero();
    }

    @Test
    void buffersAreAlignedTo64AndPaddingIsZero() {
        RecordBatchWriter writer = new RecordBatchWriter(
                new Schema(List.of(
                        Field.notNullable("a", new ArrowType.Int(8, true)),
                        Field.notNullable("b", new ArrowType.Int(8, true)))),
                2);
        writer.setByte(0, 0, (byte) 7);
        writer.setByte(1, 1, (byte) 9);
        Region region = written(writer);
        long end = region.length() - MessageFraming.PREFIX_BYTES;

        assertThat(end % 64).isZero();
        byte[] expected = new byte[128];
        expected[0] = 7;
        expected[65] = 9;
        assertThat(region.bytes(end - 128, 128)).isEqualTo(expected);
        assertThat(region.bytes(end, 8)).containsExactly(-1, -1, -1, -1, 0, 0, 0, 0);
    }

    @Test
    void sizeFollowsTheCells() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 1);
        long empty = writer.sizeBytes();
        writer.setString(11, 0, "x".repeat(1_000));

        // 1,000 bytes padded to 1,024, and the validity of the only row is no longer needed.
        assertThat(writer.sizeBytes()).isEqualTo(empty + 1_024 - 64);
        assertThat(written(writer).length()).isEqualTo(writer.sizeBytes());
    }

    @Test
    void nothingIsWrittenWhereThereIsNoRoom() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 1);
        Region tooSmall = Region.allocate(writer.sizeBytes() - 1);

        assertThatThrownBy(() -> writer.writeTo(tooSmall, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(tooSmall.bytes(0, 8)).containsOnly(0);
        Region readOnly = Region.allocate(writer.sizeBytes()).asReadOnly();
        assertThatThrownBy(() -> writer.writeTo(readOnly, 0)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void aWriterCanBeUsedAgain() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 30);
        for (int row = 0; row < 30; row++) {
            setRow(writer, row);
        }
        writer.reset(2);
        setRow(writer, 1);

        assertThat(writer.rowCount()).isEqualTo(2);
        assertThat(cells(writer)).containsExactly(Arrays.asList(new Object[COLUMNS]), expectedRow(1));
        writer.reset(40);
        assertThat(cells(writer)).hasSize(40).containsOnly(Arrays.asList(new Object[COLUMNS]));
    }

    @Test
    void aStreamNeedNotBeginWithItsRegion() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 1);
        setRow(writer, 0);
        Region region = Region.allocate(writer.sizeBytes() + 192);
        writer.writeTo(region, 128);

        assertThat(Cells.of(RecordBatchStream.open(region.slice(128, region.length() - 128))))
                .containsExactly(expectedRow(0));
    }

    @Test
    void metadataCanBeReplacedInPlace() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 0);
        writer.setMetadata("dal:deadline", "12345678901234567890");

        assertThat(RecordBatchStream.open(written(writer)).schema().getCustomMetadata())
                .containsExactlyInAnyOrderEntriesOf(Map.of("proc:func", "all", "dal:deadline", "12345678901234567890"));
        assertThatThrownBy(() -> writer.setMetadata("dal:deadline", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of 'dal:deadline' has 1 bytes; expected as many as were encoded: 20.");
        assertThatThrownBy(() -> writer.setMetadata("dal:to", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The schema has no metadata 'dal:to'.");
    }

    @Test
    void manyRowsAreWrittenInOneBatch() {
        Schema schema = new Schema(List.of(
                Field.notNullable("x", new ArrowType.Int(64, true)),
                Field.notNullable("id", new ArrowType.FixedSizeBinary(20))));
        RecordBatchWriter writer = new RecordBatchWriter(schema, 10_000);
        for (int row = 0; row < 10_000; row++) {
            writer.setLong(0, row, row);
            writer.setObjectId(1, row, ObjectId.of(row, -row, row));
        }

        RecordBatchReader batch =
                RecordBatchStream.open(written(writer)).batches().get(0);

        assertThat(batch.rowCount()).isEqualTo(10_000);
        for (int row = 0; row < 10_000; row++) {
            assertThat(batch.getLong(0, row)).isEqualTo(row);
            assertThat(batch.getObjectId(1, row)).isEqualTo(ObjectId.of(row, -row, row));
        }
    }

    @Test
    void cellsOutsideAreRefused() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 2);
        for (int row : new int[] {-1, 2}) {
            assertThatThrownBy(() -> setRow(writer, row)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> writer.setString(11, row, ""))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining(row + " out of bounds for length 2");
            assertThatThrownBy(() -> writer.setNull(4, row)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> writer.setLong(COLUMNS, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void otherTypesThanTheColumnsAreRefused() {
        RecordBatchWriter writer = new RecordBatchWriter(ALL, 1);

        assertThatThrownBy(() -> writer.setDouble(6, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'uint64' holds Int(64, false), which is accessed as LONG; it was accessed as"
                        + " DOUBLE.");
        assertThatThrownBy(() -> writer.setBytes(11, 0, new byte[1])).hasMessageContaining("accessed as BYTES");
        assertThatThrownBy(() -> writer.setBytes(6, 0, new byte[8])).hasMessageContaining("accessed as FIXED_BYTES");
        assertThatThrownBy(() -> writer.setString(12, 0, "")).hasMessageContaining("accessed as STRING");
        assertThatThrownBy(() -> writer.setBytes(13, 0, new byte[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'fixed' has cells of 3 bytes; found a value of 4 bytes.");
        assertThatThrownBy(() -> writer.setObjectId(13, 0, ID)).hasMessageContaining("found a value of 20 bytes");
    }

    @Test
    void impossibleBatchesAreRefused() {
        Schema strict = new Schema(List.of(Field.notNullable("x", new ArrowType.Int(64, true))));
        assertThatThrownBy(() -> new RecordBatchWriter(strict, 1).setNull(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'x' is declared without nulls.");
        assertThatThrownBy(() -> new RecordBatchWriter(strict, -1))
                .hasMessageContaining("found -1; expected 0 or more");
        assertThatThrownBy(() -> new RecordBatchWriter(strict, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would have 17179869176 bytes in one batch");
        assertCannotBeWritten(
                Field.nullable("l", ArrowType.List.INSTANCE),
                "Column 'l' of type list: found 0 children; expected one, the elements.");
        assertCannotBeWritten(
                Field.notNullable("n", ArrowType.Null.INSTANCE), "Column 'n' of type null is declared without nulls.");
        assertCannotBeWritten(
                Field.nullable("u", ArrowType.LargeUtf8.INSTANCE),
                "Column 'u' of type LargeUtf8 cannot be written here.");
    }

    private static void assertCannotBeWritten(Field field, String message) {
        assertThatThrownBy(() -> new RecordBatchWriter(new Schema(List.of(field)), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
