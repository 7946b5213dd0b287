package dev.dal.value;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.NestedColumn;
import dev.dal.store.memory.Region;
import dev.dal.tensor.Float16;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Reads values out of a dense union. */
final class UnionReader {

    private static final int TYPES = 0;
    private static final int OFFSETS = 1;
    private static final int VALUES = 0;
    private static final int BYTES = 1;

    private final NestedColumn union;
    private final AttachedData attached;
    private final ReadBudget budget;
    private final Map<Integer, Child> children = new HashMap<>();

    /** A child of the union, with the unions below it if it holds containers. */
    private record Child(
            ValueTag tag,
            NestedColumn column,
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
    UnionReader(NestedColumn union, AttachedData attached, ReadBudget budget) {
        this.union = union;
        this.attached = attached;
        this.budget = budget;
        if (!(union.field().getType() instanceof ArrowType.Union type)) {
            throw FormatException.of("Column of values", union.field().getType(), "a dense union");
        }
        int[] ids = type.getTypeIds();
        if (ids != null && ids.length != union.children().size()) {
            throw FormatException.of(
                    "Type ids of a union",
                    ids.length,
                    "one for each of " + union.children().size() + " children");
        }
        for (int i = 0; i < union.children().size(); i++) {
            children.put(ids == null ? i : ids[i], child(union.children().get(i)));
        }
    }

    private Child child(NestedColumn column) {
        ValueTag tag = ValueTag.of(column.field().getName(), column.field().getType());
        return switch (tag) {
            case LIST, TUPLE, SET -> new Child(tag, column, below(column, 0), null);
            case DICT -> {
                NestedColumn entries = childOf(column, 0);
                yield new Child(tag, column, below(entries, 0), below(entries, 1));
            }
            default -> new Child(tag, column, null, null);
        };
    }

    private UnionReader below(NestedColumn column, int index) {
        return new UnionReader(childOf(column, index), attached, budget);
    }

    private static NestedColumn childOf(NestedColumn column, int index) {
        if (index >= column.children().size()) {
            throw FormatException.of(
                    "Children of column '" + column.field().getName() + "'",
                    column.children().size(),
                    "more than " + index);
        }
        return column.children().get(index);
    }

    /** Number of values. */
    int count() {
        return union.length();
    }

    /** The value at an index below the count. */
    @Nullable
    Object get(int index) {
        Child child = childAt(index);
        int cell = cellAt(index, child);
        return switch (child.tag) {
            case NONE -> null;
            case BOOL -> (values(child).getByte(cell >>> 3) >>> (cell & 7) & 1) != 0;
            case INT -> values(child).getLong((long) cell * Long.BYTES);
            case HALF_FLOAT -> Float16.toFloat(values(child).getShort((long) cell * Short.BYTES));
            case FLOAT -> Float.intBitsToFloat(values(child).getInt((long) cell * Integer.BYTES));
            case DOUBLE -> Double.longBitsToDouble(values(child).getLong((long) cell * Long.BYTES));
            case DATETIME -> dateTime(values(child).getLong((long) cell * Long.BYTES));
            case BYTES -> bytes(child, cell);
            case STRING -> new String(bytes(child, cell), StandardCharsets.UTF_8);
            case LIST -> Collections.unmodifiableList(elements(child, cell));
            case TUPLE -> new Tuple(elements(child, cell));
            case SET -> Collections.unmodifiableSet(new LinkedHashSet<>(elements(child, cell)));
            case DICT -> dictionary(child, cell);
            case TENSOR -> attached.tensor(integer(child, cell));
            case NDARRAY -> attached.array(integer(child, cell));
            case BUFFER -> attached.buffer(integer(child, cell));
        };
    }

    /** The type of the value at an index. */
    ValueTag tag(int index) {
        return childAt(index).tag;
    }

    /** Of a value that refers to a tensor or buffer: the index there. */
    int reference(int index) {
        Child child = childAt(index);
        return integer(child, cellAt(index, child));
    }

    /** Of a value that is a list, tuple or set: its elements, and the range of them. */
    Range range(int index) {
        Child child = childAt(index);
        if (child.items == null || child.tag == ValueTag.DICT) {
            throw FormatException.of("Value", child.tag, "a sequence");
        }
        return range(child, cellAt(index, child));
    }

    /** A range of what is in a union. */
    record Range(UnionReader of, int from, int to) {}

    private Child childAt(int index) {
        int typeId = union.buffers().get(TYPES).getByte(index);
        Child child = children.get(typeId);
        if (child == null) {
            throw FormatException.of("Type of value " + index + " of a union", typeId, "one of " + children.keySet());
        }
        budget.spend(0);
        return child;
    }

    private int cellAt(int index, Child child) {
        if (child.tag == ValueTag.NONE) {
            return 0;
        }
        int cell = union.buffers().get(OFFSETS).getInt((long) index * Integer.BYTES);
        if (cell < 0 || cell >= child.column.length()) {
            throw FormatException.of(
                    "Offset of value " + index + " of a union", cell, "0 to " + (child.column.length() - 1));
        }
        return cell;
    }

    private static Region values(Child child) {
        return child.column.buffers().get(VALUES);
    }

    private static int integer(Child child, int cell) {
        return values(child).getInt((long) cell * Integer.BYTES);
    }

    private static LocalDateTime dateTime(long micros) {
        return LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(micros, ChronoUnit.MICROS);
    }

    private byte[] bytes(Child child, int cell) {
        Region content = child.column.buffers().get(BYTES);
        int[] range = offsets(child, cell, content.length());
        budget.spend(range[1] - range[0]);
        return content.bytes(range[0], range[1] - range[0]);
    }

    /** Where a cell of varying length begins and ends. */
    private static int[] offsets(Child child, int cell, long most) {
        Region offsets = child.column.buffers().get(VALUES);
        int from = offsets.getInt((long) cell * Integer.BYTES);
        int to = offsets.getInt((long) (cell + 1) * Integer.BYTES);
        if (from < 0 || to < from || to > most) {
            throw FormatException.of(
                    "Offsets of cell " + cell + " of type " + child.tag, from + " to " + to, "a range in " + most);
        }
        return new int[] {from, to};
    }

    private Range range(Child child, int cell) {
        UnionReader items = below(child.items);
        int[] range = offsets(child, cell, items.count());
        return new Range(items, range[0], range[1]);
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
        Range keys = range(child, cell);
        UnionReader values = below(child.values);
        if (keys.to > values.count()) {
            throw FormatException.of("Values of a dictionary", values.count(), "as many as keys: " + keys.to);
        }
        return new DictionaryReader(keys, values, attached).read();
    }
}
