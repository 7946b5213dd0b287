package dev.dal.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** What a tensor's elements are; names and forms are those of dal-format.md sections 2 and 4. All little-endian. */
public enum ElementType {
    /** One byte, 0 or 1; stored as uint8. */
    BOOL("bool", 1, integer(8, false)),
    /** Signed, 8 bits. */
    INT8("int8", 1, integer(8, true)),
    /** Signed, 16 bits. */
    INT16("int16", 2, integer(16, true)),
    /** Signed, 32 bits. */
    INT32("int32", 4, integer(32, true)),
    /** Signed, 64 bits. */
    INT64("int64", 8, integer(64, true)),
    /** Unsigned, 8 bits. */
    UINT8("uint8", 1, integer(8, false)),
    /** Unsigned, 16 bits. */
    UINT16("uint16", 2, integer(16, false)),
    /** Unsigned, 32 bits. */
    UINT32("uint32", 4, integer(32, false)),
    /** Unsigned, 64 bits. */
    UINT64("uint64", 8, integer(64, false)),
    /** IEEE 754 half precision. */
    FLOAT16("float16", 2, real(FloatingPointPrecision.HALF)),
    /** IEEE 754 single precision. */
    FLOAT32("float32", 4, real(FloatingPointPrecision.SINGLE)),
    /** IEEE 754 double precision. */
    FLOAT64("float64", 8, real(FloatingPointPrecision.DOUBLE)),
    /** Two float32: real part, imaginary part; stored as float32 with one more, innermost dimension of length 2. */
    COMPLEX64("complex64", 8, real(FloatingPointPrecision.SINGLE)),
    /** Two float64: real part, imaginary part; stored as float64 with one more, innermost dimension of length 2. */
    COMPLEX128("complex128", 16, real(FloatingPointPrecision.DOUBLE));

    private final String schemaName;
    private final int sizeBytes;

    @SuppressWarnings("ImmutableEnumChecker") // Integers and reals of Arrow are immutable, though not declared so.
    private final ArrowType arrowType;

    ElementType(String schemaName, int sizeBytes, ArrowType arrowType) {
        this.schemaName = schemaName;
        this.sizeBytes = sizeBytes;
        this.arrowType = arrowType;
    }

    private static ArrowType integer(int bits, boolean signed) {
        return new ArrowType.Int(bits, signed);
    }

    private static ArrowType real(FloatingPointPrecision precision) {
        return new ArrowType.FloatingPoint(precision);
    }

    /**
     * The element type with a name.
     *
     * @param schemaName as in call schemas, such as "int64"
     * @return the element type
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ElementType of(String schemaName) {
        for (ElementType type : values()) {
            if (type.schemaName.equals(schemaName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Element type: found '" + schemaName + "'; expected one of "
                + Arrays.stream(values()).map(ElementType::schemaName).collect(Collectors.joining(", ")) + ".");
    }

    /**
     * The element type that a stored tensor has by itself; what is bool or complex cannot be told from the type alone.
     *
     * @param stored an Arrow type of tensor elements
     * @return an integer or real element type
     * @throws IllegalArgumentException if tensors cannot have such elements
     */
    static ElementType ofStored(ArrowType stored) {
        for (ElementType type : values()) {
            if (type != BOOL && !type.isComplex() && type.arrowType.equals(stored)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Elements of a tensor cannot be " + stored + ".");
    }

    /**
     * Name in call schemas.
     *
     * @return a name such as "int64"
     */
    public String schemaName() {
        return schemaName;
    }

    /**
     * Size of an element.
     *
     * @return bytes; of a complex number both parts
     */
    public int sizeBytes() {
        return sizeBytes;
    }

    /**
     * Arrow's type of what is stored.
     *
     * @return the type; of a complex number that of one part
     */
    public ArrowType arrowType() {
        return arrowType;
    }

    /**
     * Whether elements are complex numbers.
     *
     * @return true for COMPLEX64 and COMPLEX128
     */
    public boolean isComplex() {
        return this == COMPLEX64 || this == COMPLEX128;
    }

    /**
     * Whether elements are integers without sign.
     *
     * @return true for UINT8 to UINT64 and BOOL
     */
    public boolean isUnsigned() {
        return arrowType instanceof ArrowType.Int integer && !integer.getIsSigned();
    }

    /**
     * Size of what is stored as one element.
     *
     * @return bytes; of a complex number those of one part
     */
    int unitBytes() {
        return isComplex() ? sizeBytes / 2 : sizeBytes;
    }

    /**
     * The element type that what is stored has by itself.
     *
     * @return UINT8 for BOOL, the type of a part for complex numbers, this for all others
     */
    ElementType unitType() {
        return switch (this) {
            case BOOL -> UINT8;
            case COMPLEX64 -> FLOAT32;
            case COMPLEX128 -> FLOAT64;
            default -> this;
        };
    }

    /** The name in call schemas. */
    @Override
    public String toString() {
        return schemaName;
    }
}
