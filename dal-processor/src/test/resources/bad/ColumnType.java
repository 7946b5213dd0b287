package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.table.Table;
import java.math.BigDecimal;

@ProcessingFunction
interface ColumnType {

    void first(@TableIn Table<Price> prices);

    void second(@TableIn Table<Price> prices);

    record Price(String currency, BigDecimal amount) {}
}
