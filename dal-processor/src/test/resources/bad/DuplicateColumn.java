package demo;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.table.Table;

@ProcessingFunction
interface DuplicateColumn {

    void count(@TableIn Table<Place> places);

    record Place(double x, @Name("x") double y) {}
}
