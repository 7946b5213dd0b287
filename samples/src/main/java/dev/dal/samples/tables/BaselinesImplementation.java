package dev.dal.samples.tables;

import dev.dal.connection.TableRef;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.TensorOutput;
import java.util.List;

/** The functions in plain Java. */
final class BaselinesImplementation implements Baselines {

    @Override
    public void select(Table<Antenna> antennas, double minHeight, TensorOutput<IntTensor> ids) {
        ids.put(IntTensor.of(antennas.stream()
                .filter(antenna -> antenna.height() >= minHeight)
                .mapToInt(Antenna::id)
                .toArray()));
    }

    @Override
    public void pairs(Table<Antenna> antennas, TableOutput<Baseline> baselines) {
        List<Antenna> all = antennas.asRecords();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                baselines.add(between(all.get(i), all.get(j)));
            }
        }
    }

    private static Baseline between(Antenna one, Antenna other) {
        double length = Math.hypot(one.x() - other.x(), one.y() - other.y());
        boolean named = !one.name().isEmpty() && !other.name().isEmpty();
        return new Baseline(one.id(), other.id(), length, named ? one.name() + "-" + other.name() : null);
    }

    @Override
    public void atLeast(TableRef<Baseline> baselines, double minLength, TableOutput<Baseline> long_) {
        if (minLength <= 0) {
            long_.put(baselines.get());
            return;
        }
        for (Baseline baseline : baselines.get()) {
            if (baseline.length() >= minLength) {
                long_.add(baseline);
            }
        }
    }
}
