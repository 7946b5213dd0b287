package dev.dal.processor.validate;

import dev.dal.processor.model.Dimension;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.Length;
import dev.dal.processor.model.ObjectField;
import dev.dal.processor.model.ParameterModel;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.UnreadableParameter;
import dev.dal.processor.model.ValueField;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Declared lengths of dimensions make sense, and agree with each other. */
final class LengthRules {

    private final FunctionModel function;
    private final Report report;

    LengthRules(FunctionModel function, Report report) {
        this.function = function;
        this.report = report;
    }

    void check() {
        for (TensorField tensor : function.tensors()) {
            for (Dimension dimension : tensor.dimensions().all()) {
                if (dimension.length() instanceof Length.Bound bound) {
                    checkBound(tensor, dimension, bound.parameter());
                }
            }
        }
        checkConflicts();
    }

    private void checkBound(TensorField tensor, Dimension dimension, String parameter) {
        if (tensor.role() != TensorRole.ALLOCATED) {
            report.add(
                    Problem.BOUND_LENGTH,
                    dimension.location(),
                    dimension.name(),
                    tensor.name().java(),
                    whoDecides(tensor),
                    dimension.label(),
                    dimension.name());
            return;
        }
        Optional<ParameterModel> found = function.parameters().stream()
                .filter(candidate -> candidate.name().java().equals(parameter))
                .findFirst();
        if (found.isEmpty()) {
            reportUnknown(dimension, parameter);
        } else if (!isIntegral(found.get()) && !(found.get() instanceof UnreadableParameter)) {
            report.add(Problem.LENGTH_TYPE, dimension.location(), dimension.name(), parameter, describe(found.get()));
        }
    }

    private static String whoDecides(TensorField tensor) {
        return tensor.isInput()
                ? "the caller passes a tensor that has one"
                : "the function itself makes tensors of any shape";
    }

    private void reportUnknown(Dimension dimension, String parameter) {
        List<String> legal = function.parameters().stream()
                .filter(LengthRules::isIntegral)
                .map(candidate -> candidate.name().java())
                .toList();
        report.add(
                Problem.UNKNOWN_LENGTH,
                dimension.location(),
                dimension.name(),
                function.name().java(),
                parameter,
                legal.isEmpty() ? "a number" : "a number or " + String.join(", ", legal),
                Spelling.nearest(parameter, legal)
                        .map(name -> " Did you mean '" + name + "'?")
                        .orElse(" Add a parameter of type long, or name another."));
    }

    private static boolean isIntegral(ParameterModel parameter) {
        return parameter instanceof ValueField value && value.type().isIntegral() && !value.nullable();
    }

    private static String describe(ParameterModel parameter) {
        if (parameter instanceof ValueField value) {
            return "type '" + value.javaType() + "'" + (value.nullable() ? ", which may be null" : "");
        }
        if (parameter instanceof TensorField tensor) {
            return tensor.isTag() ? "a tag" : "a tensor";
        }
        if (parameter instanceof TableField) {
            return "a table";
        }
        return parameter instanceof ObjectField ? "an object" : "a CallContext";
    }

    /** A length that one tensor declares for a dimension, or has from its caller. */
    private record Declared(TensorField tensor, Dimension dimension, Length length) {

        static Optional<Declared> of(TensorField tensor, Dimension dimension) {
            boolean ignored = dimension.length() instanceof Length.Bound && tensor.role() != TensorRole.ALLOCATED;
            Length length = ignored ? Length.OPEN : dimension.length();
            return length instanceof Length.Open && !tensor.isInput()
                    ? Optional.empty()
                    : Optional.of(new Declared(tensor, dimension, length));
        }

        /** An input without a number has any length, which a number fixes but a parameter's value may not match. */
        boolean contradicts(Declared other) {
            boolean open = length instanceof Length.Open || other.length instanceof Length.Open;
            boolean bound = length instanceof Length.Bound || other.length instanceof Length.Bound;
            return dimension.name().equals(other.dimension.name())
                    && !tensor.equals(other.tensor)
                    && !length.equals(other.length)
                    && (bound || !open);
        }
    }

    /** Equal names mean equal lengths, so that only one place may say the length, or all of them the same. */
    private void checkConflicts() {
        List<Declared> earlier = new ArrayList<>();
        for (TensorField tensor : function.tensors()) {
            for (Dimension dimension : tensor.dimensions().all()) {
                Declared.of(tensor, dimension).ifPresent(declared -> {
                    earlier.stream()
                            .filter(declared::contradicts)
                            .findFirst()
                            .ifPresent(other -> reportConflict(other, declared));
                    earlier.add(declared);
                });
            }
        }
    }

    private void reportConflict(Declared first, Declared second) {
        report.add(
                Problem.CONFLICTING_LENGTHS,
                second.dimension().location(),
                second.dimension().name(),
                function.name().java(),
                first.tensor().dimensions().draw(first.tensor().name().java()),
                second.tensor().dimensions().draw(second.tensor().name().java()));
    }
}
