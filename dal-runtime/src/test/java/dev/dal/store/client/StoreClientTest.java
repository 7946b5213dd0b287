package dev.dal.store.client;

import static dev.dal.testing.ProcessResources.afterCollecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.memory.SharedMemory;
import dev.dal.store.protocol.AbortCodec;
import dev.dal.store.protocol.AnnouncedSegment;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.DeleteCodec;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.ReleaseCodec;
import dev.dal.store.transport.UnixSocketListener;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against stores that answer strangely, or not yet. */
class StoreClientTest {

    private static final ObjectId ID = ObjectId.of(1, 2, 3);
    private static final long PATIENT = 10_000;

    private final ScriptedStore store = new ScriptedStore();
    private final SharedMemory memory = SharedMemory.create("dal-scripted", 4096, false);

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        store.close();
        memory.close();
    }

    @Test
    void objectsBeyondTheirSegmentAreReleasedAgain() {
        try (StoreClient client = connect()) {
            CompletableFuture<Void> script = store.play(() -> {
                answerGet(new ObjectLocation(1, 4000, 90, 7));
                assertThat(ReleaseCodec.decodeRequest(store.expect(MessageType.RELEASE_REQUEST)))
                        .isEqualTo(ID);
            });
            assertThatThrownBy(() -> client.get(ID, 0))
                    .isInstanceOf(StoreProtocolException.class)
                    .hasMessage("The store says that an object ends at byte 4097 of segment 1, which has 4096.");
            script.join();
        }
    }

    @Test
    void objectsMayEndWithTheirSegment() {
        try (StoreClient client = connect()) {
            store.play(() -> answerGet(new ObjectLocation(1, 4000, 90, 6)));
            try (ObjectBuffer buffer = client.get(ID, 0)) {
                assertThat(buffer.metadata().getByte(5)).isZero();
            }
        }
    }

    @Test
    void whatIsToldOfIsReadableWithinItsSegmentOnceThatIsHere() {
        StoreClient client = connect();
        try (client) {
            ObjectLocation place = new ObjectLocation(1, 4000, 90, 6);
            assertThat(client.readable(place)).isNull();
            store.play(() -> answerGet(new ObjectLocation(1, 0, 9, 0)));
            client.get(ID, 0);
            assertThat(client.readable(place).lengthBytes()).isEqualTo(4096);
            assertThat(client.readable(new ObjectLocation(2, 0, 9, 0))).isNull();
            for (ObjectLocation wrong : List.of(
                    new ObjectLocation(1, 4000, 90, 7),
                    new ObjectLocation(1, 4097, 0, 0),
                    new ObjectLocation(1, -1, 9, 0),
                    new ObjectLocation(1, 64, Long.MAX_VALUE, 0),
                    new ObjectLocation(1, 64, Long.MAX_VALUE - 64, Long.MAX_VALUE),
                    new ObjectLocation(1, 0, 9, -1))) {
                assertThatThrownBy(() -> client.readable(wrong))
                        .isInstanceOf(StoreProtocolException.class)
                        .hasMessageStartingWith("The store says that an object ");
            }
        }
        assertThatThrownBy(() -> client.readable(new ObjectLocation(1, 0, 9, 0)))
                .isInstanceOf(StoreConnectionException.class);
    }

    private void answerGet(ObjectLocation place) {
        store.expect(MessageType.GET_REQUEST);
        store.send(GetCodec.encodeReply(
                store.writer, new GetCodec.Reply(List.of(ID), List.of(place), List.of(new AnnouncedSegment(1, 4104)))));
        store.sendDescriptor(memory.fd());
    }

    @Test
    void segmentsShorterThanAnnouncedAreRefusedAndTheDraftAborted() {
        try (StoreClient client = connect()) {
            CompletableFuture<Void> script = store.play(() -> {
                answerCreate(8192);
                answerAbort();
            });
            assertThatThrownBy(() -> client.create(ID, 10, 0))
                    .isInstanceOf(StoreProtocolException.class)
                    .hasMessageContaining("is announced with 8192 usable bytes, but its file has 4104");
            script.join();
        }
    }

    private void answerCreate(long usableBytes) {
        store.expect(MessageType.CREATE_REQUEST);
        store.send(CreateCodec.encodeReply(store.writer, ID, new ObjectLocation(1, 64, 10, 0), usableBytes));
        store.sendDescriptor(memory.fd());
    }

    private void answerAbort() {
        assertThat(AbortCodec.decodeRequest(store.expect(MessageType.ABORT_REQUEST)))
                .isEqualTo(ID);
        store.send(AbortCodec.encodeReply(store.writer, ID));
    }

    @Test
    void anAbortWaitsForExportedBuffers() {
        try (StoreClient client = connect()) {
            CompletableFuture<Void> script = store.play(() -> {
                answerCreate(4096);
                answerAbort();
            });
            exportAndAbort(client, script);
            assertThat(afterCollecting(script::isDone)).isTrue();
            script.join();
        }
    }

    private static void exportAndAbort(StoreClient client, CompletableFuture<Void> script) {
        ObjectDraft draft = client.create(ID, 10, 0);
        ByteBuffer exported = draft.data().export(0, 10);
        draft.abort();
        exported.put(0, (byte) 1);
        assertThat(script).isNotDone();
        Reference.reachabilityFence(exported);
    }

    @Test
    void ownershipThatTheStoreRefusesAbortsTheDraft() {
        try (StoreClient client = connect()) {
            CompletableFuture<Void> script = store.play(() -> {
                answerCreate(4096);
                store.expect(MessageType.DELETE_REQUEST);
                store.send(DeleteCodec.encodeReply(store.writer, List.of(ID), List.of(DeleteOutcome.NOT_FOUND)));
                answerAbort();
            });
            assertThatThrownBy(() -> client.createOwned(ID, 10, 0))
                    .isInstanceOf(StoreProtocolException.class)
                    .hasMessage("The store answered the deletion of object " + ID
                            + ", which is being written, with NOT_FOUND.");
            script.join();
        }
    }

    @Test
    void aFullStoreThatDiesIsStillReportedFull() {
        try (StoreClient client = connect()) {
            store.play(() -> {
                store.expect(MessageType.CREATE_REQUEST);
                store.send(CreateCodec.encodeFailure(store.writer, ID, PlasmaError.OUT_OF_MEMORY));
                store.connection().close();
            });
            assertThatThrownBy(() -> client.create(ID, 10, 0))
                    .isInstanceOf(StoreFullException.class)
                    .satisfies(full -> assertThat(full.getSuppressed()).hasSize(1));
        }
    }

    @Test
    void waitsForAStoreThatAppearsLater() {
        Path later = directory.resolve("later");
        CompletableFuture<UnixSocketListener> appearing = CompletableFuture.supplyAsync(() -> {
            pause();
            return UnixSocketListener.bind(later);
        });
        CompletableFuture<Void> answering = appearing.thenAccept(listener -> {
            try (ScriptedStore answer = new ScriptedStore(listener)) {
                answer.acceptAndConnect();
                answer.expect(MessageType.LIST_REQUEST);
            }
        });
        try (StoreClient client = StoreClient.connect(later)) {
            assertThat(client.capacityBytes()).isEqualTo(ScriptedStore.CAPACITY);
            assertThatThrownBy(client::list).isInstanceOf(StoreConnectionException.class);
        }
        answering.join();
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesUpAfterTheLastRetry() {
        Path nobody = directory.resolve("nobody");
        for (int retries = 0; retries < 3; retries++) {
            long before = System.nanoTime();
            int tried = retries;
            assertThatThrownBy(() -> StoreClient.connect(nobody, tried))
                    .isInstanceOf(StoreConnectionException.class)
                    .hasMessage("Could not connect to socket " + nobody + ": No such file or directory.");
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(retries * 100_000_000L);
        }
        assertThatThrownBy(() -> StoreClient.connect(directory.resolve("x".repeat(120))))
                .hasMessageContaining("at most 107 bytes");
    }

    @Test
    void interruptionEndsTheWaitForAStore() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> StoreClient.connect(directory.resolve("nobody")))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("Interrupted while waiting for a store at " + directory.resolve("nobody") + ".");
        assertThat(Thread.interrupted()).isTrue();
    }

    private StoreClient connect() {
        return StoreClient.connect(() -> store.open(PATIENT));
    }
}
