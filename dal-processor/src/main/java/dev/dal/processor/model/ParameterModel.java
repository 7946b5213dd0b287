package dev.dal.processor.model;

/** A parameter of a function, in Java. */
public sealed interface ParameterModel
        permits ValueField, TensorField, TableField, ObjectField, ContextParameter, UnreadableParameter {

    /**
     * The names of the parameter.
     *
     * @return its names; of a {@link ContextParameter} the one in the schema has no meaning
     */
    ParameterName name();
}
