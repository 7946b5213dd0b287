package dev.dal.store.server;

import static dev.dal.store.server.RawFrames.frame;
import static dev.dal.store.server.RawFrames.zeros;
import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.DeleteCodec;
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.SealCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that end the original store, or have it hang (plasma-store.md section 8): here they end one connection. */
class MalformedFramesTest {

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    private RawClient bystander;
    private RawClient wicked;

    @BeforeEach
    void connect() {
        bystander = fixture.client();
        bystander.create(id(1), 10);
        wicked = fixture.client();
        wicked.connect();
    }

    @AfterEach
    void nobodyElseIsHarmed() {
        assertThat(bystander.seal(id(1))).isEqualTo(PlasmaError.OK);
        assertThat(fixture.client().connect()).isEqualTo(1_000_000);
    }

    static Stream<ByteBuffer> badHeaders() {
        return Stream.of(
                frame(1, 19, 0),
                frame(20, 19, 0),
                frame(-1, 19, 0),
                frame(0, 36, 0),
                frame(0, -1, 0),
                frame(0, Long.MAX_VALUE, 0),
                frame(0, 1L << 32 | 19, 0),
                frame(0, 19, -1),
                frame(0, 19, Long.MIN_VALUE),
                frame(0, 19, 3),
                frame(0, 19, Long.MAX_VALUE),
                frame(0, 3, (1L << 30) + 4),
                frame(0, 3, 1L << 32),
                frame(0, 13, (64 << 20) + 4));
    }

    @ParameterizedTest
    @MethodSource("badHeaders")
    void aBadHeaderEndsTheConnection(ByteBuffer frame) {
        wicked.send(frame);

        assertThat(wicked.isClosedByStore()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageType.class,
            names = {
                "CREATE_REPLY",
                "CREATE_AND_SEAL_REPLY",
                "ABORT_REPLY",
                "SEAL_REPLY",
                "GET_REPLY",
                "RELEASE_REPLY",
                "DELETE_REPLY",
                "CONTAINS_REPLY",
                "LIST_REPLY",
                "CONNECT_REPLY",
                "EVICT_REPLY",
                "UNSUBSCRIBE_REQUEST",
                "DATA_REQUEST",
                "DATA_REPLY",
                "NOTIFICATION",
                "SET_OPTIONS_REPLY",
                "GET_DEBUG_STRING_REPLY",
                "CREATE_AND_SEAL_BATCH_REPLY",
                "REFRESH_LRU_REPLY"
            })
    void whatNoClientSendsEndsTheConnection(MessageType type) {
        wicked.send(zeros(type, 12));

        assertThat(wicked.isClosedByStore()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageType.class,
            names = {
                "CREATE_REQUEST", "CREATE_AND_SEAL_REQUEST", "ABORT_REQUEST", "SEAL_REQUEST", "GET_REQUEST",
                "RELEASE_REQUEST", "DELETE_REQUEST", "CONTAINS_REQUEST", "EVICT_REQUEST", "SET_OPTIONS_REQUEST",
                "CREATE_AND_SEAL_BATCH_REQUEST", "REFRESH_LRU_REQUEST"
            })
    void requestsWithoutTheirFieldsEndTheConnection(MessageType type) {
        wicked.send(zeros(type, 12));
        assertThat(wicked.isClosedByStore()).isTrue();

        RawClient another = fixture.client();
        another.send(zeros(type, 0));
        assertThat(another.isClosedByStore()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageType.class,
            names = {"CONNECT_REQUEST", "LIST_REQUEST", "GET_DEBUG_STRING_REQUEST"})
    void requestsWithoutFieldsMayBeEmptyOrAnything(MessageType type) {
        wicked.send(zeros(type, 0));
        wicked.send(frame(0, type.number(), 4, (byte) 1, (byte) 2, (byte) 3, (byte) 4));

        MessageType reply = MessageType.of(type.number() + 1);
        wicked.reply(reply);
        wicked.reply(reply);
    }

    @Test
    void everyCutOfAFrameIsRefused() {
        FrameWriter writer = new FrameWriter();
        ByteBuffer frame = CreateAndSealCodec.encodeRequest(
                writer, id(2), true, ByteBuffer.wrap(new byte[5]), ByteBuffer.wrap(new byte[3]), 1);
        byte[] payload = new byte[frame.remaining() - Framing.HEADER_BYTES];
        frame.get(frame.position() + Framing.HEADER_BYTES, payload);
        for (int length = 4; length < payload.length; length += 4) {
            RawClient client = fixture.client();
            client.send(frame(0, 3, length, Arrays.copyOf(payload, length)));
            assertThat(client.isClosedByStore()).as("cut to %d", length).isTrue();
        }
        assertThat(bystander.contains(id(2))).isFalse();
    }

    @Test
    void bytesTurnedAroundNeverHarmOthers() {
        long seed = 99;
        Random random = new Random(seed);
        FrameWriter writer = new FrameWriter();
        for (int round = 0; round < 300; round++) {
            ByteBuffer frame = randomRequest(writer, random);
            int offset = Framing.HEADER_BYTES + random.nextInt(frame.remaining() - Framing.HEADER_BYTES);
            frame.put(frame.position() + offset, (byte) random.nextInt());
            try (RawClient client = new RawClient(fixture.store().socketPath())) {
                client.send(frame);
            }
        }
        assertThat(bystander.list()).anyMatch(info -> info.id().equals(id(1)) && !info.sealed());
    }

    private static ByteBuffer randomRequest(FrameWriter writer, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> GetCodec.encodeRequest(writer, List.of(id(50), id(51)), 0);
            case 1 -> DeleteCodec.encodeRequest(writer, List.of(id(50), id(51)));
            case 2 -> SealCodec.encodeRequest(writer, id(52), 1);
            default ->
                CreateAndSealCodec.encodeRequest(
                        writer, id(53), true, ByteBuffer.allocate(9), ByteBuffer.allocate(0), 1);
        };
    }

    @Test
    void halfAFrameHoldsUpNobody() {
        wicked.sendBytes((byte) 0, (byte) 0, (byte) 0);
        RawClient another = fixture.client();
        another.send(frame(0, 19, 12, (byte) 8, (byte) 0));

        assertThat(bystander.contains(id(1))).isFalse();
        assertThat(fixture.client().connect()).isEqualTo(1_000_000);
        assertThat(wicked.isSilent()).isTrue();
    }

    @Test
    void whatAnotherFrameOfTheSameConnectionDidBeforeStands() {
        wicked.put(id(5), "stands");
        wicked.send(frame(7, 0, 0));
        assertThat(wicked.isClosedByStore()).isTrue();

        assertThat(bystander.contains(id(5))).isTrue();
    }

    @Test
    void aClientThatIsEndedLosesWhatItHeld() {
        wicked.create(id(6), 100);
        wicked.put(id(7), "x");
        wicked.get(id(7));
        wicked.send(frame(0, 99, 0));
        assertThat(wicked.isClosedByStore()).isTrue();

        assertThat(bystander.delete(id(7)).get(0).name()).isEqualTo("DELETED");
        assertThat(bystander.list()).hasSize(1);
    }

    @Test
    void whoeverReadsNoAnswersIsNotServedUntilHeDoes() {
        for (int i = 0; i < 2000; i++) {
            bystander.put(id(1000 + i), "");
        }
        // A List is answered with some 180 kB: the answers pile up to a bound, then requests have to wait.
        ByteBuffer list = zeros(MessageType.LIST_REQUEST, 0);
        int lists = 200;
        for (int i = 0; i < lists; i++) {
            wicked.send(list.rewind());
        }
        assertThat(bystander.contains(id(1999))).isTrue();
        for (int i = 0; i < lists; i++) {
            wicked.reply(MessageType.LIST_REPLY);
        }
        assertThat(wicked.isSilent()).isTrue();
    }
}
