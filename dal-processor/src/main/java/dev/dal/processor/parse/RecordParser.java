package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.dal.annotations.Name;
import dev.dal.processor.model.ColumnModel;
import dev.dal.processor.model.ColumnType;
import dev.dal.processor.model.TableModel;
import dev.dal.processor.model.ValueType;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads records as rows of tables: a column for each component. What is wrong with a record is reported once. */
final class RecordParser {

    private final Sources sources;
    private final TypeAccess access;
    private final Report report;
    private final Map<ClassName, Optional<TableModel>> known = new HashMap<>();

    RecordParser(Sources sources, TypeAccess access, Report report) {
        this.sources = sources;
        this.access = access;
        this.report = report;
    }

    /**
     * Reads a record.
     *
     * @param type a record class with components, without type parameters
     * @param user the parameter whose rows it is
     */
    Optional<TableModel> parse(TypeElement type, VariableElement user) {
        if (!access.check(type, user)) {
            return Optional.empty();
        }
        ClassName name = ClassName.get(type);
        Optional<TableModel> former = known.get(name);
        if (former != null) {
            return former;
        }
        Optional<TableModel> table = columns(type, user).map(columns -> new TableModel(name, columns));
        known.put(name, table);
        return table;
    }

    private Optional<List<ColumnModel>> columns(TypeElement type, VariableElement user) {
        List<ColumnModel> columns = new ArrayList<>();
        Map<String, RecordComponentElement> names = new HashMap<>();
        boolean complete = true;
        for (RecordComponentElement component : type.getRecordComponents()) {
            Optional<ColumnModel> column = column(component, user);
            column.ifPresent(columns::add);
            complete &= column.isPresent() && isUnique(column.get().name(), component, names);
        }
        return complete ? Optional.of(List.copyOf(columns)) : Optional.empty();
    }

    private boolean isUnique(String name, RecordComponentElement component, Map<String, RecordComponentElement> names) {
        RecordComponentElement other = names.putIfAbsent(name, component);
        if (other != null) {
            report.add(
                    Problem.DUPLICATE_COLUMN,
                    placeOf(component),
                    name,
                    recordOf(component),
                    other.getSimpleName(),
                    component.getSimpleName());
        }
        return other == null;
    }

    private Optional<ColumnModel> column(RecordComponentElement component, VariableElement user) {
        TypeMirror type = component.asType();
        boolean annotated = isAnnotatedNullable(component);
        Optional<ColumnType> resolved = ColumnTypeResolver.resolve(type);
        if (resolved.isEmpty() || (annotated && type.getKind().isPrimitive())) {
            report.add(
                    Problem.COLUMN_TYPE,
                    placeOf(component),
                    component.getSimpleName(),
                    recordOf(component),
                    resolved.isEmpty() ? TypeName.get(type) : "@" + Nullability.NULLABLE + " " + TypeName.get(type),
                    ColumnTypeResolver.LEGAL,
                    TypeAdvice.column(type));
            return Optional.empty();
        }
        ColumnType column = resolved.get();
        if (column instanceof ColumnType.Value value
                && value.type() == ValueType.ENUM
                && !access.check(MoreTypes.asTypeElement(type), user)) {
            return Optional.empty();
        }
        boolean boxed = column instanceof ColumnType.Value value && value.boxed();
        return name(component)
                .map(name -> new ColumnModel(
                        name, component.getAccessor().getSimpleName().toString(), column, boxed || annotated));
    }

    private static String recordOf(RecordComponentElement component) {
        return MoreElements.asType(component.getEnclosingElement())
                .getSimpleName()
                .toString();
    }

    /** Any text is the name of a column, as tables from elsewhere have all kinds of names. */
    private Optional<String> name(RecordComponentElement component) {
        String java = component.getSimpleName().toString();
        String name = AnnotationUse.of(component, Name.class)
                .flatMap(use -> use.written("value"))
                .map(value -> (String) value.getValue())
                .orElse(java);
        if (name.isEmpty()) {
            String annotation = Name.class.getSimpleName();
            report.add(Problem.BAD_NAME, placeOf(component), name, annotation, annotation, java);
            return Optional.empty();
        }
        return Optional.of(name);
    }

    /** Compilers know the place of the field that a component has, but not that of the component itself. */
    private static Location placeOf(RecordComponentElement component) {
        TypeElement type = MoreElements.asType(component.getEnclosingElement());
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
                .findFirst()
                .map(Location::of)
                .orElseGet(() -> Location.of(component));
    }

    /** By any annotation of that name; those of types in class files do not count, as some compilers do not see them. */
    private boolean isAnnotatedNullable(RecordComponentElement component) {
        Stream<? extends AnnotationMirror> declared = Stream.concat(
                component.getAnnotationMirrors().stream(), component.getAccessor().getAnnotationMirrors().stream());
        Stream<? extends AnnotationMirror> onType =
                sources.contains(component) ? component.asType().getAnnotationMirrors().stream() : Stream.empty();
        return Stream.concat(declared, onType).anyMatch(Nullability::isNullable);
    }
}
