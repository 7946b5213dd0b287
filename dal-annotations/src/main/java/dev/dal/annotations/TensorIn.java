package dev.dal.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter whose type is a tensor class an input: a tensor that the caller passes by reference.
 *
 * <p>A parameter of type {@code TensorRef<…>} is an input too, but one that is not read before the function asks for it, and
 * that the function may keep by {@code retain()}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface TensorIn {

    /**
     * The names of the dimensions, outermost first; none for rank 0.
     *
     * <p>Each string holds one name, or several separated by commas, so {@code "i,j"} and {@code {"i", "j"}} mean the
     * same. A name consists of ASCII letters, digits and underscores and does not begin with a digit. Equal names
     * within a function mean equal lengths. {@code "uvw=3"} fixes the length.
     *
     * @return the names of at most eight dimensions
     */
    String[] value() default {};

    /**
     * The element type, where it is not the one that the Java class has by default.
     *
     * @return an element type that the tensor class of the parameter can hold
     */
    TensorElement type() default TensorElement.DEFAULT;
}
