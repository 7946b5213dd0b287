package dev.dal.ipc;

import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Schemas and cells at random, of every type that can be written. */
final class RandomColumns {

    private static final List<ArrowType> FLAT = List.of(
            new ArrowType.Bool(),
            new ArrowType.Int(8, true),
            new ArrowType.Int(8, false),
            new ArrowType.Int(16, true),
            new ArrowType.Int(32, true),
            new ArrowType.Int(64, true),
            new ArrowType.Int(64, false),
            new ArrowType.FloatingPoint(FloatingPointPrecision.HALF),
            new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
            new ArrowType.Utf8(),
            new ArrowType.Binary(),
            new ArrowType.FixedSizeBinary(20),
            new ArrowType.FixedSizeBinary(3),
            new ArrowType.FixedSizeBinary(0),
            new ArrowType.Date(DateUnit.DAY),
            new ArrowType.Date(DateUnit.MILLISECOND),
            new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Europe/Berlin"),
            new ArrowType.Timestamp(TimeUnit.SECOND, null),
            new ArrowType.Duration(TimeUnit.MILLISECOND));

    private final Random random;

    RandomColumns(long seed) {
        this.random = new Random(seed);
    }

    /** A schema of up to 6 columns, nested up to three levels deep. */
    Schema schema() {
        List<Field> fields = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            fields.add(field("c" + i, 3));
        }
        return new Schema(fields);
    }

    private Field field(String name, int depth) {
        boolean nullable = random.nextBoolean();
        int choice = random.nextInt(depth == 0 ? 6 : 10);
        if (choice < 6) {
            return new Field(name, new FieldType(nullable, FLAT.get(random.nextInt(FLAT.size())), null), List.of());
        }
        if (choice == 6) {
            return new Field(name, FieldType.nullable(ArrowType.Null.INSTANCE), List.of());
        }
        if (choice < 9) {
            FieldType list = new FieldType(nullable, ArrowType.List.INSTANCE, null);
            return new Field(name, list, List.of(field("item", depth - 1)));
        }
        List<Field> members = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            members.add(field("m" + i, depth - 1));
        }
        return new Field(name, new FieldType(nullable, ArrowType.Struct.INSTANCE, null), members);
    }

    /** Sets cells of all columns; returns what they are, row by row, in the form of {@link Cells}. */
    List<List<Object>> fill(Schema schema, RecordBatchWriter writer) {
        List<List<Object>> rows = new ArrayList<>();
        int columns = schema.getFields().size();
        for (int row = 0; row < writer.rowCount(); row++) {
            List<Object> cells = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                cells.add(cell(writer.column(column), row));
            }
            rows.add(cells);
        }
        return rows;
    }

    private Object cell(ColumnWriter column, int row) {
        Field field = column.field();
        if (field.getType().equals(ArrowType.Null.INSTANCE)) {
            return null;
        }
        if (field.isNullable() && random.nextInt(3) == 0) {
            return null;
        }
        return value(column, row);
    }

    private Object value(ColumnWriter column, int row) {
        ArrowType type = column.field().getType();
        switch (ColumnKind.of(type)) {
            case BOOLEAN -> {
                boolean value = random.nextBoolean();
                column.setBoolean(row, value);
                return value;
            }
            case BYTE -> {
                byte value = (byte) random.nextInt();
                column.setByte(row, value);
                return value;
            }
            case SHORT -> {
                short value = (short) random.nextInt();
                column.setShort(row, value);
                return value;
            }
            case INT -> {
                int value = random.nextInt();
                column.setInt(row, value);
                return value;
            }
            case LONG -> {
                long value = random.nextLong();
                column.setLong(row, value);
                return value;
            }
            case FLOAT -> {
                float value = (float) random.nextGaussian();
                column.setFloat(row, value);
                return value;
            }
            case DOUBLE -> {
                double value = random.nextGaussian();
                column.setDouble(row, value);
                return value;
            }
            case STRING -> {
                String value = "ä€𝄞x".substring(random.nextInt(2)).repeat(random.nextInt(4));
                column.setString(row, value);
                return value;
            }
            case BYTES, FIXED_BYTES -> {
                int length = type instanceof ArrowType.FixedSizeBinary fixed ? fixed.getByteWidth() : random.nextInt(5);
                byte[] value = new byte[length];
                random.nextBytes(value);
                column.setBytes(row, value);
                return length == 20 ? ObjectId.of(value) : HexFormat.of().formatHex(value);
            }
            case LIST -> {
                int count = random.nextInt(4);
                int start = column.setList(row, count);
                List<Object> elements = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    elements.add(cell(column.children().get(0), start + i));
                }
                return elements;
            }
            case STRUCT -> {
                column.setStruct(row);
                List<Object> members = new ArrayList<>();
                for (ColumnWriter member : column.children()) {
                    members.add(cell(member, row));
                }
                return members;
            }
            default -> throw new AssertionError(type);
        }
    }
}
