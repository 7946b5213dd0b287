package dev.dal.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that are generated for the records of an interface's tables: a constant and a mapper for each. */
public final class TableNames {

    private final Map<ClassName, TableModel> tables = new LinkedHashMap<>();
    private final Map<ClassName, Names> names = new LinkedHashMap<>();

    private record Names(String constant, ClassName mapper) {}

    /**
     * Derives the names.
     *
     * @param schemas the class that has them
     * @param functions the functions, whose records are named in the order of their first use
     * @param taken what the class has already
     */
    TableNames(ClassName schemas, List<FunctionModel> functions, Set<String> taken) {
        tablesOf(functions).forEach(table -> tables.putIfAbsent(table.record(), table));
        List<ClassName> records = new ArrayList<>(tables.keySet());
        List<String> simple = records.stream().map(ClassName::simpleName).toList();
        List<String> constantNames = NameStyle.CONSTANT.distinct(simple, taken);
        Set<String> others = new HashSet<>(taken);
        others.addAll(constantNames);
        List<String> mapperNames = NameStyle.CLASS.distinct(
                simple.stream().map(name -> name + "Rows").toList(), others);
        for (int i = 0; i < records.size(); i++) {
            names.put(records.get(i), new Names(constantNames.get(i), schemas.nestedClass(mapperNames.get(i))));
        }
    }

    private static List<TableModel> tablesOf(List<FunctionModel> functions) {
        return functions.stream()
                .flatMap(function -> function.fields().stream())
                .filter(TableField.class::isInstance)
                .map(field -> ((TableField) field).table())
                .toList();
    }

    /**
     * The classes whose simple names generated code uses for records.
     *
     * @param functions the functions
     * @return names of the top-level classes of all records
     */
    static Set<String> recordNames(List<FunctionModel> functions) {
        Set<String> found = new HashSet<>();
        tablesOf(functions)
                .forEach(table -> found.add(table.record().topLevelClassName().simpleName()));
        return found;
    }

    /**
     * The tables, each once.
     *
     * @return tables in the order of their first use
     */
    public List<TableModel> all() {
        return List.copyOf(tables.values());
    }

    /**
     * The constant that is the type of a table.
     *
     * @param table a table of the interface
     * @return its name
     */
    public String constant(TableModel table) {
        return of(table).constant();
    }

    /**
     * The class that reads and writes rows of a table.
     *
     * @param table a table of the interface
     * @return its name
     */
    public ClassName mapper(TableModel table) {
        return of(table).mapper();
    }

    private Names of(TableModel table) {
        Names found = names.get(table.record());
        if (found == null) {
            throw new IllegalArgumentException(table.record() + " is no record of the interface");
        }
        return found;
    }
}
