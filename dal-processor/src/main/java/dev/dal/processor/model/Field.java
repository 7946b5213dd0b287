package dev.dal.processor.model;

/** A field of a call schema: a parameter, or an output that is added. */
public sealed interface Field permits ValueField, TensorField, TableField, ObjectField {

    /**
     * The names of the field.
     *
     * @return its names
     */
    ParameterName name();

    /**
     * Whether the caller provides it.
     *
     * @return false for an output
     */
    boolean isInput();

    /**
     * Whether the caller may leave it out, so that the function sees null.
     *
     * @return whether it is declared so
     */
    default boolean nullable() {
        return nullness().allowed();
    }

    /**
     * Whether it may be null, and by which annotation.
     *
     * @return its declaration
     */
    Nullness nullness();
}
