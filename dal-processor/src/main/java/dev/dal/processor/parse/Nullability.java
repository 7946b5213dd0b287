package dev.dal.processor.parse;

import dev.dal.processor.report.Location;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/** Finds parameters and results that may be null by any annotation named {@code Nullable}. */
final class Nullability {

    private static final String NULLABLE = "Nullable";

    private final Sources sources;
    private final Report report;

    Nullability(Sources sources, Report report) {
        this.sources = sources;
        this.report = report;
    }

    /**
     * Reports a parameter or result that may be null.
     *
     * @param element the parameter, or the method
     * @param type its type, or the method's return type
     * @param subject what it is, at the beginning of a sentence
     * @return whether it may be null
     */
    boolean reject(Element element, TypeMirror type, String subject) {
        // Annotations of types in class files are seen by some compilers only: none shall count, so that all agree.
        Stream<? extends AnnotationMirror> onType =
                sources.contains(element) ? type.getAnnotationMirrors().stream() : Stream.empty();
        Optional<AnnotationMirror> nullable = Stream.concat(element.getAnnotationMirrors().stream(), onType)
                .filter(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().contentEquals(NULLABLE))
                .findFirst()
                .map(mirror -> mirror);
        nullable.ifPresent(
                mirror -> report.add(Problem.NULLABLE, Location.of(element, mirror), subject, NULLABLE, NULLABLE));
        return nullable.isPresent();
    }
}
