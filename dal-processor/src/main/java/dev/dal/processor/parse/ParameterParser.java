package dev.dal.processor.parse;

import dev.dal.annotations.Name;
import dev.dal.processor.model.ContextParameter;
import dev.dal.processor.model.Dimensions;
import dev.dal.processor.model.ParameterModel;
import dev.dal.processor.model.ParameterName;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.UnreadableParameter;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** What a parameter is: a value, a tensor, table or object with a role, a tag, or the context of the call. */
final class ParameterParser {

    private static final Dimensions UNKNOWN = new Dimensions(List.of(), false);

    private final NameParser names;
    private final Nullability nullability;
    private final DimensionParser dimensions;
    private final ValueParameterParser values;
    private final TensorParameterParser tensors;
    private final TableParameterParser tables;
    private final ObjectParameterParser objects;
    private final Report report;

    ParameterParser(NameParser names, Nullability nullability, TypeAccess access, RecordParser records, Report report) {
        this.names = names;
        this.nullability = nullability;
        this.report = report;
        this.dimensions = new DimensionParser(report);
        this.values = new ValueParameterParser(access, report);
        this.tensors = new TensorParameterParser(report);
        this.tables = new TableParameterParser(records, report);
        this.objects = new ObjectParameterParser(report);
    }

    /**
     * Reads a parameter.
     *
     * @param element the parameter
     * @param type its type as a member of the annotated interface
     */
    ParameterModel parse(VariableElement element, TypeMirror type) {
        ParameterName name = names.parameter(element);
        List<Role.Use> roles = Role.of(element);
        Dimensions declared = roles.size() == 1 && roles.get(0).role().isTensor()
                ? dimensions.parse(
                        roles.get(0).annotation(), element.getSimpleName().toString())
                : UNKNOWN;
        if (roles.size() > 1) {
            reportConflict(element, roles.get(0), roles.get(1));
        } else if (!TypeNames.hasVariable(type) && nullability.check(element)) {
            Parameter parameter = new Parameter(element, type, name, nullability.of(element));
            Optional<? extends ParameterModel> model = parse(parameter, roles, declared);
            if (model.isPresent()) {
                return model.get();
            }
        }
        return new UnreadableParameter(name, declared);
    }

    private void reportConflict(VariableElement element, Role.Use first, Role.Use second) {
        report.add(
                Problem.CONFLICTING_ROLES,
                second.annotation().location(),
                element.getSimpleName(),
                Parameter.function(element),
                first.annotation().simpleName(),
                second.annotation().simpleName());
    }

    private Optional<? extends ParameterModel> parse(Parameter parameter, List<Role.Use> roles, Dimensions declared) {
        if (roles.isEmpty()) {
            return withoutRole(parameter);
        }
        Role role = roles.get(0).role();
        AnnotationUse annotation = roles.get(0).annotation();
        return switch (role) {
            case TENSOR_IN -> tensors.input(parameter, annotation, declared);
            case TENSOR_OUT -> tensors.output(parameter, annotation, declared);
            case TABLE_IN, TABLE_OUT -> tables.parse(parameter, role);
            case OBJECT_IN, OBJECT_OUT, OBJECT_REF -> objects.parse(parameter, role);
        };
    }

    private Optional<? extends ParameterModel> withoutRole(Parameter parameter) {
        Optional<String> needed = Role.neededBy(parameter.type());
        if (needed.isPresent()) {
            report.add(
                    Problem.UNANNOTATED_PARAMETER,
                    parameter.location(),
                    parameter.java(),
                    parameter.function(),
                    TypeNames.classOf(parameter.type()).orElseThrow().simpleName(),
                    needed.get());
            return Optional.empty();
        }
        if (TypeNames.isA(parameter.type(), RuntimeNames.TAG_TYPE)) {
            return Optional.of(TensorField.tag(parameter.name(), TensorRole.TAG, parameter.nullness()));
        }
        return TypeNames.isA(parameter.type(), RuntimeNames.CALL_CONTEXT)
                ? context(parameter)
                : values.parse(parameter);
    }

    private Optional<ContextParameter> context(Parameter parameter) {
        AnnotationUse.of(parameter.element(), Name.class)
                .ifPresent(use -> report.add(
                        Problem.UNUSED_NAME,
                        use.location(),
                        use.simpleName(),
                        "parameter " + parameter.subject(),
                        "a CallContext is not in the schema"));
        return Optional.of(new ContextParameter(parameter.name()));
    }
}
