package dev.dal.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter whose type is a tensor class, or the tensor that a method returns, an output.
 *
 * <p>A parameter of a tensor class arrives allocated in the store, so the length of each of its dimensions must be known
 * before the call: from an input with a dimension of the same name, unless that may be null, from an integral parameter or
 * from a number. A parameter of type {@code TensorOutput<…>} and a returned tensor get their shape from the function.
 *
 * <p>A nullable parameter is made unless the caller leaves it out, in which case the function sees null.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface TensorOut {

    /**
     * The names of the dimensions, outermost first; none for rank 0.
     *
     * <p>Each string holds one name, or several separated by commas, so {@code "i,j"} and {@code {"i", "j"}} mean the
     * same. A name consists of ASCII letters, digits and underscores and does not begin with a digit. Equal names
     * within a function mean equal lengths. {@code "uvw=3"} fixes the length; {@code "x=nx"} takes it from the parameter
     * {@code nx}, a byte, short, int or long, of the same method.
     *
     * @return the names of at most eight dimensions
     */
    String[] value() default {};

    /**
     * The element type, where it is not the one that the Java class has by default.
     *
     * @return an element type that the tensor class can hold
     */
    TensorElement type() default TensorElement.DEFAULT;

    /**
     * Whether a tensor that is allocated before the call is filled with zeros. A function that writes every element
     * saves time without.
     *
     * @return false where the function may find anything in the elements
     */
    boolean zeroed() default true;
}
