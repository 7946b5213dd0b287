package dev.dal.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** A record within a record: a struct. */
final class RecordType extends JavaType {

    private final Class<?> type;
    private final RecordShape<?> shape;
    private final List<Field> members;

    RecordType(Class<?> type, RecordShape<?> shape) {
        this.type = type;
        this.shape = shape;
        this.members = shape.fields();
    }

    @Override
    Class<?> javaClass() {
        return type;
    }

    @Override
    Field field(String name, boolean nullable) {
        return field(name, nullable, ArrowType.Struct.INSTANCE, members);
    }

    @Override
    Object value(Object cell, Field field) {
        Map<?, ?> cells = (Map<?, ?>) cell;
        @Nullable Object[] values = new @Nullable Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.get(members.get(i).getName());
        }
        return shape.make(values);
    }

    @Override
    Object toCell(Object value) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            cells.put(members.get(i).getName(), shape.cell(value, i));
        }
        return cells;
    }
}
