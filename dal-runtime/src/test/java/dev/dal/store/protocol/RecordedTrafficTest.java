package dev.dal.store.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded frame through its codec and back, cut at every byte, and damaged at every byte. */
class RecordedTrafficTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Framing framing = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);
    private final FrameWriter writer = new FrameWriter();

    static List<Named<RecordedTraffic.Frame>> frames() {
        return RecordedTraffic.frames();
    }

    @Test
    void allFramesAreThere() {
        assertThat(frames()).hasSize(73);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void decodesAsRecordedAndAgainAfterEncoding(RecordedTraffic.Frame frame) throws JsonProcessingException {
        Recoder<?> recoder = Recoder.of(frame.message());
        JsonNode expected = expected(frame);

        assertThat(normal(recoder.describe(payload(frame, frame.copy())))).isEqualTo(expected);

        ByteBuffer again = recoder.reencode(payload(frame, frame.copy()), writer);
        if (!frame.isNotification()) {
            assertThat(Framing.type(again)).isEqualTo(Framing.type(frame.copy()));
        }
        assertThat(again.isDirect()).isTrue();
        assertThat(normal(recoder.describe(payload(frame, again)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void isIncompleteUntilItsLastByte(RecordedTraffic.Frame frame) {
        for (int length = 0; length < frame.bytes().length; length++) {
            assertThat(complete(frame, frame.copy().limit(length))).isZero();
        }
        assertThat(complete(frame, frame.copy())).isEqualTo(frame.bytes().length);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void isRefusedWhenItsPayloadIsCut(RecordedTraffic.Frame frame) {
        Recoder<?> recoder = Recoder.of(frame.message());
        int payloadBytes = frame.bytes().length - frame.headerBytes();
        for (int length = 0; length < payloadBytes; length++) {
            ByteBuffer cut = frame.cutPayload(length);
            if (recoder.isEmpty() && length % 4 == 0) {
                continue; // Nobody looks into it.
            }
            assertThatThrownBy(() -> recoder.describe(payload(frame, cut)))
                    .as("payload of %d bytes cut to %d", payloadBytes, length)
                    .isInstanceOf(StoreProtocolException.class)
                    .hasMessageStartingWith("Found a ");
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void damageIsRefusedOrDecodesToSomethingElse(RecordedTraffic.Frame frame) {
        for (int index = 0; index < frame.bytes().length; index++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                decodeDamaged(frame, damaged(frame, index, 1 << bit));
            }
            decodeDamaged(frame, damaged(frame, index, 0xFF));
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void damageInManyPlacesIsRefusedOrDecodesToSomethingElse(RecordedTraffic.Frame frame) {
        Random random = new Random(frame.bytes().length);
        for (int round = 0; round < 2000; round++) {
            ByteBuffer copy = frame.copy();
            for (int i = 0; i < 6; i++) {
                int index = frame.headerBytes() + random.nextInt(frame.bytes().length - frame.headerBytes());
                copy.put(index, (byte) (random.nextBoolean() ? random.nextInt(8) * 4 : random.nextInt(256)));
            }
            decodeDamaged(frame, copy);
        }
    }

    private static ByteBuffer damaged(RecordedTraffic.Frame frame, int index, int mask) {
        ByteBuffer copy = frame.copy();
        return copy.put(index, (byte) (copy.get(index) ^ mask));
    }

    /** Any other exception than the one that is meant to come fails the test. */
    private void decodeDamaged(RecordedTraffic.Frame frame, ByteBuffer damaged) {
        try {
            if (complete(frame, damaged) > 0) {
                Recoder.of(frame.message()).describe(payload(frame, damaged));
            }
        } catch (StoreProtocolException refused) {
            assertThat(refused).hasMessageStartingWith("Found ");
        }
    }

    private int complete(RecordedTraffic.Frame frame, ByteBuffer received) {
        return frame.isNotification()
                ? framing.completeNotificationBytes(received)
                : framing.completeFrameBytes(received);
    }

    private ByteBuffer payload(RecordedTraffic.Frame frame, ByteBuffer received) {
        int length = complete(frame, received);
        return frame.isNotification()
                ? Framing.notificationPayload(received, length)
                : Framing.payload(received, length);
    }

    private static JsonNode expected(RecordedTraffic.Frame frame) throws JsonProcessingException {
        JsonNode expected = normal(frame.decoded());
        if (frame.isNotification()) {
            expected.get("object_info").forEach(entry -> ((ObjectNode) entry).remove("digest"));
        }
        return expected;
    }

    /** Numbers of one width compare equal only after a round through text. */
    private static JsonNode normal(JsonNode node) throws JsonProcessingException {
        return JSON.readTree(JSON.writeValueAsString(node));
    }
}
