package dev.dal.processor.contract;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A parameter of a contract.
 *
 * @param name its name in the schema
 * @param role what its function does with it
 * @param content what it is made of
 * @param nullable whether it may be left out
 */
public record ContractParameter(String name, Role role, Content content, boolean nullable) {

    /** What a function does with a parameter. */
    public enum Role {
        /** A value in the call itself. */
        VALUE,
        /** The id of an object that means nothing to the call. */
        OID,
        /** An object that is read. */
        IN,
        /** An object that is written. */
        OUT
    }

    /** What a parameter is made of. */
    public sealed interface Content {

        /**
         * The content as messages show it.
         *
         * @return for example {@code float64[i,uvw=3]}
         */
        String draw();

        /**
         * Whether what has this content can be passed where another is expected.
         *
         * @param other another content
         * @return true if nothing differs that counts
         */
        default boolean isSame(Content other) {
            return equals(other);
        }
    }

    /**
     * A value, or the id of an object.
     *
     * @param type its type, without a name and not nullable
     */
    public record Plain(ContractColumn type) implements Content {

        /**
         * Makes a value of the type of a column.
         *
         * @param type a column, whose name and nullability do not count
         */
        public Plain {
            type = new ContractColumn("", type.type(), false, type.children());
        }

        /**
         * A value without parts.
         *
         * @param type its type
         */
        public Plain(String type) {
            this(new ContractColumn("", type, false, List.of()));
        }

        @Override
        public String draw() {
            return type.draw();
        }

        @Override
        public boolean isSame(Content other) {
            return other instanceof Plain plain && type.hasSameType(plain.type);
        }
    }

    /** An object of any bytes. */
    public record AnyObject() implements Content {

        @Override
        public String draw() {
            return "object";
        }
    }

    /**
     * A tensor.
     *
     * @param element its element type
     * @param dimensions its dimensions, {@code name} or {@code name=3}
     */
    public record TensorContent(String element, List<String> dimensions) implements Content {

        @Override
        public String draw() {
            return element + dimensions.stream().collect(Collectors.joining(",", "[", "]"));
        }
    }

    /**
     * A table.
     *
     * @param columns its columns
     */
    public record TableContent(List<ContractColumn> columns) implements Content {

        @Override
        public String draw() {
            return columns.stream()
                    .map(column -> column.name() + ": " + column.draw() + (column.nullable() ? "" : " not null"))
                    .collect(Collectors.joining(", ", "table<", ">"));
        }
    }
}
