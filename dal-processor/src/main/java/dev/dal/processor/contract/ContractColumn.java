package dev.dal.processor.contract;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of a table, or what an element of such a column is made of.
 *
 * @param name its name
 * @param type its type
 * @param nullable whether cells may be null
 * @param children what its cells are made of, if they have parts
 */
public record ContractColumn(String name, String type, boolean nullable, List<ContractColumn> children) {

    /**
     * The type with those of the parts.
     *
     * @return for example {@code list<float64>}
     */
    public String draw() {
        return children.isEmpty()
                ? type
                : children.stream().map(ContractColumn::draw).collect(Collectors.joining(", ", type + "<", ">"));
    }
}
