package dev.dal.processor.report;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A place in the user's source, as narrow as it is known: a value in an annotation, an annotation, or an element.
 *
 * @param element the type, method or parameter
 * @param annotation an annotation of that element, or null for the element itself
 * @param value a value in that annotation, or null for the annotation itself
 */
public record Location(
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) {

    /**
     * The place of an element.
     *
     * @param element the type, method or parameter
     * @return its name in the source
     */
    public static Location of(Element element) {
        return new Location(element, null, null);
    }

    /**
     * The place of an annotation.
     *
     * @param element the annotated element
     * @param annotation its annotation
     * @return the annotation in the source
     */
    public static Location of(Element element, AnnotationMirror annotation) {
        return new Location(element, annotation, null);
    }

    /**
     * The place of a value in an annotation.
     *
     * @param element the annotated element
     * @param annotation its annotation
     * @param value a value of the annotation, or one string of an array of them
     * @return the value in the source
     */
    public static Location of(Element element, AnnotationMirror annotation, AnnotationValue value) {
        return new Location(element, annotation, value);
    }
}
