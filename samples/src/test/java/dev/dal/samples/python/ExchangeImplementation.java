package dev.dal.samples.python;

import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.TensorOutput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@link Exchange}, in Java. */
final class ExchangeImplementation implements Exchange {

    final List<String> notes = new CopyOnWriteArrayList<>();

    @Override
    public void parts(Complex64Tensor zs, double factor, FloatTensor re, FloatTensor im) {
        for (long i = 0; i < zs.shape().length(0); i++) {
            for (long j = 0; j < zs.shape().length(1); j++) {
                re.set(i, j, (float) (factor * zs.re(i, j)));
                im.set(i, j, (float) (factor * zs.im(i, j)));
            }
        }
    }

    @Override
    public void describe(
            boolean flag,
            byte small,
            short medium,
            int number,
            float real,
            String label,
            byte[] bytes,
            Instant when,
            Duration lasts,
            LocalDate day,
            ObjectId id,
            TensorOutput<ByteTensor> text) {
        String described = String.join(
                " ",
                Boolean.toString(flag),
                Byte.toString(small),
                Short.toString(medium),
                Integer.toString(number),
                Float.toString(real),
                label,
                HexFormat.of().formatHex(bytes),
                when.toString(),
                lasts.toString(),
                day.toString(),
                id.toString());
        text.put(ByteTensor.of(described.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void select(Table<Place> places, double minHeight, TableOutput<Place> high) {
        places.asRecords().stream().filter(place -> place.height() >= minHeight).forEach(high::add);
    }

    @Override
    public double root(double x) {
        if (x < 0) {
            throw new IllegalArgumentException("x is " + x);
        }
        return Math.sqrt(x);
    }

    @Override
    public void note(String message) {
        notes.add(message);
    }
}
