package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.memory.Region;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchStreamWriterTest {

    private static final Field NUMBER = Field.nullable("n", new ArrowType.Int(64, true));
    private static final Field TEXT = Field.nullable("t", new ArrowType.Utf8());
    private static final Field LIST = new Field(
            "l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(Field.nullable("item", TEXT.getType())));
    private static final Field STRUCT =
            new Field("s", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(NUMBER, LIST));

    private static RecordBatchStream written(RecordBatchWriter writer) {
        Region region = Region.allocate(writer.sizeBytes());
        writer.writeTo(region, 0);
        return RecordBatchStream.open(region.asReadOnly());
    }

    private static Region written(Schema schema, List<RecordBatchStreamWriter.Batch> batches) {
        RecordBatchStreamWriter writer = new RecordBatchStreamWriter(schema, batches);
        Region region = Region.allocate(writer.sizeBytes());
        for (long i = 0; i < region.length(); i++) {
            region.putByte(i, (byte) 0xdb);
        }
        writer.writeTo(region, 0);
        return region.asReadOnly();
    }

    private static RecordBatchStreamWriter.Batch slice(RecordBatchReader batch, int from, int length) {
        List<ColumnSource> columns = new ArrayList<>();
        for (int i = 0; i < batch.columnCount(); i++) {
            columns.add(batch.column(i).slice(from, length));
        }
        return new RecordBatchStreamWriter.Batch(length, columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 64, 1000})
    void whateverIsCutIntoBatchesIsTheSame(int mostRows) {
        for (int seed = 0; seed < 60; seed++) {
            RandomColumns columns = new RandomColumns(seed);
            Schema schema = columns.schema();
            RecordBatchWriter writer = new RecordBatchWriter(schema, new Random(seed).nextInt(70));
            writer.reset(writer.rowCount());
            List<List<Object>> cells = columns.fill(schema, writer);
            RecordBatchStream whole = written(writer);
            assertThat(Cells.of(whole)).as("seed %d %s", seed, schema).isEqualTo(cells);

            List<RecordBatchStreamWriter.Batch> batches = new ArrayList<>();
            for (int from = 0; from < writer.rowCount(); from += mostRows) {
                batches.add(slice(whole.batches().get(0), from, Math.min(mostRows, writer.rowCount() - from)));
            }
            RecordBatchStream cut = RecordBatchStream.open(written(schema, batches));
            assertThat(cut.batches()).hasSize(batches.size());
            assertThat(cut.schema()).isEqualTo(schema);
            assertThat(Cells.of(cut)).as("seed %d %s", seed, schema).isEqualTo(cells);
        }
    }

    @Test
    void aWriterIsUsedAgainWithoutLeftovers() {
        Schema schema = new Schema(List.of(STRUCT, LIST));
        RecordBatchWriter writer = new RecordBatchWriter(schema, 50);
        new RandomColumns(7).fill(schema, writer);
        writer.reset(3);
        writer.column(1).setList(1, 9);

        assertThat(Cells.of(written(writer)))
                .containsExactly(
                        Arrays.asList(null, null),
                        Arrays.asList(null, Arrays.asList(new Object[9])),
                        Arrays.asList(null, null));
    }

    @Test
    void buffersBeginAtMultiplesOf64AndPaddingIsZero() {
        Schema schema = new Schema(List.of(NUMBER, TEXT, LIST));
        RecordBatchWriter writer = new RecordBatchWriter(schema, 9);
        new RandomColumns(1).fill(schema, writer);
        RecordBatchReader batch = written(writer).batches().get(0);
        Region region = written(schema, List.of(slice(batch, 1, 7), slice(batch, 8, 0), slice(batch, 0, 9)));

        for (RecordBatchReader each : RecordBatchStream.open(region).batches()) {
            BatchLayout layout = each.layout();
            assertThat(layout.nodeCount()).isEqualTo(4);
            assertThat(layout.bufferCount()).isEqualTo(2 + 3 + 2 + 3);
            for (int i = 0; i < layout.bufferCount(); i++) {
                assertThat(layout.bufferOffset(i) % 64).isZero();
                long end = layout.bufferOffset(i) + layout.bufferLength(i);
                for (long at = end; at % 64 != 0; at++) {
                    assertThat(region.getByte(at)).isZero();
                }
            }
        }
    }

    @Test
    void streamsWithoutBatchesAreWritten() {
        RecordBatchStream stream = RecordBatchStream.open(written(new Schema(List.of(NUMBER)), List.of()));

        assertThat(stream.batches()).isEmpty();
        assertThat(stream.rowCount()).isZero();
        assertThat(stream.schema().getFields()).containsExactly(NUMBER);
    }

    @Test
    void nestedStreamsThatAreCutOffOrChangedAreRefused() {
        Schema schema = new Schema(List.of(STRUCT, LIST));
        RecordBatchWriter writer = new RecordBatchWriter(schema, 5);
        new RandomColumns(3).fill(schema, writer);
        RecordBatchReader batch = written(writer).batches().get(0);
        Region region = written(schema, List.of(slice(batch, 0, 2), slice(batch, 2, 3)));
        byte[] good = region.bytes(0, (int) region.length());

        Bytes.assertTruncationIsRefused(good, good.length, RecordBatchStream::open);
        Bytes.assertCorruptionIsHarmless(good, bad -> {
            RecordBatchStream stream = RecordBatchStream.open(bad);
            Cells.of(stream);
            stream.batches().forEach(each -> rewrite(stream.schema(), each));
        });
    }

    private static void rewrite(Schema schema, RecordBatchReader batch) {
        if (batch.rowCount() > 2_000) {
            return;
        }
        try {
            Region copy = written(schema, List.of(slice(batch, 0, batch.rowCount())));
            assertThat(RecordBatchStream.open(copy).rowCount()).isEqualTo(batch.rowCount());
        } catch (IllegalArgumentException unreadable) {
            assertThat(unreadable).hasMessageContaining("cannot be written here");
        }
    }

    @Test
    void listsAreMadeInOrderAndWithinLimits() {
        RecordBatchWriter writer = new RecordBatchWriter(new Schema(List.of(LIST, NUMBER)), 4);
        ColumnWriter lists = writer.column(0);
        assertThat(lists.setList(1, 2)).isZero();
        assertThat(lists.setList(3, 1)).isEqualTo(2);

        assertThatThrownBy(() -> lists.setList(2, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Column 'l': lists are made in the order of rows; found row 2 after row 3.");
        assertThatThrownBy(() -> lists.setList(4, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> writer.column(1).setList(0, 1)).hasMessageContaining("it was accessed as LIST");
        assertThatThrownBy(() -> writer.column(1).setStruct(0)).hasMessageContaining("it was accessed as STRUCT");
        writer.reset(4);
        assertThatThrownBy(() -> lists.setList(0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would have 0 and -1 elements in one batch");
        assertThatThrownBy(() -> lists.setList(0, Integer.MAX_VALUE)).hasMessageContaining("Write several batches");
    }

    @Test
    void arraysAreSetAtOnce() {
        RecordBatchWriter writer =
                new RecordBatchWriter(new Schema(List.of(NUMBER, Field.nullable("b", new ArrowType.Bool()))), 5);
        writer.column(0).setAll(1, new long[] {7, 8, 9}, 1, 2);
        writer.column(1).setAll(0, new boolean[] {true, false, true}, 0, 3);

        assertThat(Cells.of(written(writer)))
                .containsExactly(
                        Arrays.asList(null, true),
                        Arrays.asList(8L, false),
                        Arrays.asList(9L, true),
                        Arrays.asList(null, null),
                        Arrays.asList(null, null));
        assertThatThrownBy(() -> writer.column(0).setAll(0, new int[1], 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accessed as LONG; it was accessed as int[]");
        assertThatThrownBy(() -> writer.column(0).setAll(4, new long[2], 0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> writer.column(0).setAll(0, new long[2], 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> writer.column(1).setAll(0, new boolean[2], 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        RecordBatchWriter writer = new RecordBatchWriter(new Schema(List.of(NUMBER)), 3);
        RecordBatchReader batch = written(writer).batches().get(0);

        assertThatThrownBy(() -> written(new Schema(List.of(NUMBER, TEXT)), List.of(slice(batch, 0, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Columns of a batch: found 1; expected 2, as the schema says.");
        var longer =
                new RecordBatchStreamWriter.Batch(4, List.of(batch.column(0).slice(0, 3)));
        assertThatThrownBy(() -> written(new Schema(List.of(NUMBER)), List.of(longer)))
                .hasMessage("Column 'n': found 3 rows; expected 4, as the batch has.");
        assertThatThrownBy(() -> slice(batch, 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        var good = new RecordBatchStreamWriter(new Schema(List.of(NUMBER)), List.of(slice(batch, 0, 3)));
        assertThatThrownBy(() -> good.writeTo(Region.allocate(good.sizeBytes() - 1), 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        Region readOnly = Region.allocate(good.sizeBytes()).asReadOnly();
        assertThatThrownBy(() -> good.writeTo(readOnly, 0)).isInstanceOf(ReadOnlyBufferException.class);
    }
}
