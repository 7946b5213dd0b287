package dev.dal.samples.python;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TableOut;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.TensorOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Functions with parameters of every kind; served by Java for Python, and by Python for Java. */
@ProcessingFunction
public interface Exchange {

    /**
     * Takes complex numbers apart.
     *
     * @param zs the numbers
     * @param factor multiplies each
     * @param re real parts
     * @param im imaginary parts
     */
    void parts(
            @TensorIn("i,j") Complex64Tensor zs,
            double factor,
            @TensorOut("i,j") FloatTensor re,
            @TensorOut("i,j") FloatTensor im);

    /**
     * A text of all values.
     *
     * @param flag a bool
     * @param small an int8
     * @param medium an int16
     * @param number an int32
     * @param real a float32
     * @param label a utf8
     * @param bytes a binary
     * @param when a timestamp
     * @param lasts a duration
     * @param day a date
     * @param id an object id
     * @param text the values as UTF-8, with spaces between
     */
    void describe(
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
            @TensorOut("n") TensorOutput<ByteTensor> text);

    /**
     * Selects places.
     *
     * @param places the places
     * @param minHeight the least height
     * @param high the places that are at least so high
     */
    void select(@TableIn Table<Place> places, double minHeight, @TableOut TableOutput<Place> high);

    /**
     * The square root.
     *
     * @param x at least zero
     * @return its root
     * @throws IllegalArgumentException if x is negative
     */
    double root(double x);

    /**
     * Notes a message.
     *
     * @param message what to note
     */
    void note(String message);

    /**
     * A place.
     *
     * @param name what it is called
     * @param height in metres
     */
    record Place(String name, double height) {}
}
