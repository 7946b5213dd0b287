package dev.dal.processor.model;

/** How long a dimension is. */
public sealed interface Length {

    /** As long as the tensor that is passed, or that the function makes. */
    Length OPEN = new Open();

    /** As long as every other dimension of that name. */
    record Open() implements Length {}

    /**
     * A number.
     *
     * @param elements the length, at least 1
     */
    record Fixed(long elements) implements Length {}

    /**
     * The value of a parameter.
     *
     * @param parameter its name in Java
     */
    record Bound(String parameter) implements Length {}
}
