package dev.dal.processor.parse;

import com.google.auto.common.MoreElements;
import dev.dal.processor.report.Location;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * An annotation where it is used. Only what the user wrote counts, so that every value has a place.
 *
 * @param element the annotated element
 * @param mirror its annotation
 */
record AnnotationUse(Element element, AnnotationMirror mirror) {

    static Optional<AnnotationUse> of(Element element, Class<? extends Annotation> type) {
        return MoreElements.getAnnotationMirror(element, type)
                .toJavaUtil()
                .map(mirror -> new AnnotationUse(element, mirror));
    }

    String simpleName() {
        return mirror.getAnnotationType().asElement().getSimpleName().toString();
    }

    Location location() {
        return Location.of(element, mirror);
    }

    Location location(AnnotationValue value) {
        return Location.of(element, mirror, value);
    }

    /** A member that is written out. */
    Optional<AnnotationValue> written(String member) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** The elements of an array, in their order. */
    List<AnnotationValue> array(String member) {
        return written(member)
                .map(value -> ((List<?>) value.getValue())
                        .stream().map(AnnotationValue.class::cast).toList())
                .orElse(List.of());
    }

    /** The name of a constant of an enum. */
    static String constant(AnnotationValue value) {
        return ((VariableElement) value.getValue()).getSimpleName().toString();
    }
}
