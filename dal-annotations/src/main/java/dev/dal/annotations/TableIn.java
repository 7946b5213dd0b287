package dev.dal.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter of type {@code Table<R>} an input: a table that the caller passes by reference.
 *
 * <p>{@code R} is a record; each of its components is a column, of its name or that of {@link Name}. Columns are matched
 * by name, and the table may have others besides.
 *
 * <p>A parameter of type {@code TableRef<R>} is an input too, but one that is not read before the function asks for it,
 * and that the function may keep by {@code retain()}.
 *
 * <p>The caller may pass null for a nullable parameter.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface TableIn {}
