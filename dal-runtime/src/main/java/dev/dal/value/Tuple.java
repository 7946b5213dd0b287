package dev.dal.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tuple of Python, which is another thing than a list there.
 *
 * @param elements its elements, unmodifiable; may contain null
 */
public record Tuple(List<@Nullable Object> elements) {

    /**
     * Copies the list.
     *
     * @param elements the elements
     */
    public Tuple {
        elements = Collections.unmodifiableList(new ArrayList<>(elements));
    }

    /**
     * A tuple of some elements.
     *
     * @param elements the elements; may contain null
     * @return the tuple
     */
    public static Tuple of(@Nullable Object... elements) {
        return new Tuple(Arrays.asList(elements));
    }
}
