package dev.dal.table;

import dev.dal.ipc.ColumnKind;
import dev.dal.ipc.FormatException;
import dev.dal.ipc.RecordBatchReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Finds the columns that a type demands among those that a table has, by name; says all that does not fit. */
final class ColumnMatch {

    private final Schema found;
    private final List<RecordBatchReader> batches;
    private final List<String> problems = new ArrayList<>();

    /**
     * A match.
     *
     * @param found the columns that there are
     * @param batches the cells that there are
     */
    ColumnMatch(Schema found, List<RecordBatchReader> batches) {
        this.found = found;
        this.batches = batches;
    }

    /**
     * Finds columns.
     *
     * @param expected the columns that there must be
     * @return their indices among those found
     * @throws FormatException naming every column that is missing, has another type, or nulls where there must be none
     */
    int[] indicesOf(List<Field> expected) {
        int[] indices = new int[expected.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = find(expected.get(i));
        }
        if (!problems.isEmpty()) {
            throw new FormatException("Table: " + String.join(" ", problems));
        }
        return indices;
    }

    private int find(Field expected) {
        String subject = "Column '" + expected.getName() + "': ";
        List<Integer> named = named(found, expected.getName());
        if (named.size() != 1) {
            problems.add(subject + "found " + (named.isEmpty() ? "none" : named.size()) + " among " + names(found)
                    + "; expected one, of " + TypeText.of(expected) + ".");
            return -1;
        }
        int index = named.get(0);
        Field field = found.getFields().get(index);
        if (!TypeText.sameType(field, expected)) {
            problems.add(subject + "found " + TypeText.of(field) + "; expected " + TypeText.of(expected) + ".");
        } else if (!expected.isNullable() && ColumnKind.of(field.getType()) != ColumnKind.OTHER) {
            checkNulls(subject, index);
        }
        return index;
    }

    private void checkNulls(String subject, int index) {
        long nulls = 0;
        for (RecordBatchReader batch : batches) {
            nulls += batch.nullCount(index);
        }
        if (nulls > 0) {
            problems.add(subject + "found " + nulls + (nulls == 1 ? " null" : " nulls")
                    + "; the column is declared without nulls.");
        }
    }

    /**
     * The column of a name.
     *
     * @param schema the columns
     * @param name the name
     * @return its index
     * @throws IllegalArgumentException if there is none, or several
     */
    static int indexOf(Schema schema, String name) {
        List<Integer> named = named(schema, name);
        if (named.size() != 1) {
            throw new IllegalArgumentException("Column '" + name + "': found "
                    + (named.isEmpty() ? "none" : named.size()) + " among " + names(schema) + "; expected one.");
        }
        return named.get(0);
    }

    private static List<Integer> named(Schema schema, String name) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < schema.getFields().size(); i++) {
            if (schema.getFields().get(i).getName().equals(name)) {
                indices.add(i);
            }
        }
        return indices;
    }

    private static List<String> names(Schema schema) {
        return schema.getFields().stream().map(Field::getName).toList();
    }
}
