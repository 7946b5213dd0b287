package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TableRole;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads parameters whose role is that of a table. */
final class TableParameterParser {

    private static final Map<ClassName, TableRole> ROLES = Map.of(
            RuntimeNames.TABLE, TableRole.INPUT,
            RuntimeNames.TABLE_REF, TableRole.REFERENCE,
            RuntimeNames.TABLE_OUTPUT, TableRole.OUTPUT);

    private final RecordParser records;
    private final Report report;

    TableParameterParser(RecordParser records, Report report) {
        this.records = records;
        this.report = report;
    }

    /**
     * Reads a parameter.
     *
     * @param parameter the parameter
     * @param role whether it is an input
     */
    Optional<TableField> parse(Parameter parameter, Role role) {
        boolean isInput = role == Role.TABLE_IN;
        Optional<TableRole> found = TypeNames.classOf(parameter.type()).map(ROLES::get);
        if (found.isEmpty() || (found.get() == TableRole.OUTPUT) == isInput) {
            reportType(parameter, role);
            return Optional.empty();
        }
        Optional<TypeElement> row = rowOf(parameter.type());
        if (row.isEmpty()) {
            report.add(
                    Problem.ROW_TYPE,
                    parameter.location(),
                    parameter.java(),
                    parameter.function(),
                    parameter.type(),
                    MoreTypes.asElement(parameter.type()).getSimpleName());
            return Optional.empty();
        }
        return records.parse(row.get(), parameter.element())
                .map(table -> new TableField(parameter.name(), found.get(), table, parameter.nullness()));
    }

    private void reportType(Parameter parameter, Role role) {
        boolean isInput = role == Role.TABLE_IN;
        report.add(
                Problem.TABLE_TYPE,
                parameter.location(),
                parameter.java(),
                parameter.function(),
                role,
                parameter.type(),
                isInput ? "Table<R> or TableRef<R>, where R is a record" : "TableOutput<R>, where R is a record",
                TypeAdvice.tableParameter(parameter.type(), isInput));
    }

    /** The record that a row is, if it has components and no type parameters. */
    private static Optional<TypeElement> rowOf(TypeMirror type) {
        List<? extends TypeMirror> arguments = MoreTypes.asDeclared(type).getTypeArguments();
        return arguments.size() == 1 && arguments.get(0).getKind() == TypeKind.DECLARED
                ? Optional.of(MoreTypes.asTypeElement(arguments.get(0))).filter(TableParameterParser::isRow)
                : Optional.empty();
    }

    private static boolean isRow(TypeElement type) {
        return type.getKind() == ElementKind.RECORD
                && type.getTypeParameters().isEmpty()
                && !type.getRecordComponents().isEmpty();
    }
}
