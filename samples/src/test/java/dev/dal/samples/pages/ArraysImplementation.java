package dev.dal.samples.pages;

import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.TensorOutput;
import java.util.List;

/** The functions in plain Java. */
final class ArraysImplementation implements Arrays {

    @Override
    public void select(Table<Antenna> antennas, double minHeight, TensorOutput<IntTensor> ids) {
        ids.put(IntTensor.of(antennas.stream()
                .filter(antenna -> antenna.height() >= minHeight)
                .mapToInt(Antenna::id)
                .toArray()));
    }

    @Override
    public void baselines(Table<Antenna> antennas, TableOutput<Baseline> baselines) {
        List<Antenna> all = antennas.asRecords();
        for (Antenna one : all) {
            for (Antenna other : all.subList(all.indexOf(one) + 1, all.size())) {
                double length = Math.hypot(one.x() - other.x(), one.y() - other.y());
                baselines.add(new Baseline(one.id(), other.id(), length));
            }
        }
    }
}
