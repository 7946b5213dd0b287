package dev.dal.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

/**
 * A table that goes into a function or comes out of it.
 *
 * @param name its names
 * @param role how it does so
 * @param table its columns
 * @param nullness whether it may be left out
 */
public record TableField(ParameterName name, TableRole role, TableModel table, Nullness nullness)
        implements Field, ParameterModel {

    @Override
    public boolean isInput() {
        return role != TableRole.OUTPUT;
    }

    /**
     * The type of the parameter.
     *
     * @return for example {@code Table<Antenna>}
     */
    public TypeName javaType() {
        ClassName type = switch (role) {
            case INPUT -> RuntimeNames.TABLE;
            case REFERENCE -> RuntimeNames.TABLE_REF;
            case OUTPUT -> RuntimeNames.TABLE_OUTPUT;
        };
        return ParameterizedTypeName.get(type, table.record());
    }
}
