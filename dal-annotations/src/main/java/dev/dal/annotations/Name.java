package dev.dal.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a parameter in the schema of its function, or a component of a record as a column of tables. Without it the Java
 * name is used. The name of a parameter is an identifier; that of a column may be any text.
 *
 * <p>Generated code knows it. It is not there at run time, so that types of tables that are made by reflection have the
 * Java names.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Name {

    /**
     * The name in the schema.
     *
     * @return a name that no other parameter of the function, or component of the record, has
     */
    String value();
}
