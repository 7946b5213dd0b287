package dev.dal.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a parameter of type {@code ObjectId} is the id of an object which the function neither reads nor writes for its
 * call: nobody waits for that object, and nobody keeps it. Without this annotation an {@code ObjectId} is a value like any
 * other of 20 bytes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface ObjectRef {}
