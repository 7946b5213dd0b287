package dev.dal.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter of type {@code TableOutput<R>} an output: a table to which the function adds rows, or that it puts as
 * a whole.
 *
 * <p>{@code R} is a record; each of its components is a column, of its name or that of {@link Name}.
 *
 * <p>A nullable parameter is made unless the caller leaves it out, in which case the function sees null.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface TableOut {}
