package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TableOut;
import dev.dal.connection.TableRef;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;

/** Rows that nobody should use any more, as a whole or in part. */
@ProcessingFunction
interface OutdatedRows {

    void whole(@TableIn Table<Old> rows);

    void component(@TableIn TableRef<Aging> rows, @TableOut TableOutput<Aging> same);

    @Deprecated
    record Old(int id) {}

    record Aging(int id, String label) {

        @Deprecated
        public String label() {
            return label;
        }
    }
}
