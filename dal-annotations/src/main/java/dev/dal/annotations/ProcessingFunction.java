package dev.dal.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an abstract interface method a processing function: a method that another process may call through a store.
 *
 * <p>On an interface it stands for every abstract method of that interface, inherited ones included. On a method it
 * stands for that method, and may give it a name. From each interface {@code Maths} with processing functions the
 * annotation processor writes {@code MathsSchemas}, {@code MathsCaller} and {@code MathsProcessor}. An interface within a
 * method is not shown to annotation processors: nothing is written for it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ProcessingFunction {

    /**
     * The name of the function in the schema; for methods only. Without it the name of the method is used.
     *
     * @return a Java identifier that no other function of the interface has as its name, or the empty string for none
     */
    String value() default "";
}
