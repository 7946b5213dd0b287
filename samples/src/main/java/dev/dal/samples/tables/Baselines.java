package dev.dal.samples.tables;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TableOut;
import dev.dal.annotations.TensorOut;
import dev.dal.connection.TableRef;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.TensorOutput;
import org.jspecify.annotations.Nullable;

/** Functions of antennas and of the lines between them. */
@ProcessingFunction
public interface Baselines {

    /**
     * Selects antennas by their height.
     *
     * @param antennas the antennas
     * @param minHeight the least height
     * @param ids the ids of antennas that are at least so high
     */
    void select(@TableIn Table<Antenna> antennas, double minHeight, @TensorOut("n") TensorOutput<IntTensor> ids);

    /**
     * Makes a baseline of each pair of antennas.
     *
     * @param antennas the antennas
     * @param baselines a row for each pair
     */
    void pairs(@TableIn Table<Antenna> antennas, @TableOut TableOutput<Baseline> baselines);

    /**
     * Leaves out short baselines.
     *
     * @param baselines the baselines; not read if none could be left out
     * @param minLength the least length
     * @param long_ the baselines that are at least so long
     */
    void atLeast(
            @TableIn TableRef<Baseline> baselines,
            double minLength,
            @Name("long") @TableOut TableOutput<Baseline> long_);

    /**
     * An antenna.
     *
     * @param id its number
     * @param name its name
     * @param x east of the centre, in metres
     * @param y north of the centre, in metres
     * @param height above sea level, in metres
     */
    record Antenna(
            int id,
            String name,
            double x,
            double y,
            @Name("height [m]") double height) {}

    /**
     * A line between two antennas.
     *
     * @param first number of the one
     * @param second number of the other
     * @param length in metres
     * @param label what it is called, if it has a name
     */
    record Baseline(
            int first, int second, double length, @Nullable String label) {}
}
