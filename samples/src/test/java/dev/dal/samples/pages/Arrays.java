package dev.dal.samples.pages;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TableOut;
import dev.dal.annotations.TensorOut;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.TensorOutput;

/** Where antennas are. */
@ProcessingFunction
public interface Arrays {

    /** Rows of a table in; the output is a sink. */
    void select(@TableIn Table<Antenna> antennas, double minHeight, @TensorOut("n") TensorOutput<IntTensor> ids);

    /** Rows of a table out. */
    void baselines(@TableIn Table<Antenna> antennas, @TableOut TableOutput<Baseline> baselines);

    record Antenna(
            int id,
            String name,
            double x,
            double y,
            @Name("height [m]") double height) {}

    record Baseline(int first, int second, double length) {}
}
