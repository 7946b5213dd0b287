package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.TypeName;
import dev.dal.processor.model.Nullness;
import dev.dal.processor.model.ValueField;
import dev.dal.processor.model.ValueType;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.Optional;

/** Reads parameters without a role: values. */
final class ValueParameterParser {

    private final TypeAccess access;
    private final Report report;

    ValueParameterParser(TypeAccess access, Report report) {
        this.access = access;
        this.report = report;
    }

    Optional<ValueField> parse(Parameter parameter) {
        Optional<ValueType> resolved = ValueTypeResolver.resolve(parameter.type());
        if (resolved.isEmpty()) {
            report.add(
                    Problem.VALUE_TYPE,
                    parameter.location(),
                    parameter.java(),
                    parameter.function(),
                    parameter.type(),
                    ValueTypeResolver.LEGAL,
                    TypeAdvice.parameter(parameter.type()));
            return Optional.empty();
        }
        if (resolved.get() == ValueType.ENUM
                && !access.check(MoreTypes.asTypeElement(parameter.type()), parameter.element())) {
            return Optional.empty();
        }
        TypeName javaType = TypeName.get(parameter.type());
        Nullness nullness = parameter.nullness();
        return Optional.of(new ValueField(
                parameter.name(),
                resolved.get(),
                javaType,
                javaType.isBoxedPrimitive() && !nullness.allowed() ? Nullness.UNMARKED : nullness));
    }
}
