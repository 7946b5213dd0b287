package dev.dal.processor.contract;

import dev.dal.processor.contract.ContractParameter.TableContent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What differs between the columns of two tables, by name and type; neither order nor nullability count. */
final class TableComparison {

    private TableComparison() {}

    /** A phrase for each column that differs, such as {@code column 'x': expected float64, found float32}. */
    static List<String> differences(TableContent expected, TableContent actual) {
        Set<String> names = new LinkedHashSet<>();
        expected.columns().forEach(column -> names.add(column.name()));
        actual.columns().forEach(column -> names.add(column.name()));
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            List<ContractColumn> wanted = named(expected, name);
            List<ContractColumn> there = named(actual, name);
            if (!haveSameTypes(wanted, there)) {
                differences.add("column '" + name + "': expected " + types(wanted) + ", found " + types(there));
            }
        }
        return differences;
    }

    /** Tables from elsewhere may have several columns of one name. */
    private static List<ContractColumn> named(TableContent table, String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .toList();
    }

    private static boolean haveSameTypes(List<ContractColumn> some, List<ContractColumn> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size()).allMatch(i -> some.get(i).hasSameType(others.get(i)));
    }

    private static String types(List<ContractColumn> columns) {
        return columns.isEmpty()
                ? "no such column"
                : columns.stream().map(ContractColumn::draw).collect(Collectors.joining(" and "));
    }
}
