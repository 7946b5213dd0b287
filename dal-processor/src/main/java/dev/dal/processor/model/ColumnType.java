package dev.dal.processor.model;

import com.palantir.javapoet.TypeName;

/** What a cell of a column is. */
public sealed interface ColumnType {

    /**
     * The Arrow type, as schemas show it to readers.
     *
     * @return for example {@code list<float64>}
     */
    String schemaName();

    /**
     * A single value.
     *
     * @param type what it is in the schema
     * @param javaType what it is in Java: a primitive type where it is boxed too
     * @param boxed whether the component is of a boxed type
     */
    record Value(ValueType type, TypeName javaType, boolean boxed) implements ColumnType {
        @Override
        public String schemaName() {
            return type.schemaName();
        }
    }

    /**
     * An array of primitive values, or of such arrays.
     *
     * @param javaType the array
     * @param element what is in it
     */
    record Array(TypeName javaType, ColumnType element) implements ColumnType {
        @Override
        public String schemaName() {
            return "list<" + element.schemaName() + ">";
        }
    }

    /**
     * A List, whose elements may be null.
     *
     * @param element what is in it
     */
    record ListOf(ColumnType element) implements ColumnType {
        @Override
        public String schemaName() {
            return "list<" + element.schemaName() + ">";
        }
    }
}
