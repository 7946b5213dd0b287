package dev.dal.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of tensors: an element type and the class that holds such elements. */
public enum TensorType {
    /** Signed 8-bit integers. */
    INT8("ByteTensor", "TYPE", "DEFAULT"),
    /** Unsigned 8-bit integers. */
    UINT8("ByteTensor", "UINT8", "UINT8"),
    /** Truth values, one byte each. */
    BOOL("ByteTensor", "BOOL", "BOOL"),
    /** Signed 16-bit integers. */
    INT16("ShortTensor", "TYPE", "DEFAULT"),
    /** Unsigned 16-bit integers. */
    UINT16("ShortTensor", "UINT16", "UINT16"),
    /** Half-precision numbers. */
    FLOAT16("ShortTensor", "FLOAT16", "FLOAT16"),
    /** Signed 32-bit integers. */
    INT32("IntTensor", "TYPE", "DEFAULT"),
    /** Unsigned 32-bit integers. */
    UINT32("IntTensor", "UINT32", "UINT32"),
    /** Signed 64-bit integers. */
    INT64("LongTensor", "TYPE", "DEFAULT"),
    /** Unsigned 64-bit integers. */
    UINT64("LongTensor", "UINT64", "UINT64"),
    /** Single-precision numbers. */
    FLOAT32("FloatTensor", "TYPE", "DEFAULT"),
    /** Double-precision numbers. */
    FLOAT64("DoubleTensor", "TYPE", "DEFAULT"),
    /** Pairs of single-precision numbers. */
    COMPLEX64("Complex64Tensor", "TYPE", "DEFAULT"),
    /** Pairs of double-precision numbers. */
    COMPLEX128("Complex128Tensor", "TYPE", "DEFAULT");

    private final String tensorClass;
    private final String constant;
    private final String element;

    TensorType(String tensorClass, String constant, String element) {
        this.tensorClass = tensorClass;
        this.constant = constant;
        this.element = element;
    }

    /**
     * The class of such tensors.
     *
     * @return for example {@code LongTensor}
     */
    public ClassName tensorClass() {
        return RuntimeNames.tensor(tensorClass);
    }

    /**
     * The constant of that class that stands for this type.
     *
     * @return for example {@code TYPE} or {@code UINT64}
     */
    public String constant() {
        return constant;
    }

    /**
     * The name of the element type where the user chooses one.
     *
     * @return the name of a constant of {@code TensorElement}
     */
    public String element() {
        return element;
    }

    /**
     * The name of the element type in schemas.
     *
     * @return for example {@code uint64}
     */
    public String schemaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of a value that is returned as a tensor of rank 0.
     *
     * @return boolean, byte, short, int, long, float or double
     * @throws IllegalStateException if Java has no type for such elements
     */
    public TypeName scalar() {
        return switch (this) {
            case BOOL -> TypeName.BOOLEAN;
            case INT8 -> TypeName.BYTE;
            case INT16 -> TypeName.SHORT;
            case INT32 -> TypeName.INT;
            case INT64 -> TypeName.LONG;
            case FLOAT32 -> TypeName.FLOAT;
            case FLOAT64 -> TypeName.DOUBLE;
            default -> throw new IllegalStateException("Java has no type for " + schemaName());
        };
    }

    /**
     * The types that a class of tensors can hold.
     *
     * @param type any class
     * @return its types, the default first; empty if it is no class of tensors
     */
    public static List<TensorType> of(ClassName type) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.tensorClass().equals(type))
                .toList();
    }

    /**
     * The type whose elements have a chosen name.
     *
     * @param element a constant of {@code TensorElement} other than {@code DEFAULT}
     * @return the type, or nothing for a name that is not known
     */
    public static Optional<TensorType> ofElement(String element) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.element.equals(element))
                .findFirst();
    }

    /**
     * All classes of tensors, for messages.
     *
     * @return their simple names: "ByteTensor, … or Complex128Tensor"
     */
    public static String classNames() {
        String names =
                Arrays.stream(values()).map(type -> type.tensorClass).distinct().collect(Collectors.joining(", "));
        int last = names.lastIndexOf(", ");
        return names.substring(0, last) + " or " + names.substring(last + 2);
    }
}
