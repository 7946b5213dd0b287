package dev.dal.processor.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the lengths of a function's dimensions are known from before it is called. */
public final class DimensionBindings {

    private final Map<String, Binding> bindings = new LinkedHashMap<>();

    /** A length that is known before the call. */
    public sealed interface Binding {}

    /**
     * A number.
     *
     * @param elements the length
     */
    public record FixedLength(long elements) implements Binding {}

    /**
     * The value of a parameter.
     *
     * @param parameter its name in Java
     */
    public record ParameterLength(String parameter) implements Binding {}

    /**
     * The length of a dimension of an input.
     *
     * @param tensor the input
     * @param index the dimension, counted from 0
     */
    public record InputLength(TensorField tensor, int index) implements Binding {}

    /**
     * Finds the bindings of a function. A number is preferred to a parameter, and that to an input; an input that may be
     * null does not count.
     *
     * @param function a function
     */
    public DimensionBindings(FunctionModel function) {
        List<TensorField> tensors = function.tensors();
        for (TensorField tensor : tensors) {
            for (Dimension dimension : tensor.dimensions().all()) {
                if (dimension.length() instanceof Length.Fixed fixed) {
                    bindings.putIfAbsent(dimension.name(), new FixedLength(fixed.elements()));
                }
            }
        }
        for (TensorField tensor : tensors) {
            for (Dimension dimension : tensor.dimensions().all()) {
                if (dimension.length() instanceof Length.Bound bound) {
                    bindings.putIfAbsent(dimension.name(), new ParameterLength(bound.parameter()));
                }
            }
        }
        tensors.stream()
                .filter(tensor -> tensor.isInput() && !tensor.nullable())
                .forEach(this::addInput);
    }

    private void addInput(TensorField tensor) {
        List<Dimension> dimensions = tensor.dimensions().all();
        for (int i = 0; i < dimensions.size(); i++) {
            bindings.putIfAbsent(dimensions.get(i).name(), new InputLength(tensor, i));
        }
    }

    /**
     * Where a length is known from.
     *
     * @param dimension the name of a dimension
     * @return its length, or nothing if it is not known before the call
     */
    public Optional<Binding> of(String dimension) {
        return Optional.ofNullable(bindings.get(dimension));
    }
}
