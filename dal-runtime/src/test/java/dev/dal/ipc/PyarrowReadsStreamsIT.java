package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import dev.dal.testing.PythonEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java writes is read by pyarrow: streams of record batches, and schemas. */
class PyarrowReadsStreamsIT {

    @TempDir
    Path directory;

    @Test
    void streamsAndSchemas() throws IOException {
        PythonEnvironment python = PythonEnvironment.require();
        RecordBatchStream fixture = RecordBatchStream.open(Bytes.region(Bytes.fixture("flat.stream")));
        RecordBatchWriter writer = new RecordBatchWriter(fixture.schema(), (int) fixture.rowCount());
        List<List<Object>> rows = Cells.of(fixture);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                set(writer, fixture.schema(), column, row, rows.get(row).get(column));
            }
        }
        write("flat.stream", writer);
        write("no_rows.stream", new RecordBatchWriter(fixture.schema(), 0));
        write("no_columns.stream", new RecordBatchWriter(new Schema(List.of(), Map.of("proc:func", "nothing")), 0));
        List<Schema> declaration = SchemaCodec.decodeAll(Bytes.region(Bytes.fixture("declaration.schemas")));
        Files.write(directory.resolve("declaration.schemas"), SchemaCodec.encodeAll(declaration));
        Files.writeString(directory.resolve("schema.base64"), SchemaCodec.toBase64(fixture.schema()));

        String script = new String(Bytes.fixture("check_streams.py"), StandardCharsets.UTF_8);
        assertThat(python.run(script, Bytes.fixtures(), directory).trim()).isEqualTo("all read");
    }

    private void write(String name, RecordBatchWriter writer) throws IOException {
        Region region = Region.allocate(writer.sizeBytes());
        writer.writeTo(region, 0);
        Files.write(directory.resolve(name), region.bytes(0, (int) region.length()));
    }

    private static void set(RecordBatchWriter writer, Schema schema, int column, int row, Object value) {
        ArrowType type = schema.getFields().get(column).getType();
        if (value == null) {
            writer.setNull(column, row);
            return;
        }
        switch (ColumnKind.of(type)) {
            case BOOLEAN -> writer.setBoolean(column, row, (boolean) value);
            case BYTE -> writer.setByte(column, row, (byte) value);
            case SHORT -> writer.setShort(column, row, (short) value);
            case INT -> writer.setInt(column, row, (int) value);
            case LONG -> writer.setLong(column, row, (long) value);
            case FLOAT -> writer.setFloat(column, row, (float) value);
            case DOUBLE -> writer.setDouble(column, row, (double) value);
            case STRING -> writer.setString(column, row, (String) value);
            case BYTES -> writer.setBytes(column, row, HexFormat.of().parseHex((String) value));
            case FIXED_BYTES -> writer.setObjectId(column, row, (ObjectId) value);
            case OTHER -> throw new AssertionError(type);
        }
    }
}
