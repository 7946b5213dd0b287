package dev.dal.value;

import dev.dal.ipc.FormatException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Types of Python's values with the numbers by which pyarrow names the children of its unions. */
enum ValueTag {
    NONE(0, ArrowType.Null.INSTANCE),
    BOOL(1, ArrowType.Bool.INSTANCE),
    INT(2, new ArrowType.Int(Long.SIZE, true)),
    BYTES(4, ArrowType.Binary.INSTANCE),
    STRING(5, ArrowType.Utf8.INSTANCE),
    HALF_FLOAT(6, new ArrowType.FloatingPoint(FloatingPointPrecision.HALF)),
    FLOAT(7, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
    DOUBLE(8, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
    /** Declared in milliseconds, but holds microseconds since 1970-01-01 without a time zone. */
    DATETIME(9, new ArrowType.Date(DateUnit.MILLISECOND)),
    LIST(10, ArrowType.List.INSTANCE),
    /** A list of structs of a key and a value. */
    DICT(11, ArrowType.List.INSTANCE),
    TUPLE(12, ArrowType.List.INSTANCE),
    SET(13, ArrowType.List.INSTANCE),
    /** Index of a dense tensor. */
    TENSOR(14, new ArrowType.Int(Integer.SIZE, true)),
    /** Index of a numpy array. */
    NDARRAY(15, new ArrowType.Int(Integer.SIZE, true)),
    /** Index of a buffer. */
    BUFFER(16, new ArrowType.Int(Integer.SIZE, true));

    private static final Map<Integer, ValueTag> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toMap(tag -> tag.number, Function.identity()));

    private final int number;

    @SuppressWarnings("ImmutableEnumChecker") // Arrow's types are immutable, but not declared so.
    private final ArrowType type;

    ValueTag(int number, ArrowType type) {
        this.number = number;
        this.type = type;
    }

    ArrowType type() {
        return type;
    }

    /** Name of the union's child. */
    String childName() {
        return Integer.toString(number);
    }

    /**
     * The tag of a union's child.
     *
     * @throws FormatException if the name is no number, or the child is of another type than the tag's
     * @throws UnsupportedValueException if the number is of a type that has no form here
     */
    static ValueTag of(String childName, ArrowType type) {
        int number;
        try {
            number = Integer.parseInt(childName);
        } catch (NumberFormatException e) {
            throw new FormatException(
                    "Child of a union of values: found the name '" + childName + "'; expected a number.", e);
        }
        ValueTag tag = BY_NUMBER.get(number);
        if (tag == null) {
            throw new UnsupportedValueException("The object holds a value of pyarrow's type " + number
                    + (number >= 17 && number <= 20 ? ", a sparse tensor" : "")
                    + ", which has no form here. Put a dense array instead.");
        }
        if (!tag.type.equals(type)) {
            throw FormatException.of("Child '" + childName + "' of a union of values", type, tag.type.toString());
        }
        return tag;
    }
}
