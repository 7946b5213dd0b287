package dev.dal.store.server;

import static dev.dal.store.server.RawClient.NOTHING;
import static dev.dal.store.server.RawFrames.frame;
import static dev.dal.store.server.RawFrames.zeros;
import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.protocol.AbortCodec;
import dev.dal.store.protocol.ContainsCodec;
import dev.dal.store.protocol.CreateAndSealBatchCodec;
import dev.dal.store.protocol.CreateAndSealBatchCodec.Item;
import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.DeleteCodec;
import dev.dal.store.protocol.EvictCodec;
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.RefreshLruCodec;
import dev.dal.store.protocol.ReleaseCodec;
import dev.dal.store.protocol.SealCodec;
import dev.dal.store.protocol.SetOptionsCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Sockets;
import dev.dal.store.transport.UnixSocketPair;
import dev.dal.testing.ProcessResources;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "REFRESH_LRU_REPLY",
                "EVENTS",
                "LEASE_REPLY"
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
                "CREATE_AND_SEAL_BATCH_REQUEST", "REFRESH_LRU_REQUEST", "LEASE_REQUEST"
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

    /** One valid request of each type that has fields, about objects that are not there. */
    static List<ByteBuffer> validRequests(ObjectId id) {
        FrameWriter writer = new FrameWriter();
        ByteBuffer some = ByteBuffer.wrap(new byte[] {1, 2, 3});
        return Stream.<Supplier<ByteBuffer>>of(
                        () -> CreateCodec.encodeRequest(writer, id, true, 8, 4),
                        () -> CreateAndSealCodec.encodeRequest(writer, id, true, some, NOTHING, 1),
                        () -> CreateAndSealBatchCodec.encodeRequest(
                                writer, true, List.of(new Item(id, some, some, 1), new Item(id(71), some, some, 1))),
                        () -> AbortCodec.encodeRequest(writer, id),
                        () -> SealCodec.encodeRequest(writer, id, 1),
                        () -> GetCodec.encodeRequest(writer, List.of(id, id(71)), 0),
                        () -> ReleaseCodec.encodeRequest(writer, id),
                        () -> DeleteCodec.encodeRequest(writer, List.of(id, id(71))),
                        () -> ContainsCodec.encodeRequest(writer, id),
                        () -> EvictCodec.encodeRequest(writer, 0),
                        () -> SetOptionsCodec.encodeRequest(writer, "me", 10),
                        () -> RefreshLruCodec.encodeRequest(writer, List.of(id, id(71))))
                .map(frame -> copy(frame.get()))
                .toList();
    }

    private static ByteBuffer copy(ByteBuffer frame) {
        return ByteBuffer.allocateDirect(frame.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(frame)
                .flip();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 19, 21, 22, 0x7fffffff, -1, Integer.MIN_VALUE})
    void idsOfAWrongLengthEndTheConnection(int length) {
        // Zeros behind its first bytes, so that a shorter string ends properly too; behind it is padding.
        ObjectId id = ObjectId.of(0x41424344_45000000L, 0, 0);
        int changed = 0;
        for (ByteBuffer frame : validRequests(id)) {
            int position = positionOf(frame, id);
            if (position > 0) {
                frame.putInt(position - Integer.BYTES, length);
                try (RawClient client = new RawClient(fixture.store().socketPath())) {
                    client.send(frame);
                    assertThat(client.isClosedByStore())
                            .as("frame of type %s", Framing.type(frame.rewind()))
                            .isTrue();
                }
                changed++;
            }
        }
        assertThat(changed).isEqualTo(10);
        assertThat(bystander.list()).hasSize(1);
    }

    private static int positionOf(ByteBuffer frame, ObjectId id) {
        for (int i = Framing.HEADER_BYTES; i + ObjectId.SIZE_BYTES <= frame.limit(); i += Integer.BYTES) {
            if (ObjectId.read(frame, i).equals(id)) {
                return i;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7, 9, 16, 0x7fffffff, -1})
    void aDigestOfAWrongLengthEndsTheConnection(int length) {
        ByteBuffer seal = copy(SealCodec.encodeRequest(new FrameWriter(), id(60), 0));
        for (int i = Framing.HEADER_BYTES; i < seal.limit() - Long.BYTES; i += Integer.BYTES) {
            if (seal.getInt(i) == Long.BYTES && seal.getLong(i + Integer.BYTES) == 0) {
                seal.putInt(i, length);
                wicked.send(seal);
                assertThat(wicked.isClosedByStore()).isTrue();
                return;
            }
        }
        throw new AssertionError("no digest found");
    }

    /** Lengths, counts, references and sizes are words: each becomes each of these, and nobody else notices. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30})
    void everyWordMayBeAnything(int word) {
        for (ByteBuffer valid : validRequests(id(70))) {
            for (int i = Framing.HEADER_BYTES; i + Integer.BYTES <= valid.limit(); i += Integer.BYTES) {
                ByteBuffer frame = copy(valid.duplicate());
                frame.putInt(i, word);
                try (RawClient client = new RawClient(fixture.store().socketPath())) {
                    client.send(frame);
                }
            }
        }
        // What was well-formed after all may have made objects; what was not has left nothing.
        assertThat(bystander.list())
                .allMatch(info -> info.refCount() == 0 || info.id().equals(id(1)));
        bystander.evict(Long.MAX_VALUE);
        assertThat(bystander.list()).hasSize(1);
        assertThat(bystander.debugText()).contains("allocated bytes: 10\n", "num clients with quota: 0\n");
    }

    @Test
    void aCountThatIsNotThatOfTheVectorEndsTheConnection() {
        ByteBuffer delete = copy(DeleteCodec.encodeRequest(new FrameWriter(), List.of(id(70), id(71), id(72))));
        int counts = 0;
        for (int i = Framing.HEADER_BYTES; i < delete.limit(); i += Integer.BYTES) {
            if (delete.getInt(i) == 3) {
                ByteBuffer frame = copy(delete.duplicate()).putInt(i, counts == 0 ? 4 : 2);
                RawClient client = fixture.client();
                client.send(frame);
                assertThat(client.isClosedByStore()).isTrue();
                counts++;
            }
        }
        assertThat(counts).isEqualTo(2);
    }

    @Test
    void aSubscribeWithTwoDescriptorsLeavesTheConnectionUsableWithoutASubscription() {
        long before = ProcessResources.descriptors();
        try (UnixSocketPair pair = UnixSocketPair.open("two")) {
            wicked.send(zeros(MessageType.SUBSCRIBE_REQUEST, 0));
            Sockets.sendDescriptors(
                    wicked.connection, pair.first().fd(), pair.second().fd());
        }
        assertThat(wicked.connect()).isEqualTo(1_000_000);
        assertThat(ProcessResources.descriptors()).isEqualTo(before);
        try (RawSubscriber events = wicked.subscribe()) {
            bystander.put(id(2), "x");
            assertThat(events.next()).containsExactly("sealed 2 1+0");
        }
    }

    @Test
    void descriptorsThatNobodyAskedForAreClosed() {
        long before = ProcessResources.descriptors();
        try (UnixSocketPair pair = UnixSocketPair.open("unasked")) {
            // Each comes with a byte that is not of the protocol; as many as a header has bytes.
            for (int i = 0; i < Framing.HEADER_BYTES; i++) {
                wicked.connection.sendDescriptor(pair.first().fd(), Deadline.after(RawClient.SOON_MILLIS));
            }
            assertThat(wicked.isClosedByStore()).isTrue();
        }
        // The store's end of the connection is gone too.
        awaitDescriptors(before - 1);
    }

    private static void awaitDescriptors(long expected) {
        long deadline = Deadline.after(RawClient.SOON_MILLIS);
        while (ProcessResources.descriptors() != expected && Deadline.remainingNanos(deadline) > 0) {
            Thread.onSpinWait();
        }
        assertThat(ProcessResources.descriptors()).isEqualTo(expected);
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
