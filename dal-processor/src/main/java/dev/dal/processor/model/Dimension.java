package dev.dal.processor.model;

import dev.dal.processor.report.Location;

/**
 * A dimension of a tensor.
 *
 * @param name its name; equal names in a function mean equal lengths
 * @param length its length, as far as it is declared here
 * @param location where it is declared
 */
public record Dimension(String name, Length length, Location location) {

    /**
     * The label in schemas, which do not know lengths that come from parameters.
     *
     * @return {@code name}, or {@code name=3} for a fixed length
     */
    public String schemaLabel() {
        return length instanceof Length.Fixed fixed ? name + "=" + fixed.elements() : name;
    }

    /**
     * The label as it is declared.
     *
     * @return {@code name}, {@code name=3} or {@code name=parameter}
     */
    public String label() {
        return length instanceof Length.Bound bound ? name + "=" + bound.parameter() : schemaLabel();
    }
}
