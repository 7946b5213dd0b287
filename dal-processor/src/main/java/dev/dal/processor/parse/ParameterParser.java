package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.dal.annotations.Name;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TableOut;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.processor.model.ContextParameter;
import dev.dal.processor.model.Dimensions;
import dev.dal.processor.model.ParameterModel;
import dev.dal.processor.model.ParameterName;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.TensorType;
import dev.dal.processor.model.UnreadableParameter;
import dev.dal.processor.model.ValueField;
import dev.dal.processor.model.ValueType;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What a parameter is: a value, a tensor or table with a role, or the context of the call. */
final class ParameterParser {

    private static final List<Class<? extends Annotation>> ROLES =
            List.of(TensorIn.class, TensorOut.class, TableIn.class, TableOut.class);

    private static final Dimensions UNKNOWN = new Dimensions(List.of(), false);

    private final NameParser names;
    private final Nullability nullability;
    private final DimensionParser dimensions;
    private final TensorTypeResolver tensorTypes;
    private final TableParameterParser tables;
    private final TypeAccess access;
    private final Report report;

    ParameterParser(NameParser names, Nullability nullability, TypeAccess access, RecordParser records, Report report) {
        this.names = names;
        this.nullability = nullability;
        this.access = access;
        this.report = report;
        this.dimensions = new DimensionParser(report);
        this.tensorTypes = new TensorTypeResolver(report);
        this.tables = new TableParameterParser(records, report);
    }

    /**
     * Reads a parameter.
     *
     * @param element the parameter
     * @param type its type as a member of the annotated interface
     */
    ParameterModel parse(VariableElement element, TypeMirror type) {
        return new Parameter(element, type, names.parameter(element)).parse();
    }

    /** A parameter, and what messages about it need. */
    private final class Parameter {
        private final VariableElement element;
        private final TypeMirror type;
        private final ParameterName name;
        private final String java;
        private final String function;
        private final String subject;

        Parameter(VariableElement element, TypeMirror type, ParameterName name) {
            this.element = element;
            this.type = type;
            this.name = name;
            this.java = element.getSimpleName().toString();
            this.function = MoreElements.asExecutable(element.getEnclosingElement())
                    .getSimpleName()
                    .toString();
            this.subject = "'" + java + "' of '" + function + "'";
        }

        ParameterModel parse() {
            List<AnnotationUse> roles = roles();
            if (roles.size() > 1) {
                return conflicting(roles.get(0), roles.get(1));
            }
            Optional<AnnotationUse> role = roles.stream().findFirst();
            Dimensions declared = role.filter(AnnotationUse::isOfTensor)
                    .map(use -> dimensions.parse(use, java))
                    .orElse(UNKNOWN);
            if (type.getKind() == TypeKind.TYPEVAR
                    || nullability.reject(element, element.asType(), "Parameter " + subject)) {
                return new UnreadableParameter(name, declared);
            }
            Optional<? extends ParameterModel> model = role.isEmpty() ? withoutRole() : withRole(role.get(), declared);
            return model.isPresent() ? model.get() : new UnreadableParameter(name, declared);
        }

        /** The roles in the order in which they are written. */
        private List<AnnotationUse> roles() {
            return ROLES.stream()
                    .flatMap(role -> AnnotationUse.of(element, role).stream())
                    .sorted(Comparator.comparingInt(
                            use -> element.getAnnotationMirrors().indexOf(use.mirror())))
                    .toList();
        }

        private Optional<? extends ParameterModel> withRole(AnnotationUse role, Dimensions declared) {
            if (!role.isOfTensor()) {
                return tables.parse(element, type, name, role);
            }
            return role.simpleName().equals(TensorIn.class.getSimpleName())
                    ? input(role, declared)
                    : output(role, declared);
        }

        private ParameterModel conflicting(AnnotationUse first, AnnotationUse second) {
            report.add(
                    Problem.CONFLICTING_ROLES,
                    second.location(),
                    java,
                    function,
                    first.simpleName(),
                    second.simpleName());
            return new UnreadableParameter(name, UNKNOWN);
        }

        private Optional<? extends ParameterModel> withoutRole() {
            Optional<String> ofTable = TableParameterParser.roleOf(type);
            boolean sink = TypeNames.isA(type, RuntimeNames.TENSOR_OUTPUT);
            if (sink || ofTable.isPresent() || TypeNames.isTensor(type)) {
                String found =
                        TypeNames.classOf(type).map(ClassName::simpleName).orElseThrow();
                String expected = ofTable.orElse(sink ? "@TensorOut" : "@TensorIn or @TensorOut");
                report.add(Problem.UNANNOTATED_PARAMETER, Location.of(element), java, function, found, expected);
                return Optional.empty();
            }
            return TypeNames.isA(type, RuntimeNames.CALL_CONTEXT) ? context() : value();
        }

        private Optional<ContextParameter> context() {
            AnnotationUse.of(element, Name.class)
                    .ifPresent(use -> report.add(
                            Problem.UNUSED_NAME,
                            use.location(),
                            use.simpleName(),
                            "parameter " + subject,
                            "a CallContext is not in the schema"));
            return Optional.of(new ContextParameter(name));
        }

        private Optional<ValueField> value() {
            Optional<ValueType> resolved = ValueTypeResolver.resolve(type);
            if (resolved.isEmpty()) {
                report.add(
                        Problem.VALUE_TYPE,
                        Location.of(element),
                        java,
                        function,
                        type,
                        ValueTypeResolver.LEGAL,
                        TypeAdvice.parameter(type));
                return Optional.empty();
            }
            if (resolved.get() == ValueType.ENUM && !access.check(MoreTypes.asTypeElement(type), element)) {
                return Optional.empty();
            }
            return Optional.of(new ValueField(name, resolved.get(), TypeName.get(type)));
        }

        private Optional<TensorField> input(AnnotationUse role, Dimensions declared) {
            if (!TypeNames.isTensor(type)) {
                reportTensorType(role, TensorType.classNames());
                return Optional.empty();
            }
            return tensor(role, TensorRole.INPUT, type, declared);
        }

        private Optional<TensorField> output(AnnotationUse role, Dimensions declared) {
            if (TypeNames.isTensor(type)) {
                return tensor(role, TensorRole.ALLOCATED, type, declared);
            }
            if (!TypeNames.isA(type, RuntimeNames.TENSOR_OUTPUT)) {
                reportTensorType(role, TensorType.classNames() + ", or TensorOutput of one of these");
                return Optional.empty();
            }
            List<? extends TypeMirror> arguments = MoreTypes.asDeclared(type).getTypeArguments();
            if (arguments.isEmpty() || !TypeNames.isTensor(arguments.get(0))) {
                report.add(Problem.TENSOR_OUTPUT, Location.of(element), java, function, type, TensorType.classNames());
                return Optional.empty();
            }
            UnusedZeroed.check(role, subject, "its tensors are allocated by the function", report);
            return tensor(role, TensorRole.SINK, arguments.get(0), declared);
        }

        private Optional<TensorField> tensor(
                AnnotationUse role, TensorRole tensorRole, TypeMirror tensor, Dimensions declared) {
            ClassName tensorClass = TypeNames.classOf(tensor).orElseThrow();
            boolean zeroed = role.written("zeroed")
                    .map(value -> (Boolean) value.getValue())
                    .orElse(true);
            return tensorTypes
                    .resolve(tensorClass, role, subject)
                    .map(resolved -> new TensorField(name, tensorRole, resolved, declared, zeroed));
        }

        private void reportTensorType(AnnotationUse role, String legal) {
            report.add(
                    Problem.TENSOR_TYPE,
                    Location.of(element),
                    java,
                    function,
                    role.simpleName(),
                    type,
                    legal,
                    TypeAdvice.tensorParameter(type, role.simpleName()));
        }
    }
}
