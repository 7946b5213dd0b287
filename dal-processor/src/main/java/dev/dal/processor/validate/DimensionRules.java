package dev.dal.processor.validate;

import dev.dal.processor.model.Dimension;
import dev.dal.processor.model.DimensionBindings;
import dev.dal.processor.model.Dimensions;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.UnreadableParameter;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Dimensions of a tensor differ, are not too many, and those of an output are known before the call. */
final class DimensionRules {

    /** The largest rank that tensors may have. */
    private static final int MAX_RANK = 8;

    private final FunctionModel function;
    private final Report report;

    DimensionRules(FunctionModel function, Report report) {
        this.function = function;
        this.report = report;
    }

    void check() {
        for (TensorField tensor : function.tensors()) {
            checkDifferent(tensor);
            checkRank(tensor);
        }
        if (isComplete()) {
            checkBound();
        }
    }

    private void checkDifferent(TensorField tensor) {
        Set<String> seen = new HashSet<>();
        for (Dimension dimension : tensor.dimensions().all()) {
            if (!seen.add(dimension.name())) {
                String name = tensor.name().java();
                report.add(
                        Problem.DUPLICATE_DIMENSION,
                        dimension.location(),
                        dimension.name(),
                        name,
                        function.name().java(),
                        tensor.dimensions().draw(name));
            }
        }
    }

    private void checkRank(TensorField tensor) {
        List<Dimension> dimensions = tensor.dimensions().all();
        if (dimensions.size() > MAX_RANK) {
            report.add(
                    Problem.RANK,
                    dimensions.get(MAX_RANK).location(),
                    tensor.name().java(),
                    function.name().java(),
                    dimensions.size());
        }
    }

    /** Whether all labels could be read, so that a dimension which is not there is missing indeed. */
    private boolean isComplete() {
        return function.tensors().stream()
                        .allMatch(tensor -> tensor.dimensions().complete())
                && function.parameters().stream()
                        .noneMatch(parameter -> parameter instanceof UnreadableParameter unreadable
                                && !unreadable.dimensions().complete());
    }

    private void checkBound() {
        Set<String> unreadable = unreadableDimensions();
        DimensionBindings bindings = new DimensionBindings(function);
        for (TensorField output : function.tensors()) {
            if (output.role() == TensorRole.ALLOCATED) {
                output.dimensions().all().stream()
                        .filter(dimension -> bindings.of(dimension.name()).isEmpty())
                        .filter(dimension -> !unreadable.contains(dimension.name()))
                        .forEach(dimension -> reportUnbound(output, dimension));
            }
        }
    }

    /** Dimensions that would be known if a parameter were right. */
    private Set<String> unreadableDimensions() {
        return function.parameters().stream()
                .filter(UnreadableParameter.class::isInstance)
                .map(parameter -> ((UnreadableParameter) parameter).dimensions())
                .map(Dimensions::all)
                .flatMap(List::stream)
                .map(Dimension::name)
                .collect(Collectors.toSet());
    }

    private void reportUnbound(TensorField output, Dimension dimension) {
        String name = output.name().java();
        String inputs = function.tensors().stream()
                .filter(TensorField::isInput)
                .map(input -> input.dimensions().draw(input.name().java()) + (input.nullable() ? " or null" : ""))
                .collect(Collectors.joining(", "));
        report.add(
                Problem.UNBOUND_DIMENSION,
                dimension.location(),
                dimension.name(),
                name,
                function.name().java(),
                name,
                output.dimensions().draw(name),
                inputs.isEmpty() ? "none" : inputs,
                output.type().tensorClass().simpleName(),
                dimension.name(),
                suggestion(dimension.name()));
    }

    /** The dimension of an input that was meant; short names are all alike. */
    private String suggestion(String name) {
        List<String> known = function.tensors().stream()
                .filter(TensorField::isInput)
                .flatMap(input -> input.dimensions().all().stream())
                .map(Dimension::name)
                .toList();
        return Spelling.nearest(name, known)
                .filter(nearest -> name.length() > 2)
                .map(nearest -> " Did you mean '" + nearest + "'?")
                .orElse("");
    }
}
