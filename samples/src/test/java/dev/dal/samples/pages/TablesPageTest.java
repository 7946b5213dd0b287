package dev.dal.samples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.samples.pages.Arrays.Antenna;
import dev.dal.samples.pages.Arrays.Baseline;
import dev.dal.table.DoubleColumn;
import dev.dal.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The calls of docs/guide/tables.md. */
class TablesPageTest {

    @Test
    void rowsGoInAndRowsComeOut() {
        List<Double> rows = new ArrayList<>();
        try (ArraysCaller arrays = ArraysCaller.inProcess(new ArraysImplementation())) {
            Table<Antenna> antennas = Table.of(
                    ArraysSchemas.ANTENNA, List.of(new Antenna(1, "C1", 0, 0, 12.5), new Antenna(2, "C2", 3, 4, 9)));
            try (var selected = arrays.select(antennas, 10);
                    var result = arrays.baselines(antennas)) {
                int[] ids = selected.get().toArray();
                for (Baseline baseline : result.get()) { // one record per row
                    rows.add(baseline.length());
                }
                DoubleColumn lengths = result.get().column("length", DoubleColumn.class);
                double[] all = lengths.toArray(); // or column by column, without a record
                assertThat(ids).containsExactly(1);
                assertThat(all).containsExactly(5);
            }
        }
        assertThat(rows).containsExactly(5.0);
    }
}
