package dev.dal.processor.model;

/**
 * A parameter about which a mistake was reported. It keeps what is known, so that other mistakes of the same function
 * are found in the same round, and none that follow from the first.
 *
 * @param name its names
 * @param dimensions what its annotation says of dimensions; not complete if that is not certain
 */
public record UnreadableParameter(ParameterName name, Dimensions dimensions) implements ParameterModel {}
