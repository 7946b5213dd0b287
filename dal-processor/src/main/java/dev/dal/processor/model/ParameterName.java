package dev.dal.processor.model;

import dev.dal.processor.report.Location;

/**
 * The names of a parameter or of an automatic output.
 *
 * @param java its name in Java
 * @param schema its name in the schema, unique in a function
 * @param location where the schema's name is written: the annotation's value, or the parameter
 */
public record ParameterName(String java, String schema, Location location) {}
