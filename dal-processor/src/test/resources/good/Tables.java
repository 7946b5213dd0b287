package demo;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TableOut;
import dev.dal.annotations.TensorOut;
import dev.dal.connection.TableRef;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.TensorOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Tables of records. */
@ProcessingFunction
public interface Tables {

    /**
     * Rows of a table in, an unknown number of values out: the output is a sink.
     *
     * @param antennas the antennas
     * @param minHeight the least height that counts
     * @param ids the ids of the antennas that count
     */
    void select(@TableIn Table<Antenna> antennas, double minHeight, @TensorOut("n") TensorOutput<IntTensor> ids);

    /**
     * A table is the only output, so that the result has it.
     *
     * @param antennas the antennas
     * @param heights their heights
     */
    void heights(@TableIn Table<Antenna> antennas, @TableOut TableOutput<Height> heights);

    /**
     * A table that is not read before it is asked for; records of two functions are declared once.
     *
     * @param antennas some
     * @param things others
     * @return how many
     */
    @ProcessingFunction("count_rows")
    long countRows(@Name("list") @TableIn TableRef<Antenna> antennas, @TableIn Table<Everything> things);

    /**
     * Layout and table have names of their own.
     *
     * @param antennas others
     */
    void antenna(@TableIn Table<Other.Antenna> antennas);

    /**
     * An antenna.
     *
     * @param id its number
     * @param name its name
     * @param x where it is, in metres
     * @param height above sea level, in metres
     */
    record Antenna(int id, String name, double x, @Name("height [m]") double height) {}

    /**
     * A height.
     *
     * @param id number of the antenna
     * @param height its height
     */
    record Height(int id, Double height) {}

    /** Another antenna. */
    final class Other {

        private Other() {}

        /**
         * Of one column.
         *
         * @param record its number
         */
        public record Antenna(long record) {}
    }

    /** How good something is. */
    enum Quality {
        /** Not. */
        BAD,
        /** Yes. */
        GOOD
    }

    /** What may be null. */
    @interface Nullable {}

    /**
     * Every type of column.
     *
     * @param bool bool
     * @param int8 int8
     * @param int16 int16
     * @param int32 int32
     * @param int64 int64
     * @param float32 float32
     * @param float64 float64
     * @param text utf8
     * @param bytes binary
     * @param at timestamp
     * @param took duration
     * @param day date32
     * @param oid fixed_size_binary(20)
     * @param quality utf8
     * @param maybeQuality utf8, nullable
     * @param maybeText utf8, nullable
     * @param boxed bool, nullable
     * @param vector list of float64
     * @param matrix list of lists of int64
     * @param words list of utf8
     * @param times nullable list of lists of timestamps
     */
    record Everything(
            boolean bool,
            byte int8,
            short int16,
            int int32,
            long int64,
            float float32,
            double float64,
            String text,
            byte[] bytes,
            Instant at,
            Duration took,
            LocalDate day,
            ObjectId oid,
            Quality quality,
            @Nullable Quality maybeQuality,
            @Nullable String maybeText,
            Boolean boxed,
            double[] vector,
            long[][] matrix,
            List<String> words,
            @Nullable List<List<Instant>> times) {}
}
