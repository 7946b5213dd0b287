package dev.dal.processor.parse;

import com.palantir.javapoet.ClassName;
import dev.dal.annotations.ObjectIn;
import dev.dal.annotations.ObjectOut;
import dev.dal.annotations.ObjectRef;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TableOut;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.processor.model.RuntimeNames;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/** The annotations that say what a parameter is to its function. */
enum Role {
    TENSOR_IN(TensorIn.class),
    TENSOR_OUT(TensorOut.class),
    TABLE_IN(TableIn.class),
    TABLE_OUT(TableOut.class),
    OBJECT_IN(ObjectIn.class),
    OBJECT_OUT(ObjectOut.class),
    OBJECT_REF(ObjectRef.class);

    private static final Map<ClassName, Role> NEEDED = Map.of(
            RuntimeNames.TENSOR_OUTPUT, TENSOR_OUT,
            RuntimeNames.TENSOR_REF, TENSOR_IN,
            RuntimeNames.TABLE, TABLE_IN,
            RuntimeNames.TABLE_REF, TABLE_IN,
            RuntimeNames.TABLE_OUTPUT, TABLE_OUT,
            RuntimeNames.OBJECT_BUFFER, OBJECT_IN,
            RuntimeNames.OBJECT_OUTPUT, OBJECT_OUT);

    private final Class<? extends Annotation> annotation;

    Role(Class<? extends Annotation> annotation) {
        this.annotation = annotation;
    }

    Class<? extends Annotation> annotation() {
        return annotation;
    }

    /** The annotation as it is written. */
    @Override
    public String toString() {
        return "@" + annotation.getSimpleName();
    }

    boolean isTensor() {
        return this == TENSOR_IN || this == TENSOR_OUT;
    }

    /** A role where it is written. */
    record Use(Role role, AnnotationUse annotation) {}

    /** The roles of an element in the order in which they are written. */
    static List<Use> of(Element element) {
        List<Use> uses = new ArrayList<>();
        for (Role role : values()) {
            AnnotationUse.of(element, role.annotation).ifPresent(use -> uses.add(new Use(role, use)));
        }
        uses.sort(Comparator.comparingInt(
                use -> element.getAnnotationMirrors().indexOf(use.annotation().mirror())));
        return uses;
    }

    /** The roles that a type can have and must have one of, for messages; nothing for types that need none. */
    static Optional<String> neededBy(TypeMirror type) {
        if (TypeNames.isTensor(type)) {
            return Optional.of(TENSOR_IN + " or " + TENSOR_OUT);
        }
        return soleOf(type).map(Role::toString);
    }

    /** The only role that a type can have; nothing for tensors, which have two, and for types without one. */
    static Optional<Role> soleOf(TypeMirror type) {
        return TypeNames.classOf(type).map(NEEDED::get);
    }
}
