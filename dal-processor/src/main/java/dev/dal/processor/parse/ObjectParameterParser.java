package dev.dal.processor.parse;

import com.palantir.javapoet.ClassName;
import dev.dal.processor.model.ObjectField;
import dev.dal.processor.model.ParameterModel;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.ValueField;
import dev.dal.processor.model.ValueType;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads parameters whose role is that of an object of any bytes, or of its id. */
final class ObjectParameterParser {

    private static final Map<Role, ClassName> TYPES = Map.of(
            Role.OBJECT_IN, RuntimeNames.OBJECT_BUFFER,
            Role.OBJECT_OUT, RuntimeNames.OBJECT_OUTPUT,
            Role.OBJECT_REF, RuntimeNames.OBJECT_ID);

    private final Report report;

    ObjectParameterParser(Report report) {
        this.report = report;
    }

    Optional<? extends ParameterModel> parse(Parameter parameter, Role role) {
        ClassName expected = Objects.requireNonNull(TYPES.get(role), role + " is no role of objects");
        if (!TypeNames.isA(parameter.type(), expected)) {
            report.add(
                    Problem.OBJECT_TYPE,
                    parameter.location(),
                    parameter.java(),
                    parameter.function(),
                    role,
                    parameter.type(),
                    expected.simpleName(),
                    advice(parameter, expected));
            return Optional.empty();
        }
        return Optional.of(
                role == Role.OBJECT_REF
                        ? new ValueField(parameter.name(), ValueType.OBJECT_REF, expected, parameter.nullness())
                        : new ObjectField(parameter.name(), role == Role.OBJECT_IN, parameter.nullness()));
    }

    /** The other role of such a type, or the type for such a role. */
    private static String advice(Parameter parameter, ClassName expected) {
        return TYPES.entrySet().stream()
                .filter(entry -> TypeNames.isA(parameter.type(), entry.getValue()))
                .findFirst()
                .map(entry -> "Use " + entry.getKey() + " instead.")
                .orElse("Declare it as " + expected.simpleName() + ".");
    }
}
