package dev.dal.processor.model;

import com.palantir.javapoet.TypeName;

/**
 * A value that is passed in the call itself.
 *
 * @param name its names
 * @param type what it is in the schema
 * @param javaType what it is in Java
 * @param nullness whether it may be null
 */
public record ValueField(ParameterName name, ValueType type, TypeName javaType, Nullness nullness)
        implements Field, ParameterModel {

    @Override
    public boolean isInput() {
        return true;
    }
}
