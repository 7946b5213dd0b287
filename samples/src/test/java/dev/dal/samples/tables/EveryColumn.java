package dev.dal.samples.tables;

import dev.dal.annotations.Name;
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

/** Rows with columns of every type. */
@ProcessingFunction
interface EveryColumn {

    /** Row by row. */
    void rows(@TableIn Table<Everything> in, @TableOut TableOutput<Everything> out);

    enum Quality {
        BAD,
        GOOD
    }

    record Everything(
            boolean bool,
            byte int8,
            short int16,
            int int32,
            @Name("a count, not an id") long int64,
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
            @Nullable Instant maybeAt,
            Boolean maybeBool,
            Byte maybe8,
            Long maybe64,
            Double maybeReal,
            double[] vector,
            long[][] matrix,
            boolean @Nullable [] flags,
            List<@Nullable String> words,
            List<byte[]> blobs,
            @Nullable List<List<@Nullable Instant>> times) {}
}
