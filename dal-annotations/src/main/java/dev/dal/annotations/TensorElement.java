package dev.dal.annotations;

/** Element types of tensors for which Java has no type of its own, and the Java classes that hold them. */
public enum TensorElement {
    /**
     * The type that the name of the tensor class says: int8 for {@code ByteTensor}, int16 for {@code ShortTensor}, int32
     * for {@code IntTensor}, int64 for {@code LongTensor}, float32 for {@code FloatTensor}, float64 for
     * {@code DoubleTensor}, complex64 for {@code Complex64Tensor}, complex128 for {@code Complex128Tensor}.
     */
    DEFAULT,
    /** Unsigned 8-bit integers in a {@code ByteTensor}. */
    UINT8,
    /** Unsigned 16-bit integers in a {@code ShortTensor}. */
    UINT16,
    /** Unsigned 32-bit integers in an {@code IntTensor}. */
    UINT32,
    /** Unsigned 64-bit integers in a {@code LongTensor}. */
    UINT64,
    /** IEEE 754 half-precision numbers, as their bits, in a {@code ShortTensor}. */
    FLOAT16,
    /** Truth values, one byte each, 0 or 1, in a {@code ByteTensor}. */
    BOOL
}
