package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import dev.dal.annotations.TableIn;
import dev.dal.processor.model.ParameterName;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TableRole;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
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

    /** The annotation that a parameter of a type needs, or nothing if the type is not one of tables. */
    static Optional<String> roleOf(TypeMirror type) {
        return TypeNames.classOf(type).map(ROLES::get).map(role -> role == TableRole.OUTPUT ? "@TableOut" : "@TableIn");
    }

    /**
     * Reads a parameter.
     *
     * @param element the parameter
     * @param type its type as a member of the annotated interface
     * @param name its names
     * @param use its role, that of a table
     */
    Optional<TableField> parse(VariableElement element, TypeMirror type, ParameterName name, AnnotationUse use) {
        boolean isInput = use.simpleName().equals(TableIn.class.getSimpleName());
        Optional<TableRole> role = TypeNames.classOf(type).map(ROLES::get);
        if (role.isEmpty() || (role.get() == TableRole.OUTPUT) == isInput) {
            report.add(
                    Problem.TABLE_TYPE,
                    Location.of(element),
                    element.getSimpleName(),
                    functionOf(element),
                    use.simpleName(),
                    type,
                    isInput ? "Table<R> or TableRef<R>, where R is a record" : "TableOutput<R>, where R is a record",
                    TypeAdvice.tableParameter(type, isInput));
            return Optional.empty();
        }
        Optional<TypeElement> row = rowOf(type);
        if (row.isEmpty()) {
            report.add(
                    Problem.ROW_TYPE,
                    Location.of(element),
                    element.getSimpleName(),
                    functionOf(element),
                    type,
                    MoreTypes.asElement(type).getSimpleName());
            return Optional.empty();
        }
        return records.parse(row.get(), element).map(table -> new TableField(name, role.get(), table));
    }

    private static Name functionOf(VariableElement parameter) {
        return MoreElements.asExecutable(parameter.getEnclosingElement()).getSimpleName();
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
