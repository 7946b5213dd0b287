package dev.dal.processor.parse;

import com.palantir.javapoet.ClassName;
import dev.dal.annotations.TensorOut;
import dev.dal.processor.model.Dimensions;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.Nullness;
import dev.dal.processor.model.ParameterName;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.TensorType;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Which output a return value becomes. */
final class ResultParser {

    private final Nullability nullability;
    private final DimensionParser dimensions;
    private final TensorTypeResolver tensorTypes;
    private final Report report;

    ResultParser(Nullability nullability, Report report) {
        this.nullability = nullability;
        this.report = report;
        this.dimensions = new DimensionParser(report);
        this.tensorTypes = new TensorTypeResolver(report);
    }

    /**
     * What is known of a result.
     *
     * @param field the output, or nothing for void
     * @param readable false after a mistake
     */
    record Result(Optional<TensorField> field, boolean readable) {
        static final Result VOID = new Result(Optional.empty(), true);
        static final Result UNREADABLE = new Result(Optional.empty(), false);

        static Result of(TensorField field) {
            return new Result(Optional.of(field), true);
        }
    }

    /**
     * Reads a return type.
     *
     * @param method the method
     * @param type its return type as a member of the annotated interface
     */
    Result parse(ExecutableElement method, TypeMirror type) {
        String subject = "the result of '" + method.getSimpleName() + "'";
        Optional<AnnotationUse> role = AnnotationUse.of(method, TensorOut.class);
        Dimensions declared =
                role.map(use -> dimensions.parse(use, FunctionModel.RESULT)).orElse(Dimensions.NONE);
        if (TypeNames.hasVariable(type) || !nullability.checkResult(method)) {
            return Result.UNREADABLE;
        }
        return role.isPresent() ? tensor(method, type, role.get(), declared, subject) : scalar(method, type);
    }

    private Result tensor(
            ExecutableElement method, TypeMirror type, AnnotationUse role, Dimensions declared, String subject) {
        if (!TypeNames.isTensor(type)) {
            report.add(Problem.RESULT_ROLE, role.location(), method.getSimpleName(), type, TensorType.classNames());
            return Result.UNREADABLE;
        }
        UnusedZeroed.check(role, subject, "the function returns a tensor that it has filled", report);
        ClassName tensorClass = TypeNames.classOf(type).orElseThrow();
        return tensorTypes
                .resolve(tensorClass, role, "that '" + method.getSimpleName() + "' returns")
                .map(resolved -> Result.of(
                        new TensorField(name(method), TensorRole.RETURNED, resolved, declared, true, Nullness.NEVER)))
                .orElse(Result.UNREADABLE);
    }

    private Result scalar(ExecutableElement method, TypeMirror type) {
        Optional<TensorType> scalar = scalarType(type);
        if (scalar.isPresent()) {
            return Result.of(new TensorField(
                    name(method), TensorRole.SCALAR, scalar.get(), Dimensions.NONE, true, Nullness.NEVER));
        }
        if (type.getKind() == TypeKind.VOID) {
            return Result.VOID;
        }
        report.add(Problem.RETURN_TYPE, Location.of(method), method.getSimpleName(), type, TypeAdvice.result(type));
        return Result.UNREADABLE;
    }

    private static Optional<TensorType> scalarType(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN -> Optional.of(TensorType.BOOL);
            case BYTE -> Optional.of(TensorType.INT8);
            case SHORT -> Optional.of(TensorType.INT16);
            case INT -> Optional.of(TensorType.INT32);
            case LONG -> Optional.of(TensorType.INT64);
            case FLOAT -> Optional.of(TensorType.FLOAT32);
            case DOUBLE -> Optional.of(TensorType.FLOAT64);
            default -> Optional.empty();
        };
    }

    private static ParameterName name(ExecutableElement method) {
        return new ParameterName(FunctionModel.RESULT, FunctionModel.RESULT, Location.of(method));
    }
}
