package dev.dal.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** What differs between declarations of tables, and how they look to readers. */
public final class TableSchemas {

    private TableSchemas() {}

    /**
     * Compares the columns of two tables as call schemas do: by name and type; neither order nor nullability count
     * (dal-format.md section 2, "Compatibility").
     *
     * @param expected the columns that there should be
     * @param found the columns that there are
     * @return one phrase for each column that differs, such as {@code column 'x': expected float64, found float32}; empty
     *     if none does
     */
    public static List<String> differences(Schema expected, Schema found) {
        Set<String> names = names(expected);
        names.addAll(names(found));
        return differences(names, expected, found);
    }

    /**
     * Finds the columns that a table lacks, or has with another type; others than are expected do not matter.
     *
     * @param expected the columns that there should be
     * @param found the columns that there are
     * @return one phrase for each expected column that differs, as {@link #differences(Schema, Schema)} gives
     */
    public static List<String> lacking(Schema expected, Schema found) {
        return differences(names(expected), expected, found);
    }

    private static Set<String> names(Schema schema) {
        Set<String> names = new LinkedHashSet<>();
        schema.getFields().forEach(field -> names.add(field.getName()));
        return names;
    }

    private static List<String> differences(Set<String> names, Schema expected, Schema found) {
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            List<Field> wanted = named(expected, name);
            List<Field> there = named(found, name);
            if (!sameTypes(wanted, there)) {
                differences.add("column '" + name + "': expected " + types(wanted) + ", found " + types(there));
            }
        }
        return differences;
    }

    /**
     * The columns of a table as text.
     *
     * @param schema the columns
     * @return names, types and nullability, as in {@code table<id: int32 not null, name: utf8>}
     */
    public static String describe(Schema schema) {
        return TypeText.of(schema);
    }

    /**
     * The type of a field as text.
     *
     * @param field a column, or any other field
     * @return the type, with those of what is below it, as in {@code list<float64>}
     */
    public static String describe(Field field) {
        return TypeText.of(field);
    }

    /**
     * Whether two fields have the same type, with all that is below them: what lists hold by its type, members of structs by
     * name and type, in any order. Their own names and nullability do not count.
     *
     * @param one a column, or any other field
     * @param other another
     * @return true if so
     */
    public static boolean sameType(Field one, Field other) {
        return TypeText.sameType(one, other);
    }

    private static List<Field> named(Schema schema, String name) {
        return schema.getFields().stream()
                .filter(field -> field.getName().equals(name))
                .toList();
    }

    private static boolean sameTypes(List<Field> some, List<Field> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size()).allMatch(i -> TypeText.sameType(some.get(i), others.get(i)));
    }

    private static String types(List<Field> fields) {
        return fields.isEmpty()
                ? "no such column"
                : fields.stream().map(TypeText::of).collect(Collectors.joining(" and "));
    }
}
