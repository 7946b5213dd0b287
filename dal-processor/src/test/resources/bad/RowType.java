package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.table.Table;

@ProcessingFunction
interface RowType {

    void count(@TableIn Table<String> names);
}
