package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.Extensions;
import dev.dal.store.Lane;
import dev.dal.store.LaneLink;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreLink;
import dev.dal.store.protocol.ConnectCodec;
import dev.dal.store.protocol.ContainsCodec;
import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.ItemWriter;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.RingsCodec;
import dev.dal.store.protocol.SubmitCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.testing.ProcessResources;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lanes over rings, byte by byte, and what ends the connection. */
class SocketRingsTest extends LaneContract {

    private static final long ALL = ConnectCodec.CALLS | ConnectCodec.SLABS | ConnectCodec.RINGS;
    private static final int FLAGS = Lane.OWNED | Lane.KEPT;

    private final FrameWriter writer = new FrameWriter();
    private final Map<LaneLink, RawClient> clients = new HashMap<>();

    @Override
    LaneLink openLane() {
        return openRings();
    }

    private RawLane openRings() {
        RawClient client = fixture.client();
        RawLane lane = fixture.remember(client.openRingLane());
        clients.put(lane, client);
        return lane;
    }

    @Override
    void close(LaneLink lane) {
        clients.get(lane).close();
    }

    /** A frame that makes an object. */
    private static ByteBuffer publish(ObjectId id, int sizeBytes) {
        return publish(id, sizeBytes, FLAGS);
    }

    private static ByteBuffer publish(ObjectId id, int sizeBytes, int flags) {
        ItemWriter items = new ItemWriter(MessageType.SUBMIT);
        SubmitCodec.encoder(items)
                .publish(id, flags, List.of(), ByteBuffer.allocate(sizeBytes), ByteBuffer.allocate(0));
        ByteBuffer frame = items.finish();
        return ByteBuffer.allocateDirect(frame.remaining()).put(frame).flip();
    }

    @Test
    void theyAreGrantedTogetherWithCallsAndUnlessTheyAreOff() {
        RawClient client = fixture.client();
        assertThat(client.offer(ConnectCodec.RINGS)).isZero();
        assertThat(client.offer(ALL)).isEqualTo(ALL);
        System.setProperty(Extensions.RINGS_PROPERTY, "off");
        try {
            assertThat(client.offer(ALL)).isEqualTo(ConnectCodec.CALLS | ConnectCodec.SLABS);
        } finally {
            System.clearProperty(Extensions.RINGS_PROPERTY);
        }
    }

    static Stream<Function<RawClient, AutoCloseable>> badTimesToAsk() {
        return Stream.of(
                client -> {
                    client.offer(ConnectCodec.CALLS);
                    return client;
                },
                client -> client.openLane(ALL),
                RawClient::openRingLane,
                client -> {
                    client.offer(ALL);
                    return client.askForRings();
                });
    }

    @ParameterizedTest
    @MethodSource("badTimesToAsk")
    void whoMayNotAskIsDisconnected(Function<RawClient, AutoCloseable> before) {
        RawClient client = fixture.client();
        fixture.remember(before.apply(client));
        client.send(RingsCodec.encodeRequest(writer));
        assertThat(client.isClosedByStore()).isTrue();
    }

    @Test
    void whoComesTooLateForRingsGetsALaneWithoutThem() {
        int left = ClientRings.MOST - clients.size();
        List<RawLane> lanes =
                IntStream.range(0, left).mapToObj(i -> openRings()).toList();
        RawClient late = fixture.client();
        assertThat(late.offer(ALL)).isEqualTo(ALL);
        assertThat(late.askForRings()).isNull();
        assertThat(late.askForRings()).isNull();
        RawLane lane = fixture.remember(late.openLane(ALL));
        lane.sync(id(1));
        lane.flush();
        assertThat(LaneLog.next(lane, 1)).containsExactly("synced 1");

        close(lanes.get(0));
        RawClient later = fixture.client();
        assertThat(later.contains(id(1))).isFalse();
        fixture.remember(later.openRingLane());
    }

    @Test
    void plainMessagesGoByTheRingAndAnswersAndDescriptorsByTheSocket() {
        RawLane lane = openRings();
        RawClient client = clients.get(lane);
        assertThat(client.create(id(1), 5).error()).isEqualTo(PlasmaError.OK);
        assertThat(client.seal(id(1))).isEqualTo(PlasmaError.OK);
        assertThat(client.put(id(2), "hello")).isEqualTo(PlasmaError.OK);
        ObjectLocation found = Objects.requireNonNull(client.get(id(2)));
        assertThat(client.text(found)).isEqualTo("hello");
        assertThat(client.lease(4096)).isNotNull();
        assertThat(lane.rings.get(RawRings.UP, RawRings.READ)).isPositive();
        assertThat(lane.rings.get(RawRings.UP, RawRings.READ)).isEqualTo(lane.rings.get(RawRings.UP, RawRings.WRITTEN));
    }

    @Test
    void theStoreSleepsWhenItHasReadAll() {
        RawLane lane = openRings();
        assertThat(clients.get(lane).contains(id(1))).isFalse();
        assertThat(lane.rings.memory.getInt(RawRings.UP + RawRings.ASLEEP)).isEqualTo(1);
    }

    @Test
    void whatWasWrittenBeforeTheEndCountsThoughNobodyWokeTheStore() {
        RawClient witness = fixture.client();
        for (int i = 100; i < 200; i++) {
            RawLane going = openRings();
            assertThat(clients.get(going).contains(id(1))).isFalse();
            going.rings.write(
                    CreateAndSealCodec.encodeRequest(writer, id(i), true, RawClient.NOTHING, RawClient.NOTHING, 0));
            close(going);
            going.close();
            assertThat(witness.contains(id(i))).as("round %d", i).isTrue();
        }
    }

    @Test
    void whoeverAsksLaterSeesWhatWasWrittenBefore() {
        RawClient witness = fixture.client();
        RawLane lane = openRings();
        for (int i = 100; i < 1100; i++) {
            lane.rings.send(publish(id(i), 8));
            assertThat(witness.contains(id(i))).as("round %d", i).isTrue();
        }
    }

    @Test
    void aFrameMayBeLongerThanTheRing() {
        RawLane lane = openRings();
        lane.rings.send(publish(id(1), 3 * lane.rings.size));
        assertThat(fixture.client().list())
                .singleElement()
                .satisfies(info -> assertThat(info.dataSize()).isEqualTo(3L * lane.rings.size));
    }

    /** More than the ring has room for: the rest waits at the store, and comes in order. */
    @Test
    void whoReadsLateMissesNothing() {
        RawLane lane = openRings();
        lane.watch(id(1).prefix());
        lane.flush();
        RawClient maker = fixture.client();
        int count = 10_000;
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            assertThat(maker.put(id(i), "some bytes of an object")).isEqualTo(PlasmaError.OK);
            expected.add("arrived " + i + " some bytes of an object");
        }
        assertThat(lane.rings.memory.getInt(RawRings.DOWN + RawRings.STARVED)).isEqualTo(1);
        assertThat(LaneLog.next(lane, count)).isEqualTo(expected);
        assertThat(lane.rings.memory.getInt(RawRings.DOWN + RawRings.STARVED)).isZero();
    }

    static Stream<Consumer<RawLane>> violations() {
        return Stream.of(
                lane -> lane.rings.memory.putLong(RawRings.UP + RawRings.WRITTEN, -1),
                lane -> lane.rings.memory.putLong(RawRings.UP + RawRings.WRITTEN, 1L << 40),
                lane -> lane.rings.memory.putLong(RawRings.UP + RawRings.WRITTEN, Long.MIN_VALUE),
                lane -> {
                    lane.rings.memory.putLong(RawRings.DOWN + RawRings.READ, 1L << 40);
                    lane.rings.write(sync());
                },
                lane -> {
                    lane.rings.memory.putLong(RawRings.DOWN + RawRings.READ, -(1L << 40));
                    lane.rings.write(sync());
                },
                lane -> lane.rings.write(ByteBuffer.allocate(64).putLong(0, -1)),
                lane -> lane.rings.write(RawFrames.zeros(MessageType.EVENTS, 0)));
    }

    private static ByteBuffer sync() {
        ItemWriter items = new ItemWriter(MessageType.SUBMIT);
        SubmitCodec.encoder(items).sync(id(9));
        return items.finish();
    }

    @ParameterizedTest
    @MethodSource("violations")
    void whoBreaksTheRingIsDisconnectedAndNobodyElse(Consumer<RawLane> violation) {
        RawLane bystander = openRings();
        RawLane lane = openRings();
        assertThat(clients.get(lane).contains(id(1))).isFalse();
        violation.accept(lane);
        lane.rings.ring();
        assertThat(clients.get(lane).isClosedByStore()).isTrue();
        bystander.sync(id(77));
        bystander.flush();
        assertThat(LaneLog.next(bystander, 1)).containsExactly("synced 77");
    }

    @Test
    void nothingMayComeByTheSocketAnyMore() {
        RawLane lane = openRings();
        RawClient client = clients.get(lane);
        assertThat(client.contains(id(1))).isFalse();
        client.connection.send(RingsCodec.encodeRequest(writer), Deadline.after(RawClient.SOON_MILLIS));
        assertThat(client.isClosedByStore()).isTrue();
        assertThat(lane.isClosedByStore()).isTrue();
    }

    @Test
    void theStoreUnmapsTheMemoryOfWhoeverHasGone() {
        RawLane lane = openRings();
        RawClient client = clients.get(lane);
        assertThat(client.contains(id(1))).isFalse();
        long mappings = ProcessResources.mappings("memfd:dal-rings");
        close(lane);
        assertThat(fixture.client().contains(id(1))).isFalse();
        assertThat(ProcessResources.mappings("memfd:dal-rings")).isEqualTo(mappings - 1);
        assertThat(lane.rings.get(RawRings.UP, RawRings.READ)).isPositive();
    }

    @Test
    void whatWasToldBeforeTheStoreClosedCanStillBeRead() {
        RawLane lane = openRings();
        lane.sync(id(1));
        lane.flush();
        assertThat(clients.get(lane).contains(id(1))).isFalse();
        fixture.store().close();
        assertThat(LaneLog.next(lane, 1)).containsExactly("synced 1");
        assertThat(clients.get(lane).isClosedByStore()).isTrue();
    }

    /** The end is a reset then, and not that of a stream. */
    @Test
    void whatWasWrittenCountsThoughAnAnswerWasLeftUnread() {
        RawClient witness = fixture.client();
        for (int i = 100; i < 120; i++) {
            RawLane going = openRings();
            RawClient client = clients.get(going);
            assertThat(client.contains(id(1))).isFalse();
            client.send(ContainsCodec.encodeRequest(writer, id(1)));
            while (going.rings.get(RawRings.UP, RawRings.READ) < going.rings.get(RawRings.UP, RawRings.WRITTEN)) {
                Thread.onSpinWait();
            }
            assertThat(witness.contains(id(1))).isFalse();
            going.rings.write(publish(id(i), 8, 0));
            close(going);
            assertThat(witness.contains(id(i))).as("round %d", i).isTrue();
        }
    }

    @Test
    void whoeverAsksInProcessSeesWhatWasWrittenBefore() {
        StoreLink link = fixture.link();
        RawLane lane = openRings();
        for (int i = 0; i < 10_000; i++) {
            lane.rings.send(publish(id(i), 8));
            assertThat(link.contains(id(i))).as("round %d", i).isTrue();
            if (i >= 1000) {
                lane.release(id(i - 1000));
            }
            lane.flush();
        }
    }

    /** So much that the store does not take it in at once. */
    @Test
    void whatATurnHasLeftIsReadBeforeALaterRequest() {
        StoreLink link = fixture.link();
        RawLane lane = openRings();
        for (int i = 0; i < 100; i++) {
            ByteBuffer large = publish(id(2 * i + 1), 1_300_000);
            ByteBuffer small = publish(id(2 * i + 2), 8);
            lane.rings.send(ByteBuffer.allocateDirect(large.remaining() + small.remaining())
                    .put(large)
                    .put(small)
                    .flip());
            assertThat(link.contains(id(2 * i + 2))).as("round %d", i).isTrue();
        }
    }

    @Test
    void whoSubscribesWithoutRingsUsesHisSockets() {
        RawClient client = fixture.client();
        assertThat(client.offer(ALL)).isEqualTo(ALL);
        fixture.remember(client.askForRings());
        RawLane lane = fixture.remember(client.openLane(ConnectCodec.CALLS));
        lane.sync(id(1));
        lane.flush();
        assertThat(LaneLog.next(lane, 1)).containsExactly("synced 1");
    }

    @Test
    void whoHasSubscribedMayNotAskForRings() {
        RawClient client = fixture.client();
        assertThat(client.connect()).isPositive();
        fixture.remember(client.subscribe());
        assertThat(client.offer(ALL)).isEqualTo(ALL);
        client.send(RingsCodec.encodeRequest(writer));
        assertThat(client.isClosedByStore()).isTrue();
    }
}
