package dev.dal.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as maps from column names to values. */
final class MapMapper implements RowMapper<Map<String, @Nullable Object>> {

    @Override
    public Map<String, @Nullable Object> read(RowReader cells, long row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int column = 0; column < cells.columnCount(); column++) {
            values.put(cells.column(column).name(), cells.getObject(column, row));
        }
        return Collections.unmodifiableMap(values);
    }

    @Override
    public void write(Map<String, @Nullable Object> record, RowWriter cells, int row) {
        for (int column = 0; column < cells.columnCount(); column++) {
            cells.setObject(column, row, record.get(cells.name(column)));
        }
    }
}
