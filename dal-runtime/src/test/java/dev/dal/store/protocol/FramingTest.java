package dev.dal.store.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

    private final Framing framing = new Framing(1 << 20);

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void typesGoByTheirNumbers(MessageType type) {
        assertThat(MessageType.of(type.number())).isEqualTo(type);
        assertThat(type.number()).isEqualTo(type.ordinal() < 36 ? type.ordinal() : type.ordinal() + 28);
        ByteBuffer frame = header(0, type.number(), 0);
        assertThat(framing.completeFrameBytes(frame)).isEqualTo(24);
        assertThat(Framing.type(frame)).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 36, 63, 70, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32})
    void otherNumbersAreRefused(long number) {
        assertThatThrownBy(() -> framing.completeFrameBytes(header(0, number, 0)))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessage("Found a message of type " + number
                        + "; expected 0 to 35 or 64 to 69. The peer does not speak this protocol.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20, -1, 1L << 32})
    void otherVersionsAreRefused(long version) {
        assertThatThrownBy(() -> framing.completeFrameBytes(header(version, 17, 12)))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessage("Found protocol version " + version
                        + "; expected 0. The peer does not speak this protocol, or lost its place.");
    }

    @ParameterizedTest
    @CsvSource({"-1", "-4", "1048580", "4294967296", "9223372036854775804", "2"})
    void impossibleLengthsAreRefusedBeforeThePayloadComes(long length) {
        assertThatThrownBy(() -> framing.completeFrameBytes(header(0, 17, length)))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessage("Found a payload of " + length
                        + " bytes in a message LIST_REQUEST; expected a multiple of 4 from 0 to 1048576.");
    }

    @Test
    void longestPayloadIsAccepted() {
        assertThat(framing.completeFrameBytes(header(0, 17, 1 << 20))).isZero();
        ByteBuffer whole = ByteBuffer.allocate(framing.longestFrameBytes()).order(ByteOrder.LITTLE_ENDIAN);
        whole.putLong(8, 17).putLong(16, 1 << 20);
        assertThat(framing.completeFrameBytes(whole)).isEqualTo(framing.longestFrameBytes());
    }

    @Test
    void messagesWithoutObjectsHaveATighterLimit() {
        Framing wide = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);
        assertThat(wide.completeFrameBytes(header(0, MessageType.CREATE_AND_SEAL_REQUEST.number(), 1 << 30)))
                .isZero();
        assertThat(wide.completeFrameBytes(header(0, MessageType.GET_REQUEST.number(), 64 << 20)))
                .isZero();
        assertThatThrownBy(() -> wide.completeFrameBytes(header(0, MessageType.GET_REQUEST.number(), (64 << 20) + 4)))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageContaining("from 0 to 67108864");
    }

    @Test
    void framesAreFoundBehindEachOther() {
        FrameWriter writer = new FrameWriter();
        ByteBuffer received = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        received.put(ConnectCodec.encodeReply(writer, 7)).put(EvictCodec.encodeReply(writer, 9));
        received.flip();
        int first = framing.completeFrameBytes(received);

        assertThat(Framing.type(received)).isEqualTo(MessageType.CONNECT_REPLY);
        assertThat(ConnectCodec.decodeReply(
                        Framing.payload(received.duplicate().order(ByteOrder.LITTLE_ENDIAN), first)))
                .isEqualTo(7);
        received.position(first);
        int second = framing.completeFrameBytes(received);
        assertThat(EvictCodec.decodeReply(Framing.payload(received, second))).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(longs = {-8, 3, (1 << 20) + 4})
    void impossibleNotificationsAreRefused(long length) {
        ByteBuffer received = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        received.putLong(0, length);
        assertThatThrownBy(() -> framing.completeNotificationBytes(received))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageContaining("message NOTIFICATION");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE, Integer.MAX_VALUE - 1023})
    void impossibleLimitsAreRefused(int limit) {
        assertThatThrownBy(() -> new Framing(limit)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Framing(Integer.MAX_VALUE - 1024).longestFrameBytes()).isPositive();
    }

    private static ByteBuffer header(long version, long type, long length) {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(version)
                .putLong(type)
                .putLong(length)
                .flip();
    }
}
