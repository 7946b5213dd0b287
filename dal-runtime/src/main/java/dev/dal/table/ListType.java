package dev.dal.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** A List of a type that columns have. Elements may be null. */
final class ListType extends JavaType {

    private final JavaType element;

    ListType(JavaType element) {
        this.element = element;
    }

    @Override
    Class<?> javaClass() {
        return List.class;
    }

    @Override
    Field field(String name, boolean nullable) {
        return field(name, nullable, ArrowType.List.INSTANCE, List.of(element.field(Columns.ITEM, true)));
    }

    @Override
    Object value(Object cell, Field field) {
        Field elementField = field.getChildren().get(0);
        List<@Nullable Object> values = new ArrayList<>();
        for (Object each : (List<?>) cell) {
            values.add(element.fromCell(each, elementField));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    Object toCell(Object value) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (Object each : (List<?>) value) {
            cells.add(each == null ? null : element.toCell(each));
        }
        return cells;
    }
}
