package dev.dal.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.Optional;

/** What a cell of a column is. */
public sealed interface ColumnType {

    /** The name that is given to the elements of a list, which have none. */
    String ITEM = "item";

    /**
     * The Arrow type, as schemas show it to readers.
     *
     * @return for example {@code list<float64>}
     */
    String schemaName();

    /**
     * What a cell is a list of. Elements may be null unless they are primitive: those of a List, and the inner arrays of an
     * array.
     *
     * @return the elements, or nothing if a cell is a single value
     */
    Optional<Elements> elements();

    /**
     * The elements of a list.
     *
     * @param type what they are
     * @param nullable whether they may be null
     */
    record Elements(ColumnType type, boolean nullable) {}

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

        @Override
        public Optional<Elements> elements() {
            return Optional.empty();
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

        @Override
        public Optional<Elements> elements() {
            return Optional.of(new Elements(element, element instanceof Array));
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

        @Override
        public Optional<Elements> elements() {
            return Optional.of(new Elements(element, true));
        }
    }
}
