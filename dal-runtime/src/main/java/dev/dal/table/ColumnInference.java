package dev.dal.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Finds out what columns hold that are given as arrays and lists. */
final class ColumnInference {

    private ColumnInference() {}

    /**
     * The schema for columns.
     *
     * @param columns arrays, Lists or Columns by name
     * @return their types, in the order of the map
     * @throws IllegalArgumentException if values in a column have no common type
     */
    static Schema schema(Map<String, ?> columns) {
        List<Field> fields = new ArrayList<>();
        columns.forEach((name, values) -> fields.add(column(name, Objects.requireNonNull(values, name))));
        return new Schema(fields);
    }

    private static Field column(String name, Object values) {
        if (values instanceof Column column) {
            Field field = column.field();
            return field(name, field.isNullable(), field.getType(), field.getChildren());
        }
        if (values instanceof List<?> list) {
            return ofObjects(name, list);
        }
        if (values instanceof Object[] array) {
            return ofObjects(name, Arrays.asList(array));
        }
        Class<?> component = values.getClass().getComponentType();
        ArrowType type = component == null ? null : ArrowTypes.of(component);
        if (type == null) {
            TableBuilding.lengthOf(name, values);
            throw new IllegalArgumentException("Column '" + name + "': found "
                    + values.getClass().getSimpleName() + "; expected elements of a type that columns have.");
        }
        return field(name, false, type, List.of());
    }

    private static Field field(String name, boolean nullable, ArrowType type, List<Field> children) {
        return new Field(name, new FieldType(nullable, type, null), children);
    }

    /** The type that all values but nulls have. */
    private static Field ofObjects(String name, List<?> values) {
        @Nullable Object first = null;
        boolean nullable = false;
        for (Object value : values) {
            nullable |= value == null;
            first = first == null ? value : first;
        }
        if (first == null) {
            return field(name, true, ArrowType.Null.INSTANCE, List.of());
        }
        if (first instanceof List || isArrayOfCells(first)) {
            return field(name, nullable, ArrowType.List.INSTANCE, List.of(elements(name, values)));
        }
        if (first instanceof Map) {
            return field(name, nullable, ArrowType.Struct.INSTANCE, members(name, values));
        }
        ArrowType type = first instanceof Enum ? ArrowTypes.UTF8 : ArrowTypes.of(first.getClass());
        if (type == null) {
            throw mixed(name, first.getClass().getSimpleName(), "values of a type that columns have");
        }
        requireAll(name, values, first instanceof Enum ? Enum.class : first.getClass());
        return field(name, nullable, type, List.of());
    }

    private static boolean isArrayOfCells(Object value) {
        return value.getClass().isArray() && !(value instanceof byte[]);
    }

    private static IllegalArgumentException mixed(String name, String found, String expected) {
        return new IllegalArgumentException("Column '" + name + "': found " + found + "; expected " + expected + ".");
    }

    private static void requireAll(String name, List<?> values, Class<?> expected) {
        for (Object value : values) {
            if (value != null && !expected.isInstance(value)) {
                throw mixed(
                        name,
                        expected.getSimpleName() + " and " + value.getClass().getSimpleName(),
                        "values of one type");
            }
        }
    }

    /** The type that the elements of all lists have. */
    private static Field elements(String name, List<?> lists) {
        List<@Nullable Object> all = new ArrayList<>();
        @Nullable Field primitive = null;
        for (Object list : lists) {
            if (list instanceof List<?> elements) {
                all.addAll(elements);
            } else if (list instanceof Object[] elements) {
                all.addAll(Arrays.asList(elements));
            } else if (list != null && isArrayOfCells(list)) {
                Field found = column("item", list);
                if (primitive != null && !found.equals(primitive)) {
                    throw mixed(name, "arrays of different types", "arrays of one type");
                }
                primitive = found;
            } else if (list != null) {
                throw mixed(name, "lists and " + list.getClass().getSimpleName(), "values of one type");
            }
        }
        if (primitive != null && !all.isEmpty()) {
            throw mixed(name, "arrays of primitives and lists", "either");
        }
        Field item = primitive == null ? ofObjects("item", all) : primitive;
        return primitive == null ? field("item", true, item.getType(), item.getChildren()) : item;
    }

    /** The types of the members of all structs; a member may be left out where it is null. */
    private static List<Field> members(String name, List<?> structs) {
        requireAll(name, structs, Map.class);
        Map<String, List<@Nullable Object>> members = new LinkedHashMap<>();
        for (Object struct : structs) {
            if (struct instanceof Map<?, ?> map) {
                map.keySet().forEach(key -> members.putIfAbsent(String.valueOf(key), new ArrayList<>()));
            }
        }
        for (Object struct : structs) {
            if (struct instanceof Map<?, ?> map) {
                members.forEach((key, values) -> values.add(map.get(key)));
            }
        }
        List<Field> fields = new ArrayList<>();
        members.forEach((key, values) -> {
            Field member = ofObjects(key, values);
            fields.add(field(key, true, member.getType(), member.getChildren()));
        });
        return fields;
    }
}
