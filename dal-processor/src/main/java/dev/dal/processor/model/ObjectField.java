package dev.dal.processor.model;

/**
 * An object of any bytes that goes into a function or comes out of it.
 *
 * @param name its names
 * @param isInput whether the function reads it; it writes it otherwise
 * @param nullness whether it may be left out
 */
public record ObjectField(ParameterName name, boolean isInput, Nullness nullness) implements Field, ParameterModel {}
