package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.dal.processor.model.Nullness;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds parameters that may be null by any annotation named {@code Nullable}, and such annotations in wrong places. */
final class Nullability {

    static final String NULLABLE = "Nullable";

    private final Sources sources;
    private final TypeAccess access;
    private final Report report;

    Nullability(Sources sources, TypeAccess access, Report report) {
        this.sources = sources;
        this.access = access;
        this.report = report;
    }

    /** Whether a parameter may be null by an annotation, which generated code repeats if it can. */
    Nullness of(VariableElement parameter) {
        return find(parameter, parameter.asType())
                .map(mirror ->
                        repeated(MoreElements.asType(mirror.getAnnotationType().asElement())))
                .orElse(Nullness.NEVER);
    }

    private Nullness repeated(TypeElement annotation) {
        boolean repeatable = access.isVisible(annotation)
                && annotation.getAnnotation(Deprecated.class) == null
                && ElementFilter.methodsIn(annotation.getEnclosedElements()).stream()
                        .allMatch(member -> member.getDefaultValue() != null);
        if (!repeatable) {
            return Nullness.UNMARKED;
        }
        Target target = annotation.getAnnotation(Target.class);
        boolean ofTypes = target != null && List.of(target.value()).contains(ElementType.TYPE_USE);
        ClassName name = ClassName.get(annotation);
        return ofTypes ? Nullness.markedType(name) : Nullness.markedParameter(name);
    }

    /**
     * Reports a parameter that cannot be null but is annotated so.
     *
     * @return whether all is well
     */
    boolean check(VariableElement parameter) {
        TypeMirror type = parameter.asType();
        String subject = "Parameter " + Parameter.subject(parameter);
        Optional<AnnotationMirror> element = type.getKind() == TypeKind.ARRAY
                ? find(parameter, List.of(), MoreTypes.asArray(type).getComponentType())
                : Optional.empty();
        if (element.isPresent()) {
            String component = TypeNames.shortForm(MoreTypes.asArray(type).getComponentType());
            return report(
                    parameter,
                    element.get(),
                    "An element of '" + parameter.getSimpleName() + "'",
                    "Write " + component + " @" + NULLABLE + " [] if the array itself may be null.");
        }
        Optional<AnnotationMirror> nullable = find(parameter, type);
        if (nullable.isPresent() && type.getKind().isPrimitive()) {
            String box = TypeNames.shortForm(TypeName.get(type).box());
            return report(parameter, nullable.get(), subject, "Declare it as " + box + ", or remove the annotation.");
        }
        if (nullable.isPresent() && TypeNames.isA(type, RuntimeNames.CALL_CONTEXT)) {
            return report(parameter, nullable.get(), subject, "Remove it: every call has one.");
        }
        return true;
    }

    /**
     * Reports a result that is annotated as nullable.
     *
     * @return whether all is well
     */
    boolean checkResult(ExecutableElement method) {
        Optional<AnnotationMirror> nullable = find(method, method.getReturnType());
        return nullable.isEmpty()
                || report(
                        method,
                        nullable.get(),
                        "The result of '" + method.getSimpleName() + "'",
                        "Return a value that stands for none, or take a nullable parameter with @TensorOut instead.");
    }

    private boolean report(Element element, AnnotationMirror annotation, String subject, String remedy) {
        report.add(Problem.NULLABLE, Location.of(element, annotation), subject, NULLABLE, remedy);
        return false;
    }

    private Optional<AnnotationMirror> find(Element element, TypeMirror type) {
        return find(element, element.getAnnotationMirrors(), type);
    }

    /** Annotations of types in class files are seen by some compilers only: none shall count, so that all agree. */
    private Optional<AnnotationMirror> find(
            Element element, List<? extends AnnotationMirror> declared, TypeMirror type) {
        Stream<? extends AnnotationMirror> onType =
                sources.contains(element) ? type.getAnnotationMirrors().stream() : Stream.empty();
        return Stream.concat(declared.stream(), onType)
                .filter(Nullability::isNullable)
                .findFirst()
                .map(mirror -> mirror);
    }

    /** Whether an annotation says that something may be null: any of that name does. */
    static boolean isNullable(AnnotationMirror mirror) {
        return mirror.getAnnotationType().asElement().getSimpleName().contentEquals(NULLABLE);
    }
}
