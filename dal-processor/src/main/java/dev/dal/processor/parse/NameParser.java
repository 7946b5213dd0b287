package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.processor.model.ParameterName;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Which names functions and parameters have in the schema. */
final class NameParser {

    /** What compilers call parameters of class files that do not say their names. */
    private static final Pattern PLACEHOLDER = Pattern.compile("arg[0-9]+");

    private final Sources sources;
    private final Report report;
    private final Set<Element> reportedAsUnnamed = new HashSet<>();

    NameParser(Sources sources, Report report) {
        this.sources = sources;
        this.report = report;
    }

    /** The names of a function. */
    ParameterName function(ExecutableElement method) {
        Optional<AnnotationUse> use = AnnotationUse.of(method, ProcessingFunction.class);
        Optional<AnnotationValue> written = use.flatMap(annotation -> annotation.written("value"))
                .filter(value -> !value.getValue().equals(""));
        return written.isPresent() ? written(method, use.get(), written.get()) : unwritten(method);
    }

    /** The names of a parameter. */
    ParameterName parameter(VariableElement parameter) {
        Optional<AnnotationUse> use = AnnotationUse.of(parameter, Name.class);
        Optional<AnnotationValue> written = use.flatMap(annotation -> annotation.written("value"));
        if (written.isEmpty()) {
            reportUnnamed(parameter);
            return unwritten(parameter);
        }
        ParameterName name = written(parameter, use.get(), written.get());
        return isUnnamed(parameter) && SourceVersion.isName(name.schema())
                ? new ParameterName(name.schema(), name.schema(), name.location())
                : name;
    }

    private static ParameterName unwritten(Element element) {
        String java = element.getSimpleName().toString();
        return new ParameterName(java, java, Location.of(element));
    }

    private ParameterName written(Element element, AnnotationUse use, AnnotationValue value) {
        String java = element.getSimpleName().toString();
        String schema = (String) value.getValue();
        if (SourceVersion.isIdentifier(schema)) {
            return new ParameterName(java, schema, use.location(value));
        }
        report.add(Problem.BAD_NAME, use.location(value), schema, use.simpleName(), use.simpleName(), java);
        return unwritten(element);
    }

    private void reportUnnamed(VariableElement parameter) {
        ExecutableElement method = MoreElements.asExecutable(parameter.getEnclosingElement());
        TypeElement type = MoreElements.asType(method.getEnclosingElement());
        if (isUnnamed(parameter) && reportedAsUnnamed.add(type)) {
            int position = method.getParameters().indexOf(parameter) + 1;
            report.add(
                    Problem.UNNAMED_PARAMETER,
                    Location.of(parameter),
                    position,
                    method.getSimpleName(),
                    type.getSimpleName(),
                    parameter.getSimpleName());
        }
    }

    /** Whether the class file does not say the name of a parameter. */
    private boolean isUnnamed(VariableElement parameter) {
        List<? extends VariableElement> all =
                MoreElements.asExecutable(parameter.getEnclosingElement()).getParameters();
        return !sources.contains(parameter)
                && all.stream()
                        .allMatch(each ->
                                PLACEHOLDER.matcher(each.getSimpleName()).matches());
    }
}
