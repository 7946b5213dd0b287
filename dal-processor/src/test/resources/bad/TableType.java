package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableOut;
import dev.dal.table.Table;

@ProcessingFunction
interface TableType {

    void copy(@TableOut Table<Row> rows);

    record Row(int id) {}
}
