package dev.dal.processor.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The dimensions of a tensor, outermost first.
 *
 * @param all those that could be read
 * @param complete whether these are all that were declared; false after a mistake in a label
 */
public record Dimensions(List<Dimension> all, boolean complete) {

    /** No dimensions: one element. */
    public static final Dimensions NONE = new Dimensions(List.of(), true);

    /**
     * The dimensions as they are drawn in messages.
     *
     * @param tensor the name of the tensor
     * @return for example {@code c(i, k=3)}
     */
    public String draw(String tensor) {
        return all.stream().map(Dimension::label).collect(Collectors.joining(", ", tensor + "(", ")"));
    }
}
