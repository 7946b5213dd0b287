package dev.dal.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.memory.Region;
import java.util.List;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class MessageFramingTest {

    private static final int LENGTH_OFFSET = 4;

    private final byte[] schema = SchemaCodec.encode(new Schema(List.of()));

    private Region schemaAnd(int extraBytes) {
        Region region = Region.allocate(schema.length + extraBytes);
        region.put(0, schema);
        return region;
    }

    @Test
    void aFrameTellsWhereItsBodyAndTheNextFrameAre() {
        IpcMessage message = MessageFraming.read(schemaAnd(0), 0);

        assertThat(message.isOf(MessageHeader.Schema)).isTrue();
        assertThat(message.bodyOffset()).isEqualTo(schema.length);
        assertThat(message.bodyLength()).isZero();
        assertThat(message.endOffset()).isEqualTo(schema.length);
        assertThat(message.metadataBytes()).isEqualTo(schema.length - 8);
    }

    @Test
    void endOfStreamIsNoMessage() {
        Region region = Region.allocate(8);
        MessageFraming.writeEos(region, 0);

        assertThat(region.bytes(0, 8)).containsExactly(-1, -1, -1, -1, 0, 0, 0, 0);
        assertThat(MessageFraming.read(region, 0)).isNull();
    }

    @Test
    void framesMayBeginAnywhereAlignedTo8() {
        Region region = Region.allocate(24 + schema.length);
        region.put(24, schema);

        assertThat(MessageFraming.read(region, 24).endOffset()).isEqualTo(24L + schema.length);
    }

    @Test
    void lessThanAPrefixIsRefused() {
        assertRefused(Region.allocate(7), 0, "Message at offset 0: found 7 bytes; expected at least 8");
        assertRefused(Region.allocate(8), 16, "Message at offset 16: found -8 bytes; expected at least 8");
    }

    @Test
    void otherBytesThanAFrameAreRefused() {
        Region region = schemaAnd(0);
        region.putInt(0, 0x30);

        assertRefused(region, 0, "Message at offset 0: found 00000030; expected ffffffff");
    }

    @Test
    void metadataMustBePresent() {
        Region region = schemaAnd(0);
        region.putInt(LENGTH_OFFSET, schema.length);
        assertRefused(region, 0, "found " + schema.length + "; expected 0 to " + (schema.length - 8));

        region.putInt(LENGTH_OFFSET, -8);
        assertRefused(region, 0, "found -8; expected 0 to ");
    }

    @Test
    void metadataIsLimited() {
        Region region = schemaAnd(MessageFraming.MAX_METADATA_BYTES + 64);
        region.putInt(LENGTH_OFFSET, MessageFraming.MAX_METADATA_BYTES);
        assertThat(MessageFraming.read(region, 0)).isNotNull();

        region.putInt(LENGTH_OFFSET, MessageFraming.MAX_METADATA_BYTES + 8);
        assertRefused(region, 0, "found 16777224; expected 0 to 16777216");
    }

    @Test
    void metadataMustKeepTheBodyAligned() {
        Region region = schemaAnd(8);
        region.putInt(LENGTH_OFFSET, schema.length - 4);

        assertRefused(region, 0, "expected a body at a multiple of 8");
    }

    @Test
    void theBodyMustBePresent() {
        Region region = messageWithBody(100);
        assertThat(MessageFraming.read(region, 0).bodyLength()).isEqualTo(100);

        assertRefused(region.slice(0, region.length() - 1), 0, "found 100; expected 0 to 99, the bytes present");
        assertRefused(messageWithBody(-1), 0, "found -1; expected 0 to ");
        assertRefused(messageWithBody(Long.MAX_VALUE), 0, "found " + Long.MAX_VALUE + "; expected 0 to ");
    }

    private static Region messageWithBody(long bodyLength) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        MessageFraming.finish(builder, MessageHeader.Schema, new Schema(List.of()).getSchema(builder), bodyLength);
        byte[] frame = MessageFraming.frame(builder, 64);
        Region region = Region.allocate(frame.length + Math.max(0, Math.min(100, bodyLength)));
        region.put(0, frame);
        return region;
    }

    @Test
    void oldVersionsAreRefused() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int header = new Schema(List.of()).getSchema(builder);
        builder.finish(Message.createMessage(builder, MetadataVersion.V3, MessageHeader.Schema, header, 0, 0));

        assertRefused(
                Bytes.region(MessageFraming.frame(builder, 8)), 0, "Metadata version: found V3; expected V4 or V5");
    }

    @Test
    void emptyMetadataIsMalformed() {
        Region region = Region.allocate(16);
        region.putInt(0, MessageFraming.CONTINUATION);
        region.putInt(LENGTH_OFFSET, 8);
        region.putInt(8, 1 << 20);

        assertRefused(region, 0, "Malformed metadata of an IPC message");
    }

    @Test
    void framesAreAlignedAsAsked() {
        for (int alignment : new int[] {8, 64}) {
            FlatBufferBuilder builder = new FlatBufferBuilder();
            MessageFraming.finish(builder, MessageHeader.Schema, new Schema(List.of()).getSchema(builder), 0);
            byte[] frame = MessageFraming.frame(builder, alignment);

            assertThat(frame.length % alignment).isZero();
            assertThat(SchemaCodec.decode(frame)).isEqualTo(new Schema(List.of()));
        }
    }

    @Test
    void anEndedLifetimeIsNotAFormatError() {
        Region region = schemaAnd(0);
        region.lifetime().end();

        assertThatThrownBy(() -> MessageFraming.read(region, 0)).isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(Region region, long offset, String message) {
        assertThatThrownBy(() -> MessageFraming.read(region, offset))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }
}
