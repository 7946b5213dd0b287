package dev.dal.processor.model;

import com.palantir.javapoet.ClassName;

/**
 * A checked exception that a caller can rebuild from its message.
 *
 * @param type its class, which has a public constructor for a string
 * @param binaryName the name of the class at run time
 */
public record DeclaredException(ClassName type, String binaryName) {}
