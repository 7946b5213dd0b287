package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class RecordBatchStreamTest {

    private static final Schema TEXT = new Schema(List.of(Field.nullable("text", ArrowType.Utf8.INSTANCE)));

    private static RecordBatchStream fixture(String name) {
        return RecordBatchStream.open(Bytes.region(Bytes.fixture(name + ".stream")));
    }

    /** Row i of flat.stream as make_fixtures.py writes it. */
    private static List<Object> flatRow(int i) {
        List<Object> row = new ArrayList<>(Arrays.asList(new Object[18]));
        row.set(4, -1_000_000_000_000L * i);
        row.set(14, ObjectId.of(bytes(i, 20)));
        if (i % 3 == 2) {
            return row;
        }
        row.set(0, i % 2 == 0);
        row.set(1, (byte) -i);
        row.set(2, (short) (-100 * i));
        row.set(3, -100_000 * i);
        row.set(5, (byte) (255 - i));
        row.set(6, (short) (65_535 - i));
        row.set(7, -1 - i);
        row.set(8, -1L - i);
        row.set(9, HALVES[i]);
        row.set(10, i / 8f);
        row.set(11, i / 3d);
        row.set(12, ("zeile " + i + " ä€").repeat(i % 4));
        row.set(13, HexFormat.of().formatHex(upTo(i)));
        row.set(15, i);
        row.set(16, (long) i);
        row.set(17, (long) i);
        return row;
    }

    /** i / 4 as float16. */
    private static final short[] HALVES = {
        0, 0x3400, 0x3800, 0x3a00, 0x3c00, 0x3d00, 0x3e00, 0x3f00, 0x4000, 0x4080, 0x4100, 0x4180, 0x4200
    };

    private static byte[] bytes(int value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] upTo(int end) {
        byte[] bytes = new byte[end];
        for (int i = 0; i < end; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    @Test
    void pyarrowsFlatTypesAreRead() {
        RecordBatchStream stream = fixture("flat");

        assertThat(stream.schema().getCustomMetadata()).containsEntry("proc:func", "flat");
        assertThat(stream.batches()).hasSize(3);
        assertThat(stream.batches().get(1).rowCount()).isZero();
        assertThat(stream.rowCount()).isEqualTo(13);
        List<List<Object>> rows = Cells.of(stream);
        assertThat(rows).hasSize(13);
        for (int i = 0; i < 13; i++) {
            assertThat(rows.get(i)).as("row %d", i).isEqualTo(flatRow(i));
        }
        assertThat(stream.batches().get(0).nullCount(0)).isEqualTo(3);
        assertThat(stream.batches().get(0).nullCount(4)).isZero();
    }

    @Test
    void streamsWithoutBatchesOrColumnsAreRead() {
        assertThat(fixture("no_batches").batches()).isEmpty();
        assertThat(fixture("no_batches").schema().getFields()).hasSize(18);
        assertThat(fixture("no_columns").schema().getFields()).isEmpty();
        assertThat(fixture("no_columns").rowCount()).isZero();
    }

    @Test
    void nestedColumnsAreReadAndColumnsOfOtherTypesPassedOver() {
        RecordBatchStream stream = fixture("nested");
        RecordBatchReader batch = stream.batches().get(0);

        assertThat(Cells.of(stream))
                .containsExactly(
                        Arrays.asList(1L, List.of(1.5), List.of(1L, "a"), null, "first"),
                        Arrays.asList(2L, List.of(2.5, 3.5), List.of(2L, "b"), null, "second"));
        assertThat(batch.columnCount()).isEqualTo(7);
        assertThat(batch.column(1).field().getName()).isEqualTo("list");
        assertThat(batch.nullCount(3)).isEqualTo(2);
        assertThatThrownBy(() -> batch.isNull(4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Column 'pair' holds FixedSizeList(2), which is accessed as OTHER");
        assertThatThrownBy(() -> batch.getBytes(5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch.getLong(1, 0)).hasMessageContaining("which is accessed as LIST");
        assertThatThrownBy(() -> batch.column(0).listStart(0)).hasMessageContaining("it was accessed as LIST");
        assertThatThrownBy(() -> batch.column(4).slice(0, 1)).hasMessageContaining("cannot be written here");
    }

    @Test
    void unsupportedStreamsAreRefusedByName() {
        assertRefused("compressed", "RecordBatch message: found compression LZ4_FRAME; expected no compression.");
        assertRefused("dictionary", "Field 'words': found dictionary encoding; expected plain values.");
        assertRefused("legacy", "expected ffffffff, the beginning of an encapsulated message (Arrow 0.15 or later).");
    }

    private static void assertRefused(String fixture, String message) {
        assertThatThrownBy(() -> fixture(fixture))
                .isInstanceOf(FormatException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void truncationIsRefused() {
        byte[] flat = Bytes.fixture("flat.stream");
        Bytes.assertTruncationIsRefused(flat, flat.length, RecordBatchStream::open);
    }

    @Test
    void corruptionIsHarmless() {
        Bytes.assertCorruptionIsHarmless(
                Bytes.fixture("flat.stream"), region -> Cells.of(RecordBatchStream.open(region)));
        Bytes.assertCorruptionIsHarmless(
                Bytes.fixture("nested.stream"), region -> Cells.of(RecordBatchStream.open(region)));
    }

    @Test
    void bytesAfterTheEndAreIgnored() {
        byte[] flat = Bytes.fixture("flat.stream");
        Region region = Region.allocate(flat.length + 100L);
        region.put(0, flat);
        for (long i = flat.length; i < region.length(); i++) {
            region.putByte(i, (byte) 0x77);
        }

        assertThat(RecordBatchStream.open(region).rowCount()).isEqualTo(13);
    }

    @Test
    void theFirstMessageMustBeASchema() {
        assertThatThrownBy(() -> RecordBatchStream.open(Bytes.region(Bytes.fixture("int64_2x3.tensor"))))
                .isInstanceOf(FormatException.class)
                .hasMessage("Message: found a Tensor; expected a Schema.");
        assertThatThrownBy(() -> RecordBatchStream.open(Bytes.region(SchemaCodec.encodeAll(List.of()))))
                .isInstanceOf(FormatException.class)
                .hasMessage("Stream: found only its end; expected a Schema message.");
        assertThatThrownBy(() -> RecordBatchStream.open(Bytes.region(SchemaCodec.encodeAll(List.of(TEXT, TEXT)))))
                .isInstanceOf(FormatException.class)
                .hasMessage("Message: found a Schema; expected a RecordBatch.");
    }

    /** A batch of one utf8 column with a body of 64 bytes, whose numbers a test may choose. */
    private static Region textStream(long rows, long nodeRows, long nulls, long... buffers) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        RecordBatch.startBuffersVector(builder, buffers.length / 2);
        for (int i = buffers.length - 2; i >= 0; i -= 2) {
            Buffer.createBuffer(builder, buffers[i], buffers[i + 1]);
        }
        int bufferVector = builder.endVector();
        RecordBatch.startNodesVector(builder, 1);
        FieldNode.createFieldNode(builder, nodeRows, nulls);
        int nodeVector = builder.endVector();
        int batch = RecordBatch.createRecordBatch(builder, rows, nodeVector, bufferVector, 0, 0);
        MessageFraming.finish(builder, MessageHeader.RecordBatch, batch, 64);
        byte[] schema = SchemaCodec.encode(TEXT);
        byte[] frame = MessageFraming.frame(builder, 8);
        Region region = Region.allocate(schema.length + frame.length + 64L + 8);
        region.put(0, schema);
        region.put(schema.length, frame);
        MessageFraming.writeEos(region, region.length() - 8);
        return region;
    }

    private static void assertTextRefused(Region region, String message) {
        assertThatThrownBy(() -> RecordBatchStream.open(region))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void buffersMustBeInTheBodyAndLongEnough() {
        assertThat(RecordBatchStream.open(textStream(2, 2, 1, 0, 1, 8, 12, 24, 40))
                        .rowCount())
                .isEqualTo(2);
        assertTextRefused(textStream(2, 2, 1, 0, 0, 8, 12, 24, 40), "validity of column 'text': found 0 bytes");
        assertTextRefused(textStream(2, 2, 0, 0, 0, 8, 11, 24, 40), "found 11 bytes; expected at least 12");
        assertTextRefused(
                textStream(2, 2, 0, 0, 0, 8, 12, 24, 41),
                "Buffer of values of column 'text': found offset 24 and length 41; expected a range in the body of 64");
        assertTextRefused(textStream(2, 2, 0, 0, 0, 8, 12, 24, -1), "found offset 24 and length -1");
        assertTextRefused(textStream(2, 2, 0, 0, 0, -8, 12, 24, 1), "found offset -8 and length 12");
        assertTextRefused(textStream(2, 2, 0, 0, 0, Long.MAX_VALUE, 12, 24, 1), "and length 12");
        assertTextRefused(textStream(2, 2, 0, 0, 0, 4, 12, 24, 1), "found 4; expected a multiple of 8");
    }

    @Test
    void countsMustAgreeWithTheSchema() {
        assertTextRefused(textStream(2, 3, 0, 0, 0, 8, 16, 24, 40), "found 3 rows, 0 of them null; expected 2 rows");
        assertTextRefused(textStream(2, 2, 3, 0, 1, 8, 16, 24, 40), "found 2 rows, 3 of them null");
        assertTextRefused(textStream(2, 2, -1, 0, 1, 8, 16, 24, 40), "-1 of them null");
        assertTextRefused(textStream(-1, -1, 0, 0, 0, 8, 16, 24, 40), "Rows of the RecordBatch message: found -1");
        assertTextRefused(textStream(1L << 40, 1L << 40, 0, 0, 0, 8, 16, 24, 40), "expected 0 to 1048576");
        assertTextRefused(textStream(2, 2, 0, 0, 0, 8, 16), "Column 'text': found no buffer of values; expected one");
        assertTextRefused(
                textStream(2, 2, 0, 0, 0, 8, 16, 24, 8, 32, 8),
                "found 1 field nodes and 4 buffers; expected 1 and 3, as the schema says");
    }

    @Test
    void offsetsAreCheckedWhenACellIsRead() {
        assertCell(0, 40, null);
        assertCell(0, 41, "found 0 to 41; expected a range in 40 bytes of values");
        assertCell(-1, 3, "found -1 to 3");
        assertCell(5, 4, "found 5 to 4");
        assertCell(0, Integer.MAX_VALUE, "found 0 to 2147483647");
    }

    private static void assertCell(int start, int end, String message) {
        Region region = textStream(1, 1, 0, 0, 0, 0, 8, 24, 40);
        long body = region.length() - 72;
        region.putInt(body, start);
        region.putInt(body + 4, end);
        RecordBatchReader batch = RecordBatchStream.open(region).batches().get(0);
        if (message == null) {
            assertThat(batch.getString(0, 0)).hasSize(40);
        } else {
            assertThatThrownBy(() -> batch.getString(0, 0))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void textMustBeUtf8() {
        Region region = textStream(1, 1, 0, 0, 0, 0, 8, 24, 40);
        long body = region.length() - 72;
        region.putInt(body + 4, 1);
        region.putByte(body + 24, (byte) 0xff);
        RecordBatchReader batch = RecordBatchStream.open(region).batches().get(0);

        assertThatThrownBy(() -> batch.getString(0, 0))
                .isInstanceOf(FormatException.class)
                .hasMessage("Column 'text' is not UTF-8 in row 0.");
        assertThat(batch.getBytes(0, 0)).containsExactly(-1);
    }

    @Test
    void cellsOutsideAndNullsAndWrongTypesAreRefused() {
        RecordBatchReader batch = fixture("flat").batches().get(0);

        assertThat(batch.getLong(4, 9)).isEqualTo(-9_000_000_000_000L);
        for (int row : new int[] {-1, 10}) {
            assertThatThrownBy(() -> batch.getLong(4, row))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining(row + " out of bounds for length 10");
            assertThatThrownBy(() -> batch.isNull(4, row)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> batch.getLong(18, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.getInt(3, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Column 'int32' is null in row 2; ask isNull first.");
        assertThatThrownBy(() -> batch.getInt(4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'int64' holds Int(64, true), which is accessed as LONG; it was accessed as INT.");
        assertThatThrownBy(() -> batch.getBytes(4, 0)).hasMessageContaining("it was accessed as BYTES");
        assertThat(batch.getBytes(14, 1)).containsExactly(bytes(1, 20));
    }

    @Test
    void aClosedRegionIsNotRead() {
        Region region = Bytes.region(Bytes.fixture("flat.stream"));
        RecordBatchReader batch = RecordBatchStream.open(region).batches().get(0);
        region.lifetime().end();

        assertThatThrownBy(() -> batch.getLong(4, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("This view is closed");
        assertThatThrownBy(() -> RecordBatchStream.open(region)).isInstanceOf(IllegalStateException.class);
    }
}
