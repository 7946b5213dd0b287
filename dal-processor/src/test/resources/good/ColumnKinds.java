package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TableIn;
import dev.dal.annotations.TableOut;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every type of column, and lists of each, with nulls and without. */
@ProcessingFunction
interface ColumnKinds {

    enum Color {
        RED,
        GREEN
    }

    void copyCells(@TableIn Table<Cell> in, @TableOut TableOutput<Cell> out);

    void copyOptionalCells(@TableIn Table<OptionalCell> in, @TableOut TableOutput<OptionalCell> out);

    void copyLists(@TableIn Table<Lists> in, @TableOut TableOutput<Lists> out);

    void copyOptionalLists(@TableIn Table<OptionalLists> in, @TableOut TableOutput<OptionalLists> out);

    record Cell(
            byte i8,
            boolean bool,
            short i16,
            int i32,
            long i64,
            float f32,
            double f64,
            String text,
            byte[] bytes,
            Instant at,
            Duration took,
            LocalDate day,
            ObjectId id,
            Color color) {}

    record OptionalCell(
            Byte i8,
            Boolean bool,
            Short i16,
            Integer i32,
            Long i64,
            Float f32,
            Double f64,
            @Nullable String text,
            byte @Nullable [] bytes,
            @Nullable Instant at,
            @Nullable Duration took,
            @Nullable LocalDate day,
            @Nullable ObjectId id,
            @Nullable Color color) {}

    record Lists(
            boolean[] boolArray,
            short[] i16Array,
            int[] i32Array,
            long[] i64Array,
            float[] f32Array,
            double[] f64Array,
            List<Byte> i8List,
            List<Boolean> boolList,
            List<Short> i16List,
            List<Integer> i32List,
            List<Long> i64List,
            List<Float> f32List,
            List<Double> f64List,
            List<String> textList,
            List<byte[]> bytesList,
            List<Instant> atList,
            List<Duration> tookList,
            List<LocalDate> dayList,
            List<ObjectId> idList,
            double[][] matrix,
            List<List<String>> wordLists) {}

    record OptionalLists(
            boolean @Nullable [] boolArray,
            short @Nullable [] i16Array,
            int @Nullable [] i32Array,
            long @Nullable [] i64Array,
            float @Nullable [] f32Array,
            double @Nullable [] f64Array,
            @Nullable List<Byte> i8List,
            @Nullable List<Boolean> boolList,
            @Nullable List<Short> i16List,
            @Nullable List<Integer> i32List,
            @Nullable List<Long> i64List,
            @Nullable List<Float> f32List,
            @Nullable List<Double> f64List,
            @Nullable List<String> textList,
            @Nullable List<byte[]> bytesList,
            @Nullable List<Instant> atList,
            @Nullable List<Duration> tookList,
            @Nullable List<LocalDate> dayList,
            @Nullable List<ObjectId> idList,
            double @Nullable [][] matrix,
            @Nullable List<List<String>> wordLists) {}
}
