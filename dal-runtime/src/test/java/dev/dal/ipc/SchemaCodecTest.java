package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class SchemaCodecTest {

    private static final Field ID = new Field(
            "ys",
            new FieldType(
                    false,
                    new ArrowType.FixedSizeBinary(20),
                    null,
                    Map.of("proc:par", "in", "proc:tensor:dims", "[\"i\"]")),
            List.of());
    private static final Field STRUCT = new Field(
            "point",
            FieldType.nullable(ArrowType.Struct.INSTANCE),
            List.of(
                    Field.nullable("x", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                    Field.notNullable("t", new ArrowType.Timestamp(TimeUnit.NANOSECOND, "Europe/Berlin"))));
    private static final Schema CALL = new Schema(
            List.of(Field.notNullable("x", new ArrowType.Int(64, true)), ID, STRUCT),
            Map.of("proc:func", "simple_fn", "empty", "", "ümlaut", "…"));
    private static final Schema EMPTY = new Schema(List.of());

    @Test
    void aSchemaSurvivesWithAllItsMetadata() {
        byte[] message = SchemaCodec.encode(CALL);

        assertThat(SchemaCodec.decode(message)).isEqualTo(CALL);
        assertThat(message.length % 8).isZero();
    }

    @Test
    void arrowsOwnMessagesAreRead() {
        assertThat(SchemaCodec.decode(CALL.serializeAsMessage())).isEqualTo(CALL);
        assertThat(Schema.deserializeMessage(ByteBuffer.wrap(SchemaCodec.encode(CALL))))
                .isEqualTo(CALL);
    }

    @Test
    void base64FormHoldsTheMessage() {
        String text = SchemaCodec.toBase64(CALL);

        assertThat(Base64.getDecoder().decode(text)).startsWith(-1, -1, -1, -1);
        assertThat(SchemaCodec.fromBase64(text)).isEqualTo(CALL);
        assertThatThrownBy(() -> SchemaCodec.fromBase64("no base 64, and more than forty characters long"))
                .isInstanceOf(FormatException.class)
                .hasMessage("A schema in base64 was expected; found 'no base 64, and more than forty characte…'.");
        assertThatThrownBy(() -> SchemaCodec.fromBase64("")).isInstanceOf(FormatException.class);
    }

    @Test
    void severalSchemasFollowOneAnother() {
        byte[] all = SchemaCodec.encodeAll(List.of(EMPTY, CALL, EMPTY));

        assertThat(all).endsWith(-1, -1, -1, -1, 0, 0, 0, 0);
        assertThat(SchemaCodec.decodeAll(Bytes.region(all))).containsExactly(EMPTY, CALL, EMPTY);
        assertThat(SchemaCodec.decodeAll(Bytes.region(SchemaCodec.encodeAll(List.of()))))
                .isEmpty();
    }

    @Test
    void aDeclarationOfPyarrowIsRead() {
        List<Schema> schemas = SchemaCodec.decodeAll(Bytes.region(Bytes.fixture("declaration.schemas")));

        assertThat(schemas).hasSize(2);
        assertThat(schemas.get(0).getFields()).isEmpty();
        assertThat(schemas.get(0).getCustomMetadata())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("proc:namespace", "demo", "proc:pid", "42", "dal:version", "1"));
        assertThat(schemas.get(1).getCustomMetadata()).containsEntry("proc:func", "flat");
        assertThat(schemas.get(1).findField("id"))
                .isEqualTo(new Field(
                        "id",
                        new FieldType(false, new ArrowType.FixedSizeBinary(20), null, Map.of("proc:par", "in")),
                        List.of()));
        assertThat(schemas.get(1).findField("timestamp").getType())
                .isEqualTo(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
    }

    @Test
    void truncationIsRefused() {
        byte[] all = SchemaCodec.encodeAll(List.of(EMPTY, CALL));

        Bytes.assertTruncationIsRefused(all, all.length, SchemaCodec::decodeAll);
    }

    @Test
    void corruptionIsHarmless() {
        Bytes.assertCorruptionIsHarmless(SchemaCodec.encodeAll(List.of(CALL, EMPTY)), SchemaCodec::decodeAll);
        Bytes.assertCorruptionIsHarmless(Bytes.fixture("declaration.schemas"), SchemaCodec::decodeAll);
    }

    @Test
    void otherMessagesAreRefusedByName() {
        assertThatThrownBy(() -> SchemaCodec.decode(Bytes.fixture("int8_empty.tensor")))
                .isInstanceOf(FormatException.class)
                .hasMessage("Message: found a Tensor; expected a Schema.");
        assertThatThrownBy(() -> SchemaCodec.decode(SchemaCodec.encodeAll(List.of())))
                .isInstanceOf(FormatException.class)
                .hasMessage("Message: found the end of a stream; expected a Schema.");
    }

    @Test
    void dictionariesAreRefusedByName() {
        Schema schema = new Schema(List.of(new Field(
                "word",
                new FieldType(true, ArrowType.Utf8.INSTANCE, new DictionaryEncoding(1, false, null)),
                List.of())));

        assertThatThrownBy(() -> SchemaCodec.decode(SchemaCodec.encode(schema)))
                .isInstanceOf(FormatException.class)
                .hasMessage("Field 'word': found dictionary encoding; expected plain values.");
    }

    @Test
    void bigEndianIsRefused() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int fields = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, new int[0]);
        int schema = org.apache.arrow.flatbuf.Schema.createSchema(builder, Endianness.Big, fields, 0, 0);

        assertRefused(builder, schema, "Byte order of the schema: found big-endian; expected little-endian");
    }

    @Test
    void fewBytesCannotDescribeEndlesslyManyFields() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int field = struct(builder, new int[0]);
        for (int depth = 0; depth < 40; depth++) {
            field = struct(builder, new int[] {field, field});
        }

        assertRefused(builder, schemaOf(builder, field), "more content than its bytes can hold");
    }

    @Test
    void nestingIsLimited() {
        assertThat(nested(64)).isEqualTo("deep enough");
        assertThat(nested(65)).contains("Depth of the schema: found more; expected at most 64");
    }

    private static String nested(int depth) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int field = struct(builder, new int[0]);
        for (int i = 1; i < depth; i++) {
            field = struct(builder, new int[] {field});
        }
        MessageFraming.finish(builder, MessageHeader.Schema, schemaOf(builder, field), 0);
        try {
            SchemaCodec.decode(MessageFraming.frame(builder, 8));
            return "deep enough";
        } catch (FormatException e) {
            return e.getMessage();
        }
    }

    @Test
    void sharedStringsAreLimited() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int text = builder.createString("x".repeat(10_000));
        int entry = KeyValue.createKeyValue(builder, text, text);
        int[] entries = new int[50_000];
        Arrays.fill(entries, entry);
        int metadata = org.apache.arrow.flatbuf.Schema.createCustomMetadataVector(builder, entries);
        int fields = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, new int[0]);
        int schema = org.apache.arrow.flatbuf.Schema.createSchema(builder, Endianness.Little, fields, metadata, 0);

        assertRefused(builder, schema, "more content than its bytes can hold");
    }

    @Test
    void sharedTimeZonesAreLimited() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int zone = builder.createString("x".repeat(10_000));
        int type = org.apache.arrow.flatbuf.Timestamp.createTimestamp(builder, (short) 0, zone);
        int[] fields = new int[1_000];
        Arrays.setAll(fields, field(builder, Type.Timestamp, type));

        assertRefused(builder, schemaOf(builder, fields), "more content than its bytes can hold");
    }

    private static IntUnaryOperator field(FlatBufferBuilder builder, byte kind, int type) {
        return i -> {
            org.apache.arrow.flatbuf.Field.startField(builder);
            org.apache.arrow.flatbuf.Field.addTypeType(builder, kind);
            org.apache.arrow.flatbuf.Field.addType(builder, type);
            return org.apache.arrow.flatbuf.Field.endField(builder);
        };
    }

    private static int struct(FlatBufferBuilder builder, int[] children) {
        Struct_.startStruct_(builder);
        int type = Struct_.endStruct_(builder);
        int vector = org.apache.arrow.flatbuf.Field.createChildrenVector(builder, children);
        return org.apache.arrow.flatbuf.Field.createField(builder, 0, true, Type.Struct_, type, 0, vector, 0);
    }

    private static int schemaOf(FlatBufferBuilder builder, int... fields) {
        int vector = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, fields);
        return org.apache.arrow.flatbuf.Schema.createSchema(builder, Endianness.Little, vector, 0, 0);
    }

    private static void assertRefused(FlatBufferBuilder builder, int schema, String message) {
        MessageFraming.finish(builder, MessageHeader.Schema, schema, 0);
        byte[] bytes = MessageFraming.frame(builder, 8);
        assertThatThrownBy(() -> SchemaCodec.decode(bytes))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }
}
