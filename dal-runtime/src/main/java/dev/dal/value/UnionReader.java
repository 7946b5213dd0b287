package dev.dal.value;

import dev.dal.ipc.ColumnKind;
import dev.dal.ipc.ColumnReader;
import dev.dal.ipc.FormatException;
import dev.dal.tensor.Float16;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values out of a dense union. */
final class UnionReader {

    private final ColumnReader union;
    private final AttachedData attached;
    private final ReadBudget budget;
    private final List<Child> children = new ArrayList<>();

    /** A child of the union, with the unions below it if it holds containers. */
    private record Child(
            ValueTag tag,
            ColumnReader column,
            @Nullable UnionReader items,
            @Nullable UnionReader values) {}

    /**
     * A reader.
     *
     * @param union the column
     * @param attached tensors and buffers
     * @param budget bounds what is made
     * @throws FormatException if the column is not made as pyarrow does
     * @throws UnsupportedValueException if it may hold values that have no form here
     */
    UnionReader(ColumnReader union, AttachedData attached, ReadBudget budget) {
        this.union = union;
        this.attached = attached;
        this.budget = budget;
        if (union.kind() != ColumnKind.UNION) {
            throw FormatException.of("Column of values", union.field().getType(), "a dense union");
        }
        for (ColumnReader column : union.children()) {
            children.add(child(column));
        }
    }

    private Child child(ColumnReader column) {
        ValueTag tag = ValueTag.of(column.field().getName(), column.field().getType());
        if (tag != ValueTag.NONE) {
            requireNoNulls(column);
        }
        return switch (tag) {
            case LIST, TUPLE, SET -> new Child(tag, column, below(column, 0), null);
            case DICT -> {
                ColumnReader entries = column.children().get(0);
                requireStruct(entries);
                yield new Child(tag, column, below(entries, 0), below(entries, 1));
            }
            default -> new Child(tag, column, null, null);
        };
    }

    private static void requireNoNulls(ColumnReader column) {
        if (column.nullCount() > 0) {
            throw FormatException.of(
                    "Child '" + column.field().getName() + "' of a union of values",
                    column.nullCount() + " nulls",
                    "none");
        }
    }

    private static void requireStruct(ColumnReader entries) {
        if (entries.kind() != ColumnKind.STRUCT || entries.children().size() < 2) {
            throw FormatException.of(
                    "Entries of dictionaries", entries.field(), "a struct of two unions, of keys and of values");
        }
    }

    private UnionReader below(ColumnReader column, int index) {
        return new UnionReader(column.children().get(index), attached, budget);
    }

    /** Number of values. */
    int count() {
        return union.rowCount();
    }

    /** The value at an index below the count. */
    @Nullable
    Object get(int index) {
        Child child = childAt(index);
        if (child.tag == ValueTag.NONE) {
            return null;
        }
        int cell = union.unionCell(index);
        ColumnReader column = child.column;
        return switch (child.tag) {
            case NONE -> null;
            case BOOL -> column.getBoolean(cell);
            case INT -> column.getLong(cell);
            case HALF_FLOAT -> Float16.toFloat(column.getShort(cell));
            case FLOAT -> column.getFloat(cell);
            case DOUBLE -> column.getDouble(cell);
            case DATETIME -> dateTime(column.getLong(cell));
            case BYTES -> bytes(column, cell);
            case STRING -> string(column, cell);
            case LIST -> Collections.unmodifiableList(elements(child, cell));
            case TUPLE -> new Tuple(elements(child, cell));
            case SET -> Collections.unmodifiableSet(new LinkedHashSet<>(elements(child, cell)));
            case DICT -> dictionary(child, cell);
            case TENSOR -> attached.tensor(column.getInt(cell));
            case NDARRAY -> attached.array(column.getInt(cell));
            case BUFFER -> attached.buffer(column.getInt(cell));
        };
    }

    /** The type of the value at an index. */
    ValueTag tag(int index) {
        return childAt(index).tag;
    }

    /** Of a value that refers to a tensor or buffer: the index there. */
    int reference(int index) {
        return childAt(index).column.getInt(union.unionCell(index));
    }

    /** Of a value that is a list, tuple or set: its elements, and the range of them. */
    Range range(int index) {
        Child child = childAt(index);
        if (child.items == null || child.tag == ValueTag.DICT) {
            throw FormatException.of("Value", child.tag, "a sequence");
        }
        return range(child, union.unionCell(index));
    }

    /** A range of what is in a union. */
    record Range(UnionReader of, int from, int to) {}

    private Child childAt(int index) {
        budget.spend(0);
        return children.get(union.unionChild(index));
    }

    private static LocalDateTime dateTime(long micros) {
        return LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(micros, ChronoUnit.MICROS);
    }

    private byte[] bytes(ColumnReader column, int cell) {
        byte[] bytes = column.getBytes(cell);
        budget.spend(bytes.length);
        return bytes;
    }

    private String string(ColumnReader column, int cell) {
        String text = column.getString(cell);
        budget.spend(text.length());
        return text;
    }

    private static Range range(Child child, int cell) {
        return new Range(below(child.items), child.column.listStart(cell), child.column.listEnd(cell));
    }

    private static UnionReader below(@Nullable UnionReader reader) {
        if (reader == null) {
            throw new IllegalStateException("a container without a union below");
        }
        return reader;
    }

    private List<@Nullable Object> elements(Child child, int cell) {
        Range range = range(child, cell);
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = range.from; i < range.to; i++) {
            elements.add(range.of.get(i));
        }
        return elements;
    }

    private Object dictionary(Child child, int cell) {
        return new DictionaryReader(range(child, cell), below(child.values), attached).read();
    }
}
