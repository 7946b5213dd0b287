package dev.dal.store.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.LeasedMemory;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Lease and its reply, whole and broken. */
class LeaseCodecTest {

    private static final LeasedMemory LEASE = new LeasedMemory(7, 1L << 33, 1 << 20);
    private static final long SEGMENT_BYTES = (1L << 33) + (1 << 20);

    private final FrameWriter writer = new FrameWriter();

    private static ByteBuffer payload(ByteBuffer frame) {
        int length = new Framing(1 << 20).completeFrameBytes(frame);
        ByteBuffer copy = ByteBuffer.allocate(length - Framing.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return copy.put(Framing.payload(frame, length)).flip();
    }

    @Test
    void whatIsAskedIsUnderstood() {
        for (long wanted : new long[] {0, 1, 1 << 20, Long.MAX_VALUE, -1}) {
            ByteBuffer frame = LeaseCodec.encodeRequest(writer, wanted);
            assertThat(Framing.type(frame)).isEqualTo(MessageType.LEASE_REQUEST);
            assertThat(LeaseCodec.decodeRequest(payload(frame))).isEqualTo(wanted);
        }
    }

    @Test
    void whatIsAnsweredIsUnderstood() {
        ByteBuffer frame = LeaseCodec.encodeReply(writer, LEASE, SEGMENT_BYTES);
        assertThat(Framing.type(frame)).isEqualTo(MessageType.LEASE_REPLY);
        assertThat(LeaseCodec.decodeReply(payload(frame)))
                .isEqualTo(new LeaseCodec.Reply(LEASE, AnnouncedSegment.ofUsable(7, SEGMENT_BYTES)));
        assertThat(LeaseCodec.decodeReply(payload(LeaseCodec.encodeRefusal(writer))))
                .isNull();
    }

    @Test
    void aLeaseThatCannotBeIsRefused() {
        assertRefused(new LeasedMemory(7, 0, -64), 4096);
        assertRefused(new LeasedMemory(7, -64, 64), 4096);
        assertRefused(new LeasedMemory(7, 32, 64), 4096);
        assertRefused(new LeasedMemory(7, 64, 32), 4096);
        assertRefused(new LeasedMemory(7, 64, 4096), 4096);
        assertRefused(new LeasedMemory(7, Long.MAX_VALUE - 63, 64), 4096);
        assertRefused(new LeasedMemory(7, 64, Long.MAX_VALUE - 63), 4096);
        assertRefused(new LeasedMemory(7, 0, 64), 0);
    }

    private void assertRefused(LeasedMemory lease, long segmentBytes) {
        ByteBuffer payload = payload(LeaseCodec.encodeReply(writer, lease, segmentBytes));
        assertThatThrownBy(() -> LeaseCodec.decodeReply(payload))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageContaining("a lease of " + lease.lengthBytes() + " bytes at " + lease.offset());
    }

    @Test
    void payloadsCutAnywhereAreMalformed() {
        assertCutsAreMalformed(payload(LeaseCodec.encodeRequest(writer, 5)), LeaseCodec::decodeRequest);
        assertCutsAreMalformed(payload(LeaseCodec.encodeReply(writer, LEASE, SEGMENT_BYTES)), LeaseCodec::decodeReply);
    }

    private static void assertCutsAreMalformed(ByteBuffer payload, Consumer<ByteBuffer> decoder) {
        for (int length = 0; length < payload.limit(); length++) {
            ByteBuffer cut = payload.slice(0, length).order(ByteOrder.LITTLE_ENDIAN);
            assertThatThrownBy(() -> decoder.accept(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(StoreProtocolException.class);
        }
    }

    @Test
    void damageIsRefusedOrMeansSomethingElse() {
        ByteBuffer reply = payload(LeaseCodec.encodeReply(writer, LEASE, SEGMENT_BYTES));
        int refused = 0;
        for (int index = 0; index < reply.limit(); index++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte before = reply.get(index);
                reply.put(index, (byte) (before ^ 1 << bit));
                try {
                    LeaseCodec.decodeReply(reply.duplicate().order(ByteOrder.LITTLE_ENDIAN));
                } catch (StoreProtocolException malformed) {
                    assertThat(malformed).hasMessageContaining("LEASE_REPLY");
                    refused++;
                }
                reply.put(index, before);
            }
        }
        assertThat(refused).isPositive();
    }
}
