package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import dev.dal.processor.model.Dimensions;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.TensorType;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** Reads parameters whose role is that of a tensor. */
final class TensorParameterParser {

    private final TensorTypeResolver tensorTypes;
    private final Report report;

    TensorParameterParser(Report report) {
        this.report = report;
        this.tensorTypes = new TensorTypeResolver(report);
    }

    Optional<TensorField> input(Parameter parameter, AnnotationUse role, Dimensions declared) {
        if (TypeNames.isTensor(parameter.type())) {
            return tensor(parameter, role, TensorRole.INPUT, parameter.type(), declared);
        }
        if (TypeNames.isA(parameter.type(), RuntimeNames.TENSOR_REF)) {
            return argument(parameter, Problem.TENSOR_REF)
                    .flatMap(tensor -> tensor(parameter, role, TensorRole.REFERENCE, tensor, declared));
        }
        reportType(parameter, role, TensorType.classNames() + ", or TensorRef of one of these");
        return Optional.empty();
    }

    Optional<TensorField> output(Parameter parameter, AnnotationUse role, Dimensions declared) {
        if (TypeNames.isTensor(parameter.type())) {
            return tensor(parameter, role, TensorRole.ALLOCATED, parameter.type(), declared);
        }
        if (TypeNames.isA(parameter.type(), RuntimeNames.TENSOR_OUTPUT)) {
            UnusedZeroed.check(role, parameter.subject(), "its tensors are allocated by the function", report);
            return argument(parameter, Problem.TENSOR_OUTPUT)
                    .flatMap(tensor -> tensor(parameter, role, TensorRole.SINK, tensor, declared));
        }
        reportType(parameter, role, TensorType.classNames() + ", or TensorOutput of one of these");
        return Optional.empty();
    }

    /** The class of tensors that a generic type names. */
    private Optional<TypeMirror> argument(Parameter parameter, Problem problem) {
        Optional<TypeMirror> argument = MoreTypes.asDeclared(parameter.type()).getTypeArguments().stream()
                .<TypeMirror>map(type -> type)
                .filter(TypeNames::isTensor)
                .findFirst();
        if (argument.isEmpty()) {
            report.add(
                    problem,
                    parameter.location(),
                    parameter.java(),
                    parameter.function(),
                    parameter.type(),
                    TensorType.classNames());
        }
        return argument;
    }

    private Optional<TensorField> tensor(
            Parameter parameter, AnnotationUse role, TensorRole tensorRole, TypeMirror tensor, Dimensions declared) {
        ClassName tensorClass = TypeNames.classOf(tensor).orElseThrow();
        boolean zeroed =
                role.written("zeroed").map(value -> (Boolean) value.getValue()).orElse(true);
        return tensorTypes
                .resolve(tensorClass, role, parameter.subject())
                .map(resolved -> new TensorField(
                        parameter.name(), tensorRole, resolved, declared, zeroed, parameter.nullness()));
    }

    private void reportType(Parameter parameter, AnnotationUse role, String legal) {
        report.add(
                Problem.TENSOR_TYPE,
                parameter.location(),
                parameter.java(),
                parameter.function(),
                role.simpleName(),
                parameter.type(),
                legal,
                TypeAdvice.tensorParameter(parameter.type(), role.simpleName()));
    }
}
