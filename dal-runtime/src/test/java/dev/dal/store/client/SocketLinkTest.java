package dev.dal.store.client;

import static dev.dal.testing.ProcessResources.descriptors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.ObjectContent;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.ObjectNotFoundException;
import dev.dal.store.SegmentDescriptor;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment.Access;
import dev.dal.store.memory.SharedMemory;
import dev.dal.store.protocol.AnnouncedSegment;
import dev.dal.store.protocol.ContainsCodec;
import dev.dal.store.protocol.CreateAndSealBatchCodec;
import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.EvictCodec;
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.ListCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.SealCodec;
import dev.dal.store.protocol.SetOptionsCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The link against stores that answer strangely. */
class SocketLinkTest {

    private static final ObjectId ID = ObjectId.of(1, 2, 3);
    private static final ObjectId OTHER = ObjectId.of(4, 5, 6);
    private static final long PATIENT = 10_000;

    private final long descriptorsBefore = descriptors();
    private final ScriptedStore store = new ScriptedStore();
    private final SharedMemory memory = SharedMemory.create("dal-scripted", 4096, false);

    @AfterEach
    void leavesNoDescriptor() {
        store.close();
        memory.close();
        assertThat(descriptors()).isEqualTo(descriptorsBefore);
    }

    @Test
    void repliesMayComeByteByByte() {
        try (StoreLink link = store.open(PATIENT)) {
            assertThat(link.capacityBytes()).isEqualTo(ScriptedStore.CAPACITY);
            CompletableFuture<Void> script = store.play(() -> {
                store.expect(MessageType.EVICT_REQUEST);
                ByteBuffer reply = EvictCodec.encodeReply(store.writer, 77);
                int end = reply.limit();
                while (reply.position() < end) {
                    store.send(reply.limit(reply.position() + 1));
                }
            });
            assertThat(link.evict(5)).isEqualTo(77);
            script.join();
        }
    }

    @Test
    void segmentsComeOnceAndAreTakenOnce() {
        try (StoreLink link = store.open(PATIENT)) {
            CompletableFuture<Void> script = store.play(() -> {
                for (ObjectId id : List.of(ID, OTHER)) {
                    store.expect(MessageType.CREATE_REQUEST);
                    store.send(CreateCodec.encodeReply(store.writer, id, new ObjectLocation(9, 64, 10, 1), 4096));
                    if (id == ID) {
                        store.sendDescriptor(memory.fd());
                    }
                }
            });
            assertThat(link.create(ID, 10, 1, true)).isEqualTo(new ObjectLocation(9, 64, 10, 1));
            assertThat(link.create(OTHER, 10, 1, true)).isEqualTo(new ObjectLocation(9, 64, 10, 1));
            script.join();
            SegmentDescriptor segment = link.takeSegment(9);
            assertThat(segment.lengthBytes()).isEqualTo(4096);
            SharedMemory.adopt(segment.fd(), 4096).close();
            assertThatThrownBy(() -> link.takeSegment(9))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Segment 9 was taken before.");
            assertThatThrownBy(() -> link.takeSegment(8))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Segment 8 was never named by the store.");
        }
    }

    @Test
    void segmentsThatNobodyTakesAreClosed() {
        StoreLink link = store.open(PATIENT);
        CompletableFuture<Void> script = store.play(() -> {
            store.expect(MessageType.GET_REQUEST);
            store.send(GetCodec.encodeReply(
                    store.writer,
                    new GetCodec.Reply(
                            List.of(ID, OTHER),
                            List.of(new ObjectLocation(1, 0, 1, 0), new ObjectLocation(2, 0, 1, 0)),
                            List.of(new AnnouncedSegment(1, 4104), new AnnouncedSegment(2, 4104)))));
            store.sendDescriptor(memory.fd());
            store.sendDescriptor(memory.fd());
        });
        long before = descriptors();
        assertThat(link.get(List.of(ID, OTHER), -1)).hasSize(2);
        script.join();
        assertThat(descriptors()).isEqualTo(before + 2);
        link.close();
        link.close();
    }

    @Test
    void refusalsLeaveTheLinkUsable() {
        try (StoreLink link = store.open(PATIENT)) {
            answer(() -> {
                store.expect(MessageType.CREATE_REQUEST);
                store.send(CreateCodec.encodeFailure(store.writer, ID, PlasmaError.OUT_OF_MEMORY));
            });
            assertThatThrownBy(() -> link.create(ID, 2000, 1, true))
                    .isInstanceOf(StoreFullException.class)
                    .hasMessage("There is no room for the 2001 bytes of object " + ID + " in a store of 1000 bytes.");
            answer(() -> {
                store.expect(MessageType.CREATE_REQUEST);
                store.send(CreateCodec.encodeFailure(store.writer, ID, PlasmaError.OBJECT_EXISTS));
            });
            assertThatThrownBy(() -> link.create(ID, 1, 1, true)).isInstanceOf(ObjectExistsException.class);
            answer(() -> {
                store.expect(MessageType.SEAL_REQUEST);
                store.send(SealCodec.encodeReply(store.writer, ID, PlasmaError.OBJECT_NOT_FOUND));
            });
            assertThatThrownBy(() -> link.seal(ID, 1)).isInstanceOf(ObjectNotFoundException.class);
            answer(() -> {
                store.expect(MessageType.SEAL_REQUEST);
                store.send(SealCodec.encodeReply(store.writer, ID, PlasmaError.OBJECT_EXISTS));
            });
            assertThatThrownBy(() -> link.seal(ID, 1)).isInstanceOf(ObjectExistsException.class);
            answer(() -> {
                store.expect(MessageType.SET_OPTIONS_REQUEST);
                store.send(SetOptionsCodec.encodeReply(store.writer, PlasmaError.OUT_OF_MEMORY));
            });
            assertThatThrownBy(() -> link.setOptions("me", 5)).isInstanceOf(StoreFullException.class);
            answer(() -> {
                store.expect(MessageType.CONTAINS_REQUEST);
                store.send(ContainsCodec.encodeReply(store.writer, ID, true));
            });
            assertThat(link.contains(ID)).isTrue();
        }
    }

    /** plasma-store.md section 1.7: which number may be in which reply, and what becomes of it. */
    @ParameterizedTest
    @CsvSource({
        "CREATE, 1, ObjectExistsException",
        "CREATE, 2, StoreProtocolException",
        "CREATE, 3, StoreFullException",
        "CREATE, 4, StoreProtocolException",
        "CREATE, 5, StoreProtocolException",
        "CREATE, 6, StoreProtocolException",
        "CREATE, -1, StoreProtocolException",
        "INLINE, 1, ObjectExistsException",
        "INLINE, 2, StoreProtocolException",
        "INLINE, 3, StoreFullException",
        "INLINE, 4, StoreProtocolException",
        "INLINE, 5, StoreProtocolException",
        "INLINE, 6, StoreProtocolException",
        "BATCH, 1, ObjectExistsException",
        "BATCH, 2, StoreProtocolException",
        "BATCH, 3, StoreFullException",
        "BATCH, 4, StoreProtocolException",
        "BATCH, 5, StoreProtocolException",
        "BATCH, 6, StoreProtocolException",
        "SEAL, 1, ObjectExistsException",
        "SEAL, 2, ObjectNotFoundException",
        "SEAL, 3, StoreProtocolException",
        "SEAL, 4, StoreProtocolException",
        "SEAL, 5, StoreProtocolException",
        "SEAL, 99, StoreProtocolException",
        "OPTIONS, 1, StoreProtocolException",
        "OPTIONS, 2, StoreProtocolException",
        "OPTIONS, 3, StoreFullException",
        "OPTIONS, 4, StoreProtocolException",
        "OPTIONS, 5, StoreProtocolException",
        "OPTIONS, 2147483647, StoreProtocolException"
    })
    void everyErrorNumberHasItsException(Request request, int number, String exception) {
        try (StoreLink link = store.open(PATIENT)) {
            answer(() -> {
                store.expect(request.type);
                store.send(withNumber(request, number));
            });
            assertThatThrownBy(() -> request.sending.accept(link))
                    .extracting(failure -> failure.getClass().getSimpleName())
                    .isEqualTo(exception);
        }
        store.hangUp();
    }

    /** The real encoders refuse to write some of these numbers, so another number is replaced in the frame. */
    private ByteBuffer withNumber(Request request, int number) {
        ByteBuffer reply = request.reply.apply(store.writer);
        int place = -1;
        for (int i = reply.position() + 24; i <= reply.limit() - 4; i += 4) {
            if (reply.getInt(i) == PlasmaError.OUT_OF_MEMORY.number()) {
                assertThat(place).as("the number occurs once").isEqualTo(-1);
                place = i;
            }
        }
        return reply.putInt(place, number);
    }

    private enum Request {
        CREATE(
                MessageType.CREATE_REQUEST,
                link -> link.create(ID, 10, 1, true),
                writer -> CreateCodec.encodeFailure(writer, ID, PlasmaError.OUT_OF_MEMORY)),
        INLINE(
                MessageType.CREATE_AND_SEAL_REQUEST,
                link -> link.createAndSeal(ID, ByteBuffer.allocate(1), ByteBuffer.allocate(0), 0, true),
                writer -> CreateAndSealCodec.encodeReply(writer, PlasmaError.OUT_OF_MEMORY)),
        BATCH(
                MessageType.CREATE_AND_SEAL_BATCH_REQUEST,
                link -> link.createAndSealBatch(
                        List.of(new ObjectContent(ID, ByteBuffer.allocate(1), ByteBuffer.allocate(0))),
                        new long[1],
                        true),
                writer -> CreateAndSealBatchCodec.encodeReply(writer, PlasmaError.OUT_OF_MEMORY)),
        SEAL(
                MessageType.SEAL_REQUEST,
                link -> link.seal(ID, 1),
                writer -> SealCodec.encodeReply(writer, ID, PlasmaError.OUT_OF_MEMORY)),
        OPTIONS(
                MessageType.SET_OPTIONS_REQUEST,
                link -> link.setOptions("me", 5),
                writer -> SetOptionsCodec.encodeReply(writer, PlasmaError.OUT_OF_MEMORY));

        private final MessageType type;
        private final Consumer<StoreLink> sending;
        private final Function<FrameWriter, ByteBuffer> reply;

        Request(MessageType type, Consumer<StoreLink> sending, Function<FrameWriter, ByteBuffer> reply) {
            this.type = type;
            this.sending = sending;
            this.reply = reply;
        }
    }

    @Test
    void batchesCountAgainstWhatTravelsWithARequest() {
        try (StoreLink link = store.open(PATIENT)) {
            ObjectContent large = new ObjectContent(ID, largeBuffer(), ByteBuffer.allocate(0));
            assertThatThrownBy(() -> link.createAndSealBatch(List.of(large), new long[1], true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("A batch of 1073741824 bytes is too long to travel with a request;");
        }
    }

    /** The listener of this test takes one connection at a time, so that there is none to wait on. */
    @Test
    void aGetThatCannotWaitElsewhereAsksAgain() {
        CompletableFuture<Void> script;
        try (StoreLink link = store.open(PATIENT)) {
            script = store.play(() -> {
                for (int asked = 0; asked < 3; asked++) {
                    store.expect(MessageType.GET_REQUEST);
                    boolean found = asked == 2;
                    store.send(GetCodec.encodeReply(
                            store.writer,
                            new GetCodec.Reply(
                                    List.of(ID),
                                    Collections.singletonList(found ? new ObjectLocation(1, 0, 1, 0) : null),
                                    found ? List.of(new AnnouncedSegment(1, 4104)) : List.of())));
                    if (found) {
                        store.sendDescriptor(memory.fd());
                    }
                    if (asked == 0) {
                        store.stopListening();
                    }
                }
            });
            assertThat(link.get(List.of(ID), 5000)).containsExactly(new ObjectLocation(1, 0, 1, 0));
            script.join();
        }
    }

    @Test
    void repliesToSomethingElseEndTheLink() {
        assertProtocolFailure(
                () -> store.send(ListCodec.encodeReply(store.writer, List.of())),
                "sent a message LIST_REPLY; expected");
        assertProtocolFailure(
                () -> store.send(ContainsCodec.encodeReply(store.writer, OTHER, true)),
                "sent a reply about object " + OTHER + "; expected about " + ID + ".");
    }

    @Test
    void garbageEndsTheLink() {
        assertProtocolFailure(
                () -> store.send(ByteBuffer.allocateDirect(24).putLong(0, -1)),
                "Found protocol version -1; expected 0");
        ByteBuffer tooLong = ByteBuffer.allocateDirect(24).order(ByteOrder.LITTLE_ENDIAN);
        tooLong.putLong(8, MessageType.CONTAINS_REPLY.number()).putLong(16, 1L << 40);
        assertProtocolFailure(() -> store.send(tooLong), "Found a payload of 1099511627776 bytes");
    }

    @Test
    void aStoreThatHangsUpEndsTheLink() {
        assertFailure(StoreConnectionException.class, () -> store.connection().close(), "has gone: it closed");
    }

    @Test
    void aStoreThatIsSilentEndsTheLink() {
        try (StoreLink link = store.open(50)) {
            assertThatThrownBy(() -> link.contains(ID))
                    .isInstanceOf(StoreConnectionException.class)
                    .hasMessage("The store at " + store.socket()
                            + " did not answer within 50 ms; the connection is given up.");
            assertThatThrownBy(() -> link.contains(ID)).isInstanceOf(StoreConnectionException.class);
        }
    }

    @Test
    void whoListensButIsNoStoreIsNotConnectedTo() {
        CompletableFuture<Void> script = store.play(() -> {
            store.accept();
            store.expect(MessageType.CONNECT_REQUEST);
            store.send(EvictCodec.encodeReply(store.writer, 1));
        });
        assertThatThrownBy(() -> SocketLink.open(store.socket(), PATIENT)).isInstanceOf(StoreProtocolException.class);
        script.join();
    }

    @Test
    void segmentsWithoutDescriptorOrLengthEndTheLink() {
        ObjectLocation place = new ObjectLocation(3, 0, 10, 1);
        assertCreateFails(
                () -> store.send(ByteBuffer.allocateDirect(1)), place, 4096, "sent no descriptor of segment 3");
        assertCreateFails(() -> store.sendDescriptor(memory.fd()), place, -8, "Segment 3 is announced with 0 bytes");
        assertCreateFails(
                () -> store.sendDescriptor(memory.fd()),
                new ObjectLocation(3, 0, 11, 1),
                4096,
                "expected sizes 10 and 1.");
    }

    @Test
    void objectsInUnknownSegmentsEndTheLink() {
        try (StoreLink link = store.open(PATIENT)) {
            answer(() -> {
                store.expect(MessageType.GET_REQUEST);
                store.send(GetCodec.encodeReply(
                        store.writer,
                        new GetCodec.Reply(List.of(ID), List.of(new ObjectLocation(5, 0, 1, 0)), List.of())));
            });
            assertThatThrownBy(() -> link.get(List.of(ID), 0))
                    .isInstanceOf(StoreProtocolException.class)
                    .hasMessageContaining("an object in segment 5");
        }
    }

    @Test
    void hugeObjectsAreNotSentInline() {
        try (StoreLink link = store.open(PATIENT)) {
            ByteBuffer half = ByteBuffer.allocate(1).slice();
            ByteBuffer large = largeBuffer();
            assertThatThrownBy(() -> link.createAndSeal(ID, large, half, 0, true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is too long to travel with a request; expected at most 1073740800")
                    .hasMessageEndingWith("Use create and seal.");
        }
    }

    /** Sparse: none of it is touched. */
    private ByteBuffer largeBuffer() {
        try (SharedMemory sparse = SharedMemory.create("dal-sparse", 1L << 30, false)) {
            return sparse.map(Access.READ_ONLY)
                    .region(0, 1 << 30, Lifetime.unbounded())
                    .window(0, 1 << 30);
        }
    }

    private void answer(Runnable script) {
        store.play(script);
    }

    private void assertProtocolFailure(Runnable reply, String message) {
        assertFailure(StoreProtocolException.class, reply, message);
    }

    private void assertFailure(Class<? extends Exception> type, Runnable reply, String message) {
        try (StoreLink link = store.open(PATIENT)) {
            answer(() -> {
                store.expect(MessageType.CONTAINS_REQUEST);
                reply.run();
            });
            assertThatThrownBy(() -> link.contains(ID)).isInstanceOf(type).hasMessageContaining(message);
            assertThatThrownBy(() -> link.contains(ID))
                    .isInstanceOf(StoreConnectionException.class)
                    .hasMessage("The connection to " + store.socket() + " is closed.");
        }
        store.hangUp();
    }

    private void assertCreateFails(Runnable afterReply, ObjectLocation place, long usableBytes, String message) {
        try (StoreLink link = store.open(PATIENT)) {
            answer(() -> {
                store.expect(MessageType.CREATE_REQUEST);
                store.send(CreateCodec.encodeReply(store.writer, ID, place, usableBytes));
                afterReply.run();
            });
            assertThatThrownBy(() -> link.create(ID, 10, 1, true))
                    .isInstanceOf(StoreProtocolException.class)
                    .hasMessageContaining(message);
            assertThatThrownBy(() -> link.contains(ID)).isInstanceOf(StoreConnectionException.class);
        }
        store.hangUp();
    }
}
