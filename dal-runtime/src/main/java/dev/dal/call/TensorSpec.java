package dev.dal.call;

import dev.dal.tensor.TensorType;
import java.util.List;

/**
 * Which tensor a function expects of a parameter whose schema says only that it is an object.
 *
 * @param name name of the parameter
 * @param type element type and class
 * @param dimensions names of the dimensions, {@code name=N} where a length is fixed; equal names mean equal lengths
 */
public record TensorSpec(String name, TensorType<?> type, List<String> dimensions) {

    /**
     * What a function expects.
     *
     * @param name name of the parameter
     * @param type element type and class
     * @param dimensions names of the dimensions, {@code name=N} where a length is fixed
     * @throws dev.dal.ipc.FormatException if one of them is no dimension
     */
    public TensorSpec {
        dimensions = List.copyOf(dimensions);
        dimensions.forEach(Dimension::parse);
    }

    /**
     * What a function expects.
     *
     * @param name name of the parameter
     * @param type element type and class
     * @param dimensions names of the dimensions, {@code name=N} where a length is fixed; none for a scalar
     * @return the specification
     */
    public static TensorSpec of(String name, TensorType<?> type, String... dimensions) {
        return new TensorSpec(name, type, List.of(dimensions));
    }
}
