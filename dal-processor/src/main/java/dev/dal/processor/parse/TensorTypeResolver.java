package dev.dal.processor.parse;

import com.palantir.javapoet.ClassName;
import dev.dal.processor.model.TensorType;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;

/** Which element type a tensor has: the default of its class, or the one that its annotation says. */
final class TensorTypeResolver {

    private static final String DEFAULT = "DEFAULT";

    private final Report report;

    TensorTypeResolver(Report report) {
        this.report = report;
    }

    /**
     * Finds the type.
     *
     * @param tensorClass a class of tensors
     * @param role the annotation
     * @param subject what has the type, for messages
     */
    Optional<TensorType> resolve(ClassName tensorClass, AnnotationUse role, String subject) {
        List<TensorType> legal = TensorType.of(tensorClass);
        Optional<AnnotationValue> written = role.written("type");
        String element = written.map(AnnotationUse::constant).orElse(DEFAULT);
        for (TensorType type : legal) {
            if (type.element().equals(element)) {
                return Optional.of(type);
            }
        }
        report.add(
                Problem.ELEMENT_TYPE,
                written.map(role::location).orElseGet(role::location),
                element,
                tensorClass.simpleName(),
                subject,
                legal.stream().map(TensorType::element).collect(Collectors.joining(" or ")),
                element,
                TensorType.ofElement(element)
                        .map(type -> type.tensorClass().simpleName())
                        .orElse("tensor"));
        return Optional.empty();
    }
}
