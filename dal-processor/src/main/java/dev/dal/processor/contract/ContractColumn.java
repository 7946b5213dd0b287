package dev.dal.processor.contract;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A column of a table, or what an element of such a column is made of.
 *
 * @param name its name
 * @param type its type
 * @param nullable whether cells may be null
 * @param children what its cells are made of, if they have parts
 */
public record ContractColumn(String name, String type, boolean nullable, List<ContractColumn> children) {

    /** The type of lists. */
    static final String LIST = "list";

    private static final String STRUCT = "struct";

    /**
     * The type with those of the parts.
     *
     * @return for example {@code list<float64>}
     */
    public String draw() {
        return children.isEmpty()
                ? type
                : children.stream()
                        .map(child -> (hasNamedParts() ? child.name + ": " : "") + child.draw())
                        .collect(Collectors.joining(", ", type + "<", ">"));
    }

    private boolean hasNamedParts() {
        return type.equals(STRUCT);
    }

    /** Whether another column has the same type. Names and nullability do not count, nor the order of named parts. */
    boolean hasSameType(ContractColumn other) {
        return type.equals(other.type)
                && children.size() == other.children.size()
                && IntStream.range(0, children.size())
                        .allMatch(i -> hasNamedParts()
                                ? other.children.stream().anyMatch(children.get(i)::isSamePart)
                                : children.get(i).hasSameType(other.children.get(i)));
    }

    private boolean isSamePart(ContractColumn other) {
        return name.equals(other.name) && hasSameType(other);
    }
}
