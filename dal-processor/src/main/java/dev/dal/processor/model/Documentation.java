package dev.dal.processor.model;

import java.util.Map;
import java.util.Optional;

/**
 * What the user's Javadoc says, ready to be put into another class: without references that resolve only where they were
 * written.
 *
 * @param description the text before the first block tag; may be empty
 * @param parameters the text of each {@code @param}, by name
 * @param result the text of {@code @return}
 * @param deprecated the text of {@code @deprecated}
 */
public record Documentation(
        String description, Map<String, String> parameters, Optional<String> result, Optional<String> deprecated) {

    /** No Javadoc. */
    public static final Documentation NONE = new Documentation("", Map.of(), Optional.empty(), Optional.empty());

    /**
     * The description of a parameter.
     *
     * @param name its name in Java
     * @return the text of its {@code @param}
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
