package dev.dal.store.client;

import static dev.dal.testing.ProcessResources.descriptors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Lane;
import dev.dal.store.LaneEvents;
import dev.dal.store.LaneLink;
import dev.dal.store.LaneLink.Seat;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
import dev.dal.store.memory.SharedMemory;
import dev.dal.store.protocol.ConnectCodec;
import dev.dal.store.protocol.EventsCodec;
import dev.dal.store.protocol.ItemWriter;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.RingsCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.EventFd;
import dev.dal.store.transport.UnixSocketConnection;
import dev.dal.testing.ExtensionsOn;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rings of our client at stores that do strange things with them. */
@Timeout(60)
@ExtensionsOn
class LaneRingsTest {

    private static final long PATIENT = 10_000;
    private static final int SIZE = 4096;
    private static final int UP_READ = 64;
    private static final int DOWN_WRITTEN = 1024;
    private static final int DOWN_BYTES = 4096 + SIZE;
    private static final long GRANTED = ConnectCodec.CALLS | ConnectCodec.RINGS;
    private static final LaneEvents NOBODY = (LaneEvents) Proxy.newProxyInstance(
            LaneEvents.class.getClassLoader(), new Class<?>[] {LaneEvents.class}, (proxy, method, told) -> null);

    private final long descriptorsBefore = descriptors();
    private final ScriptedStore store = new ScriptedStore();
    private final SharedMemory memory = SharedMemory.create("dal-scripted", 4096 + 2 * SIZE, false);
    private final Region rings =
            memory.map(MappedSegment.Access.READ_WRITE).region(0, memory.usableBytes(), Lifetime.unbounded());
    private final EventFd storeBell = EventFd.open();
    private final EventFd clientBell = EventFd.open();

    @AfterEach
    void leavesNoDescriptor() {
        store.close();
        memory.close();
        storeBell.close();
        clientBell.close();
        assertThat(descriptors()).isEqualTo(descriptorsBefore);
    }

    private void grant(long features) {
        store.expect(MessageType.CONNECT_REQUEST);
        store.send(ConnectCodec.encodeGrant(store.writer, ScriptedStore.CAPACITY, features));
    }

    private void answer(long sizeBytes, int... descriptors) {
        grant(GRANTED);
        store.expect(MessageType.RINGS_REQUEST);
        store.send(RingsCodec.encodeReply(store.writer, sizeBytes));
        for (int descriptor : descriptors) {
            store.sendDescriptor(descriptor);
        }
    }

    private void answerWithRings() {
        answer(SIZE, memory.fd(), storeBell.fd(), clientBell.fd());
    }

    private void withLane(Consumer<LaneLink> test, long answerMillis) {
        try (SocketLink link = store.open(answerMillis)) {
            CompletableFuture<Void> script = store.play(this::answerWithRings);
            LaneLink lane = link.openLane();
            script.join();
            test.accept(lane);
        }
    }

    /** Writes a frame; its length. */
    private int tellSynced() {
        ItemWriter items = new ItemWriter(MessageType.EVENTS);
        EventsCodec.encoder(items).synced(ObjectId.of(1, 2, 3));
        ByteBuffer frame = items.finish();
        int length = frame.remaining();
        for (int i = 0; i < length; i++) {
            rings.putByte(DOWN_BYTES + i, frame.get());
        }
        rings.putLong(DOWN_WRITTEN, length);
        clientBell.signal();
        return length;
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 4095, 5000, 1L << 29, 1L << 40, Long.MIN_VALUE})
    void impossibleSizesAreRefused(long sizeBytes) {
        try (SocketLink link = store.open(PATIENT)) {
            CompletableFuture<Void> script = store.play(() -> answer(sizeBytes));
            assertThatThrownBy(link::openLane)
                    .isInstanceOf(StoreProtocolException.class)
                    .hasMessageContaining("sent rings of " + sizeBytes + " bytes; expected a power of two");
            script.join();
        }
    }

    @Test
    void memoryThatIsTooShortIsRefused() {
        try (SocketLink link = store.open(PATIENT)) {
            CompletableFuture<Void> script =
                    store.play(() -> answer(2 * SIZE, memory.fd(), storeBell.fd(), clientBell.fd()));
            assertThatThrownBy(link::openLane)
                    .isInstanceOf(StoreProtocolException.class)
                    .hasMessageContaining("20480 usable bytes, but its file has 12296");
            script.join();
        }
    }

    @Test
    void missingDescriptorsAreRefused() {
        try (SocketLink link = store.open(PATIENT)) {
            CompletableFuture<Void> script = store.play(() -> {
                answer(SIZE, memory.fd(), storeBell.fd());
                store.send(ByteBuffer.allocateDirect(1));
            });
            assertThatThrownBy(link::openLane)
                    .isInstanceOf(StoreProtocolException.class)
                    .hasMessageContaining("sent no descriptor of rings; expected one");
            script.join();
        }
    }

    @Test
    void whatCannotBeWaitedForIsRefusedAndClosed() {
        try (SocketLink link = store.open(PATIENT)) {
            CompletableFuture<Void> script = store.play(() -> answer(SIZE, memory.fd(), storeBell.fd(), memory.fd()));
            assertThatThrownBy(link::openLane).isInstanceOf(StoreConnectionException.class);
            script.join();
        }
    }

    @Test
    void aRefusalLeavesTheLaneOnItsSockets() {
        try (SocketLink link = store.open(PATIENT)) {
            CompletableFuture<Void> script = store.play(() -> answer(RingsCodec.REFUSED));
            LaneLink lane = link.openLane();
            assertThat(lane).isNotNull();
            script.join();
            CompletableFuture<Void> reading = store.play(() -> {
                store.expect(MessageType.SUBSCRIBE_REQUEST);
                SharedMemory.closeDescriptor(store.expectDescriptor());
                store.expect(MessageType.SUBMIT);
            });
            lane.sync(ObjectId.of(1, 2, 3));
            lane.flush();
            reading.join();
        }
    }

    @Test
    void framesComeByTheRingAndWakeWhoeverWaits() {
        withLane(
                lane -> {
                    CompletableFuture<Void> waiting =
                            CompletableFuture.runAsync(() -> lane.await(Seat.WAITER, PATIENT));
                    int length = tellSynced();
                    waiting.orTimeout(PATIENT, TimeUnit.MILLISECONDS).join();
                    assertThat(lane.poll(NOBODY)).isOne();
                    assertThat(rings.getLong(DOWN_WRITTEN + 64)).isEqualTo(length);
                },
                PATIENT);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, SIZE + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void aRingThatTheStoreBreaksEndsTheLane(long written) {
        withLane(
                lane -> {
                    rings.putLong(DOWN_WRITTEN, written);
                    clientBell.signal();
                    lane.await(Seat.WAITER, PATIENT);
                    assertThatThrownBy(() -> lane.poll(NOBODY))
                            .isInstanceOf(StoreProtocolException.class)
                            .hasMessageContaining("A ring of 4096 bytes says that " + written + " were written");
                },
                PATIENT);
    }

    @Test
    void aRingThatTheStoreBreaksEndsTheConnection() {
        withLane(
                lane -> {
                    rings.putLong(UP_READ, 1);
                    lane.sync(ObjectId.of(1, 2, 3));
                    assertThatThrownBy(lane::flush).isInstanceOf(StoreProtocolException.class);
                    lane.sync(ObjectId.of(1, 2, 3));
                    assertThatThrownBy(lane::flush).isInstanceOf(StoreConnectionException.class);
                },
                PATIENT);
    }

    private static void askMuch(LaneLink lane) {
        lane.publish(
                ObjectId.of(1, 2, 3), Lane.OWNED, List.of(), ByteBuffer.allocate(3 * SIZE), ByteBuffer.allocate(0));
    }

    @Test
    void aStoreThatDoesNotReadIsGivenUpAfterAWhile() {
        withLane(
                lane -> {
                    askMuch(lane);
                    assertThatThrownBy(lane::flush)
                            .isInstanceOf(StoreConnectionException.class)
                            .hasMessageContaining("took too long: it does not read.");
                },
                200);
    }

    @Test
    void whoWaitsForRoomLearnsAtOnceThatTheStoreHasGone() {
        withLane(
                lane -> {
                    askMuch(lane);
                    CompletableFuture<Void> sending = CompletableFuture.runAsync(lane::flush);
                    while (rings.getInt(192) == 0) {
                        Thread.onSpinWait();
                    }
                    store.connection().close();
                    assertThatThrownBy(
                                    () -> sending.orTimeout(5, TimeUnit.SECONDS).join())
                            .hasCauseInstanceOf(StoreConnectionException.class)
                            .hasMessageContaining("has gone, or the connection was closed.");
                },
                60_000);
    }

    @Test
    void aStoreThatGoesEndsTheLaneOnceAllWasRead() {
        withLane(
                lane -> {
                    store.expect(MessageType.SUBSCRIBE_REQUEST);
                    int end = store.expectDescriptor();
                    tellSynced();
                    SharedMemory.closeDescriptor(end);
                    lane.await(Seat.WAITER, PATIENT);
                    assertThat(lane.poll(NOBODY)).isOne();
                    assertThatThrownBy(() -> {
                                lane.await(Seat.WAITER, PATIENT);
                                lane.poll(NOBODY);
                            })
                            .isInstanceOf(StoreConnectionException.class)
                            .hasMessageContaining("has gone: it ended the lane.");
                },
                PATIENT);
    }

    @Test
    void bytesOnTheSocketOfTheLaneEndIt() {
        withLane(
                lane -> {
                    store.expect(MessageType.SUBSCRIBE_REQUEST);
                    try (UnixSocketConnection end = UnixSocketConnection.adopt(store.expectDescriptor(), "the lane")) {
                        end.send(ByteBuffer.allocateDirect(3), Deadline.after(PATIENT));
                        lane.await(Seat.WAITER, PATIENT);
                        assertThatThrownBy(() -> lane.poll(NOBODY))
                                .isInstanceOf(StoreProtocolException.class)
                                .hasMessageContaining("sent 3 bytes on the socket of a lane with rings");
                    }
                },
                PATIENT);
    }
}
