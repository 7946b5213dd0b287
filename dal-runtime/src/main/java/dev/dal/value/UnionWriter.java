package dev.dal.value;

import dev.dal.tensor.ElementType;
import dev.dal.tensor.Tensor;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Collects values for a dense union: of each value the child it is in, and its index there. */
final class UnionWriter {

    /** Key of what Python restores with code of its own. */
    static final String PYTHON_TYPE_KEY = "_pytype_";

    /** Key of what such a thing is restored from. */
    static final String DATA_KEY = "data";

    static final String BIG_INTEGER = "int";
    static final String NUMPY_ARRAY = "np.array";

    /** Values that Java can nest and Python still reads; pyarrow allows 100 levels, maps take several. */
    static final int DEEPEST = 20;

    private final Attachments attachments;
    private final int depth;
    private final CellBytes types = new CellBytes();
    private final CellBytes offsets = new CellBytes();
    private final Map<ValueTag, Integer> typeIds = new EnumMap<>(ValueTag.class);
    private final Map<ValueTag, CellColumn> columns = new LinkedHashMap<>();
    private int count;

    /**
     * A union without values.
     *
     * @param attachments takes tensors and buffers
     * @param depth number of containers around
     */
    UnionWriter(Attachments attachments, int depth) {
        this.attachments = attachments;
        this.depth = depth;
        column(ValueTag.NONE, CellColumn.Nothing::new);
    }

    /** Number of values. */
    int count() {
        return count;
    }

    ColumnContent content(String name) {
        int[] ids = IntStream.range(0, columns.size()).toArray();
        return new ColumnContent(
                name,
                new ArrowType.Union(UnionMode.Dense, ids),
                count,
                List.of(types.asBuffer(), offsets.asBuffer()),
                columns.values().stream().map(CellColumn::content).toList());
    }

    private <C extends CellColumn> C column(ValueTag tag, Supplier<C> maker) {
        CellColumn column = columns.get(tag);
        if (column == null) {
            typeIds.put(tag, columns.size());
            column = maker.get();
            columns.put(tag, column);
        }
        @SuppressWarnings("unchecked") // each tag has one kind of column
        C same = (C) column;
        return same;
    }

    /** The column for one more value of a type, which is to be added next. */
    private <C extends CellColumn> C next(ValueTag tag, Supplier<C> maker) {
        C column = column(tag, maker);
        types.putByte(typeIds.getOrDefault(tag, 0));
        offsets.putInt(column.count());
        count++;
        return column;
    }

    /**
     * Adds a value.
     *
     * @throws UnsupportedValueException if it has no form that Python reads
     */
    void add(@Nullable Object value) {
        if (value == null) {
            next(ValueTag.NONE, CellColumn.Nothing::new).counted();
        } else if (value instanceof Boolean bool) {
            next(ValueTag.BOOL, CellColumn.Bits::new).add(bool);
        } else if (value instanceof Number number) {
            addNumber(number);
        } else if (value instanceof String text) {
            variable(ValueTag.STRING).add(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof byte[] bytes) {
            variable(ValueTag.BYTES).add(bytes);
        } else if (value instanceof LocalDateTime time) {
            long micros = ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
            numbers(ValueTag.DATETIME).addLong(micros);
        } else if (value instanceof ByteBuffer buffer) {
            numbers(ValueTag.BUFFER).addInt(attachments.add(buffer));
        } else if (value instanceof Tensor tensor) {
            addTensor(tensor);
        } else {
            addContainer(value);
        }
    }

    private CellColumn.Variable variable(ValueTag tag) {
        return next(tag, () -> new CellColumn.Variable(tag));
    }

    private CellColumn.Numbers numbers(ValueTag tag) {
        return next(tag, () -> new CellColumn.Numbers(tag));
    }

    private void addNumber(Number number) {
        if (number instanceof Double real) {
            numbers(ValueTag.DOUBLE).addLong(Double.doubleToRawLongBits(real));
        } else if (number instanceof Float real) {
            numbers(ValueTag.FLOAT).addInt(Float.floatToRawIntBits(real));
        } else if (number instanceof BigInteger big && big.bitLength() >= Long.SIZE) {
            addPython(BIG_INTEGER, big.toString());
        } else if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger) {
            numbers(ValueTag.INT).addLong(number.longValue());
        } else {
            throw unsupported(number);
        }
    }

    /** What numpy's arrays cannot be in Arrow's tensors travels as its bytes and the name of its type. */
    private void addTensor(Tensor tensor) {
        ElementType elements = tensor.type().elementType();
        switch (elements) {
            case BOOL -> addNumpy(tensor, "|b1");
            case COMPLEX64 -> addNumpy(tensor, "<c8");
            case COMPLEX128 -> addNumpy(tensor, "<c16");
            default -> numbers(ValueTag.NDARRAY).addInt(attachments.add(tensor, false));
        }
    }

    private void addNumpy(Tensor tensor, String type) {
        if (tensor.rank() == 0 && tensor.type().elementType().isComplex()) {
            throw new UnsupportedValueException(
                    "A complex tensor without dimensions has no form that numpy restores. Put one of shape (1).");
        }
        addPython(NUMPY_ARRAY, Tuple.of(new Attachments.Bytes(tensor), type));
    }

    /** What Python restores with code of its own. */
    private void addPython(String type, Object data) {
        CellColumn.Entries entries = entries();
        entries.keys.add(DATA_KEY);
        entries.values.add(data);
        entries.keys.add(PYTHON_TYPE_KEY);
        entries.values.add(type);
        entries.endCell(entries.keys.count());
    }

    private void addContainer(Object value) {
        if (value instanceof List<?> list) {
            addSequence(ValueTag.LIST, list);
        } else if (value instanceof Tuple tuple) {
            addSequence(ValueTag.TUPLE, tuple.elements());
        } else if (value instanceof Set<?> set) {
            addSequence(ValueTag.SET, set);
        } else if (value instanceof Map<?, ?> map) {
            addMap(map);
        } else if (value instanceof Attachments.Bytes bytes) {
            numbers(ValueTag.NDARRAY).addInt(attachments.add(bytes.tensor(), true));
        } else {
            throw unsupported(value);
        }
    }

    private void addSequence(ValueTag tag, Collection<?> elements) {
        CellColumn.Sequences sequences = next(tag, () -> new CellColumn.Sequences(tag, inner()));
        elements.forEach(sequences.items::add);
        sequences.endCell(sequences.items.count());
    }

    private void addMap(Map<?, ?> map) {
        if (map.containsKey(PYTHON_TYPE_KEY)) {
            throw new UnsupportedValueException("A map with the key '" + PYTHON_TYPE_KEY
                    + "' cannot be put: Python takes it for an object of a type of that name. Use another key.");
        }
        CellColumn.Entries entries = entries();
        map.forEach((key, value) -> {
            entries.keys.add(key);
            entries.values.add(value);
        });
        entries.endCell(entries.keys.count());
    }

    private CellColumn.Entries entries() {
        return next(ValueTag.DICT, () -> new CellColumn.Entries(inner(), inner()));
    }

    private UnionWriter inner() {
        if (depth == DEEPEST) {
            throw new UnsupportedValueException("A value is nested more than " + DEEPEST
                    + " containers deep, or contains itself. Expected at most " + DEEPEST + ".");
        }
        return new UnionWriter(attachments, depth + 1);
    }

    private static UnsupportedValueException unsupported(Object value) {
        return new UnsupportedValueException(
                "A value of class " + value.getClass().getTypeName()
                        + " cannot be put: Python and Java share no form of it. Expected null, Boolean, Byte, Short, Integer,"
                        + " Long, BigInteger, Float, Double, String, byte[], LocalDateTime, ByteBuffer, Tensor, or a List, Set,"
                        + " Map or Tuple of such.");
    }
}
