package dev.dal.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names a parameter or record component in the schema. Without it the Java name is used. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Name {

    /**
     * The name in the schema.
     *
     * @return a name that no other parameter of the function has
     */
    String value();
}
