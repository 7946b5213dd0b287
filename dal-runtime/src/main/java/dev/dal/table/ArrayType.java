package dev.dal.table;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** An array of a type that columns have. Elements may be null unless they are primitive. */
final class ArrayType extends JavaType {

    private final JavaType element;

    ArrayType(JavaType element) {
        this.element = element;
    }

    @Override
    Class<?> javaClass() {
        return element.javaClass().arrayType();
    }

    @Override
    Field field(String name, boolean nullable) {
        return field(
                name, nullable, ArrowType.List.INSTANCE, List.of(element.field(Columns.ITEM, !element.isPrimitive())));
    }

    @Override
    Object value(Object cell, Field field) {
        List<?> cells = (List<?>) cell;
        Field elementField = field.getChildren().get(0);
        Object array = Array.newInstance(element.javaClass(), cells.size());
        for (int i = 0; i < cells.size(); i++) {
            Array.set(array, i, element.fromCell(cells.get(i), elementField));
        }
        return array;
    }

    @Override
    Object toCell(Object value) {
        if (element.isPrimitive()) {
            return value;
        }
        List<@Nullable Object> cells = new ArrayList<>();
        for (Object each : (Object[]) value) {
            cells.add(each == null ? null : element.toCell(each));
        }
        return cells;
    }
}
