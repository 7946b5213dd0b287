package dev.dal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.store.ObjectId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

/** Columns of every type, and how they are built from arrays and lists. */
class ColumnsTest {

    private static final Field ITEM = Field.nullable("item", ArrowType.Utf8.INSTANCE);

    private static Column column(Object values) {
        return stored(Table.ofColumns(Map.of("c", values)), 3);
    }

    private static Column column(ArrowType type, Object... values) {
        return column(new Field("c", FieldType.nullable(type), List.of()), values);
    }

    private static Column column(Field field, Object... values) {
        return stored(Table.ofColumns(TableType.of(new Schema(List.of(field))), Map.of("c", Arrays.asList(values))), 3);
    }

    /** The column as it comes out of an object of several batches. */
    private static Column stored(Table<?> table, long maxBatchRows) {
        return Rows.stored(table, TableType.UNTYPED, maxBatchRows).column("c");
    }

    @Test
    void primitivesAreReadOneByOneAndAtOnce() {
        long[] longs = {1, -2, Long.MIN_VALUE, Long.MAX_VALUE, 5, 6, 7};
        LongColumn column = (LongColumn) column(longs);
        for (int i = 0; i < longs.length; i++) {
            assertThat(column.get(i)).isEqualTo(longs[i]);
        }
        assertThat(column.toArray()).containsExactly(longs);
        assertThat(column.toValues()).isEqualTo(longs);
        assertThat(column.slice(2, 3).toArray()).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE, 5);
        assertThat(column.slice(1, 5).slice(2, 2).get(1)).isEqualTo(5);
        assertThat(column.slice(7, 0).length()).isZero();
        assertThatThrownBy(() -> column.slice(2, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(column).hasToString("Column 'c' int64 of 7 cells");

        assertThat(((IntColumn) column(new int[] {1, 2, 3, 4})).toArray()).containsExactly(1, 2, 3, 4);
        assertThat(((ShortColumn) column(new short[] {1, 2, 3, 4})).toArray()).containsExactly(1, 2, 3, 4);
        assertThat(((ByteColumn) column(new byte[] {1, 2, 3, 4})).toArray()).containsExactly(1, 2, 3, 4);
        assertThat(((FloatColumn) column(new float[] {1, 2, 3, Float.NaN})).toArray())
                .containsExactly(1, 2, 3, Float.NaN);
        assertThat(((DoubleColumn) column(new double[] {1, 2, 3, -0.0})).toArray())
                .containsExactly(1, 2, 3, -0.0);
        assertThat(((BooleanColumn) column(new boolean[] {true, false, false, true})).toArray())
                .containsExactly(true, false, false, true);
        assertThat(((FloatColumn) column(new float[] {1, 2, 3, 4})).get(3)).isEqualTo(4);
        assertThat(((ByteColumn) column(new byte[] {1, 2, 3, 4})).get(3)).isEqualTo((byte) 4);
        assertThat(((ShortColumn) column(new short[] {1, 2, 3, 4})).get(0)).isEqualTo((short) 1);
        assertThat(((BooleanColumn) column(new boolean[9])).slice(8, 1).get(0)).isFalse();
    }

    @Test
    void nullsAreFoundWhereverTheyAre() {
        for (int nullAt = 0; nullAt < 9; nullAt++) {
            List<Object> values = new ArrayList<>(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
            values.set(nullAt, null);
            LongColumn column = (LongColumn) column(values);
            assertThat(column.nullCount()).isEqualTo(1);
            assertThat(column.toList()).isEqualTo(values);
            assertThat(column.toValues()).isEqualTo(values);
            for (int i = 0; i < 9; i++) {
                assertThat(column.isNull(i)).isEqualTo(i == nullAt);
                assertThat(column.getObject(i)).isEqualTo(values.get(i));
                assertThat(column.slice(i, 9 - i).nullCount()).isEqualTo(i <= nullAt ? 1 : 0);
            }
            int index = nullAt;
            assertThatThrownBy(() -> column.get(index))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Column 'c' is null in row");
            assertThatThrownBy(column::toArray)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Column 'c' has 1 nulls, which an array of primitives cannot hold; ask isNull, or use"
                            + " toList().");
            assertThat(column.slice(0, nullAt).toArray()).hasSize(nullAt);
        }
    }

    @Test
    void onlyNulls() {
        Column untyped = column(Arrays.asList(null, null, null, null));
        assertThat(untyped.nullCount()).isEqualTo(4);
        assertThat(untyped.isNull(3)).isTrue();
        assertThat(untyped.toList()).containsOnlyNulls().hasSize(4);
        assertThat(untyped.slice(1, 2).length()).isEqualTo(2);
        assertThat(column(new ArrowType.Int(32, true), null, null, null, null).toList())
                .containsOnlyNulls();
        assertThat(column(List.of()).toList()).isEmpty();
    }

    @Test
    void unsignedNumbersComeInWiderTypes() {
        assertThat(column(new ArrowType.Int(8, false), 0, 255, null, (short) 128)
                        .toList())
                .containsExactly((short) 0, (short) 255, null, (short) 128);
        assertThat(column(new ArrowType.Int(16, false), 65535).toList()).containsExactly(65535);
        assertThat(column(new ArrowType.Int(32, false), 4_294_967_295L).toList())
                .containsExactly(4_294_967_295L);
        BigInteger most = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
        LongColumn longs = (LongColumn) column(new ArrowType.Int(64, false), most, 7L);
        assertThat(longs.toValues()).isEqualTo(List.of(most, BigInteger.valueOf(7)));
        assertThat(longs.get(0)).isEqualTo(-1);

        assertRefused(new ArrowType.Int(8, false), 256, "found Integer 256; expected a value for uint8.");
        assertRefused(new ArrowType.Int(8, false), -1, "found Integer -1; expected a value for uint8.");
        assertRefused(new ArrowType.Int(8, true), 128, "found Integer 128; expected a value for int8.");
        assertRefused(new ArrowType.Int(64, false), most.add(BigInteger.ONE), "expected a value for uint64.");
        assertRefused(new ArrowType.Int(64, true), 1.0, "found Double 1.0; expected a value for int64.");
        assertRefused(new ArrowType.Int(64, true), "1", "found a value of type String; expected a value for int64.");
    }

    private static void assertRefused(ArrowType type, Object value, String message) {
        assertThatThrownBy(() -> column(type, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void realNumbersAreConvertedBetweenWidths() {
        assertThat(column(new ArrowType.FloatingPoint(FloatingPointPrecision.HALF), 1.5f, 65504, null, 0.1)
                        .toList())
                .containsExactly(1.5f, 65504f, null, 0.099975586f);
        assertThat(column(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), 1, 2f, 3.5, 4L)
                        .toList())
                .containsExactly(1.0, 2.0, 3.5, 4.0);
        assertRefused(
                new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), BigDecimal.ONE, "a value for float64.");
    }

    @Test
    void timesHaveUnitsAndZones() {
        Instant instant = Instant.parse("1969-12-31T23:59:58.123Z");
        for (TimeUnit unit : TimeUnit.values()) {
            Instant rounded = unit == TimeUnit.SECOND ? Instant.ofEpochSecond(-2) : instant;
            Column zoned = column(new ArrowType.Timestamp(unit, "Europe/Berlin"), rounded, null);
            assertThat(zoned.toList()).containsExactly(rounded, null);
            assertThat(((LongColumn) zoned).getInstant(0)).isEqualTo(rounded);
            LocalDateTime local = LocalDateTime.parse("2500-01-01T00:00:00");
            if (unit != TimeUnit.NANOSECOND) {
                assertThat(column(new ArrowType.Timestamp(unit, null), local).toList())
                        .containsExactly(local);
            }
            Duration negative = unit == TimeUnit.SECOND ? Duration.ofSeconds(-3) : Duration.ofMillis(-1);
            LongColumn took = (LongColumn) column(new ArrowType.Duration(unit), negative, Duration.ZERO);
            assertThat(took.toList()).containsExactly(negative, Duration.ZERO);
            assertThat(took.getDuration(0)).isEqualTo(negative);
            assertThatThrownBy(() -> took.getInstant(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("; expected a timestamp.");
        }
        assertRefused(
                new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC"),
                Instant.ofEpochSecond(0, 1),
                "The unit MILLISECOND is too coarse for 1970-01-01T00:00:00.000000001Z; truncate it, or use a finer"
                        + " unit.");
        assertRefused(new ArrowType.Timestamp(TimeUnit.SECOND, null), instant, "a value for timestamp(s).");
        assertThatThrownBy(() -> TimeValues.instant(Long.MIN_VALUE, TimeUnit.SECOND))
                .isInstanceOf(FormatException.class)
                .hasMessage("Timestamp: found -9223372036854775808 seconds; expected at most a billion years from"
                        + " 1970.");
        IntColumn days = (IntColumn) column(new ArrowType.Date(DateUnit.DAY), LocalDate.MIN.plusYears(999_990_000));
        assertThat(days.getDate(0)).isEqualTo(LocalDate.MIN.plusYears(999_990_000));
        assertThat(days.toValues()).isEqualTo(days.toList());
        assertThatThrownBy(() -> ((IntColumn) column(new int[1])).getDate(0))
                .hasMessage("Column 'c': found int32; expected a date32.");
    }

    @Test
    void bytesAndTextAreCopied() {
        byte[] bytes = {1, 2, 3};
        BinaryColumn binary = (BinaryColumn) column(Arrays.asList(bytes, new byte[0], null, bytes));
        assertThat(binary.get(3)).containsExactly(1, 2, 3);
        assertThat(binary.get(1)).isEmpty();
        assertThat(((BinaryColumn) column(new ArrowType.FixedSizeBinary(3), bytes, null)).get(0))
                .containsExactly(1, 2, 3);
        assertThat(column(new ArrowType.FixedSizeBinary(3), bytes, null).getObject(1))
                .isNull();
        ObjectId id = ObjectId.of(1, 2, 3);
        BinaryColumn ids = (BinaryColumn) column(new ObjectId[] {id, id});
        assertThat(ids.getObjectId(1)).isEqualTo(id);
        assertThat(ids.toList()).containsExactly(id, id);
        assertThat(ids.get(0)).hasSize(20);
        StringColumn text = (StringColumn) column(new String[] {"ä", "", "\uFFFD", "𝄞x"});
        assertThat(text.get(0)).isEqualTo("ä");
        assertThat(text.get(2)).isEqualTo("\uFFFD");
        assertThat(text.getBytes(3)).isEqualTo("𝄞x".getBytes(StandardCharsets.UTF_8));
        assertRefused(new ArrowType.FixedSizeBinary(3), new byte[4], "found a value of 4 bytes.");
    }

    @Test
    void listsAreColumnsOfTheirOwn() {
        ListColumn lists = (ListColumn) column(Arrays.asList(
                List.of(1.0, 2.0), List.of(), null, Arrays.asList(3.0, null), List.of(4.0), List.of(5.0, 6.0, 7.0)));

        assertThat(lists.get(0, DoubleColumn.class).toArray()).containsExactly(1, 2);
        assertThat(lists.get(1).length()).isZero();
        assertThat(lists.elementCount(2)).isZero();
        assertThat(lists.elementCount(5)).isEqualTo(3);
        assertThat(lists.get(3).isNull(1)).isTrue();
        assertThat(lists.get(5, DoubleColumn.class).get(2)).isEqualTo(7);
        assertThat(lists.elements().toList()).containsExactly(1.0, 2.0, 3.0, null, 4.0, 5.0, 6.0, 7.0);
        assertThat(lists.slice(4, 2).elements().toList()).containsExactly(4.0, 5.0, 6.0, 7.0);
        assertThat(lists.getObject(3)).isEqualTo(Arrays.asList(3.0, null));
        assertThatThrownBy(() -> lists.get(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Column 'c' is null in row 2; ask isNull first.");
        assertThatThrownBy(() -> lists.get(0, LongColumn.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'item': found float64, which is a DoubleColumn; expected a LongColumn.");
        assertThatThrownBy(() -> lists.get(6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> lists.get(0, DoubleColumn.class).get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void listsInListsInStructs() {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Map<String, Object> struct = new LinkedHashMap<>();
            struct.put("id", i);
            struct.put("deep", i % 4 == 0 ? null : List.of(List.of("a" + i), List.of(), List.of("b", "c" + i)));
            values.add(i % 5 == 3 ? null : struct);
        }
        StructColumn structs = (StructColumn) column(values);

        assertThat(structs.toList()).isEqualTo(values);
        assertThat(structs.nullCount()).isEqualTo(2);
        assertThat(structs.member("id", IntColumn.class).get(9)).isEqualTo(9);
        ListColumn deep = structs.member("deep", ListColumn.class);
        assertThat(deep.get(9, ListColumn.class).get(2, StringColumn.class).get(1))
                .isEqualTo("c9");
        assertThat(structs.slice(7, 3).member("id").toList()).containsExactly(7, null, 9);
        assertThatThrownBy(() -> structs.member("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'c' has no member 'x'; there are [id, deep].");
    }

    @Test
    void arraysOfArraysAreLists() {
        ListColumn matrix = (ListColumn) column(new int[][] {{1, 2}, {}, {3}, {4}});
        assertThat(matrix.field().getChildren().get(0).isNullable()).isFalse();
        assertThat(matrix.elements()).isInstanceOf(IntColumn.class);
        assertThat(matrix.toList()).containsExactly(List.of(1, 2), List.of(), List.of(3), List.of(4));
        assertThat(column(new String[][] {{"a"}, null, {null}}).toList())
                .containsExactly(List.of("a"), null, Arrays.asList((Object) null));
        assertThat(column(new Field("c", FieldType.nullable(ArrowType.List.INSTANCE), List.of(ITEM)), List.of("x"))
                        .toList())
                .containsExactly(List.of("x"));
    }

    @Test
    void columnsOfOtherTablesCanBeUsed() {
        LongColumn longs = (LongColumn) column(new long[] {1, 2, 3, 4, 5});
        Table<?> table = Table.ofColumns(Map.of("d", longs.slice(1, 3)));

        assertThat(table.asMap().get("d")).isEqualTo(new long[] {2, 3, 4});
    }

    @Test
    void whatHasNoCommonTypeIsRefused() {
        assertColumnsRefused(
                Map.of("a", List.of(1, 2L)), "Column 'a': found Integer and Long; expected values of one type.");
        assertColumnsRefused(
                Map.of("a", List.of(List.of(1), 2)), "found lists and Integer; expected values of one type.");
        assertColumnsRefused(
                Map.of("a", List.of(new int[1], new long[1])),
                "found arrays of different types; expected arrays of one type.");
        assertColumnsRefused(
                Map.of("a", List.of(new int[1], List.of(1))), "found arrays of primitives and lists; expected either.");
        assertColumnsRefused(
                Map.of("a", List.of(new Object())), "found Object; expected values of a type that columns have.");
        assertColumnsRefused(Map.of("a", "text"), "found a java.lang.String; expected an array, a List or a Column.");
        assertColumnsRefused(
                Map.of("a", new char[1]), "Column 'a': found char[]; expected elements of a type that columns have.");
        assertColumnsRefused(Map.of(), "A table is made of at least one column; found none.");
        Map<String, Object> uneven = new LinkedHashMap<>();
        uneven.put("a", new int[2]);
        uneven.put("b", List.of("x"));
        assertColumnsRefused(uneven, "Column 'b': found 1 values; expected 2, as column 'a' has.");
        assertThatThrownBy(() -> Table.ofColumns(Rows.ANTENNA, Map.of("id", new int[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'name': found none among [id]; expected values for utf8.");
    }

    private static void assertColumnsRefused(Map<String, ?> columns, String message) {
        assertThatThrownBy(() -> Table.ofColumns(columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void rowsOfAnUntypedTableAreMaps() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("n", new int[] {1, 2});
        columns.put("t", Arrays.asList("a", null));
        Table<Map<String, Object>> table = Table.ofColumns(columns);
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("n", 2);
        second.put("t", null);

        assertThat(table.asRecords()).containsExactly(Map.of("n", 1, "t", "a"), second);
        TableType<Map<String, Object>> typed = TableType.of(table.schema());
        assertThat(Table.of(typed, table.asRecords()).asRecords()).isEqualTo(table.asRecords());
    }
}
