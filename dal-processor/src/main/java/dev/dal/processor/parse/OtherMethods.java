package dev.dal.processor.parse;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorOut;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.lang.annotation.Annotation;
import java.util.Collection;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Looks for annotations of functions on methods of an interface that are no functions. */
final class OtherMethods {

    private final Report report;

    OtherMethods(Report report) {
        this.report = report;
    }

    /** Reports the annotations of an interface and its own methods that have no effect. */
    void check(TypeElement type, Collection<ExecutableElement> functions) {
        AnnotationUse.of(type, ProcessingFunction.class)
                .flatMap(use -> use.written("value").map(use::location))
                .ifPresent(location -> report.add(
                        Problem.UNUSED_NAME,
                        location,
                        "ProcessingFunction(\"…\")",
                        "interface '" + type.getSimpleName() + "'",
                        "only methods are given names"));
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (!functions.contains(method)) {
                check(method);
            }
        }
    }

    private void check(ExecutableElement method) {
        AnnotationUse.of(method, ProcessingFunction.class)
                .ifPresent(use ->
                        report.add(Problem.NOT_ABSTRACT, use.location(), method.getSimpleName(), "a " + kind(method)));
        String subject = kind(method) + " '" + method.getSimpleName() + "'";
        warn(method, TensorOut.class, Problem.UNUSED_ROLE, subject, method);
        for (VariableElement parameter : method.getParameters()) {
            String place = "parameter '" + parameter.getSimpleName() + "' of " + subject;
            warn(parameter, Name.class, Problem.UNUSED_NAME, place, method);
            for (Role role : Role.values()) {
                warn(parameter, role.annotation(), Problem.UNUSED_ROLE, place, method);
            }
        }
    }

    private void warn(
            Element element,
            Class<? extends Annotation> annotation,
            Problem problem,
            String place,
            ExecutableElement method) {
        AnnotationUse.of(element, annotation)
                .ifPresent(use -> report.add(problem, use.location(), use.simpleName(), place, reason(method)));
    }

    private static String kind(ExecutableElement method) {
        if (method.isDefault()) {
            return "default method";
        }
        if (method.getModifiers().contains(Modifier.STATIC)) {
            return "static method";
        }
        if (method.getModifiers().contains(Modifier.PRIVATE)) {
            return "private method";
        }
        return FunctionFinder.isOfObject(method) ? "method of java.lang.Object" : "method";
    }

    private static String reason(ExecutableElement method) {
        String kind = kind(method);
        return kind.equals("method")
                ? "neither it nor its interface is annotated with @ProcessingFunction"
                : kind.replace("method", "methods") + " are not processing functions";
    }
}
