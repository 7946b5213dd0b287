package dev.dal.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;

/**
 * Whether a field may be null, and the user's annotation that says so, which generated code repeats where the field may be
 * passed: checkers of nulls know nothing else.
 *
 * @param allowed whether it may be null
 * @param ofType an annotation of the type that says so
 * @param ofParameter an annotation of the parameter that says so
 */
public record Nullness(boolean allowed, Optional<ClassName> ofType, Optional<ClassName> ofParameter) {

    /** What is never null. */
    public static final Nullness NEVER = new Nullness(false, Optional.empty(), Optional.empty());

    /** What may be null without an annotation that generated code could repeat, such as a boxed type. */
    public static final Nullness UNMARKED = new Nullness(true, Optional.empty(), Optional.empty());

    /**
     * What may be null by an annotation of its type.
     *
     * @param annotation an annotation for uses of types, without members
     * @return what may be null
     */
    public static Nullness markedType(ClassName annotation) {
        return new Nullness(true, Optional.of(annotation), Optional.empty());
    }

    /**
     * What may be null by an annotation of its parameter.
     *
     * @param annotation an annotation for parameters, without members
     * @return what may be null
     */
    public static Nullness markedParameter(ClassName annotation) {
        return new Nullness(true, Optional.empty(), Optional.of(annotation));
    }

    /**
     * A type with the annotation, if it belongs there.
     *
     * @param type the type of a variable that has the field's value or source
     * @return the type to declare
     */
    public TypeName on(TypeName type) {
        return ofType.map(annotation -> type.annotated(annotation(annotation))).orElse(type);
    }

    /**
     * The annotation of a parameter, if it belongs there.
     *
     * @return no or one annotation
     */
    public List<AnnotationSpec> onParameter() {
        return ofParameter.map(Nullness::annotation).stream().toList();
    }

    private static AnnotationSpec annotation(ClassName type) {
        return AnnotationSpec.builder(type).build();
    }
}
