package dev.dal.processor.model;

/**
 * A parameter through which the function sees its call. It is not in the schema.
 *
 * @param name its names
 */
public record ContextParameter(ParameterName name) implements ParameterModel {}
