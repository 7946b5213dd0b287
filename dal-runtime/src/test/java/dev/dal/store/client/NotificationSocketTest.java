package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Notification;
import dev.dal.store.ObjectContent;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreOptions;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.testing.ProcessResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The notification socket as bytes, and what they say. */
@Timeout(60)
class NotificationSocketTest {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(1_000_000));
    private final StoreClient client = StoreClient.connect(store.socketPath());

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @Test
    void bytesAreReadAndDecodedMessageByMessage() throws IOException {
        NotificationSocket socket = client.notificationSocket();
        assertThat(ProcessResources.closesOnExec(socket.descriptor())).isTrue();
        client.createAndSeal(ObjectId.of(1, 1, 1), ByteBuffer.allocate(5), ByteBuffer.allocate(3));
        client.delete(ObjectId.of(1, 1, 1));
        client.createAndSealBatch(List.of(
                new ObjectContent(ObjectId.of(2, 2, 2), NOTHING, NOTHING),
                new ObjectContent(ObjectId.of(3, 3, 3), ByteBuffer.allocate(1), NOTHING)));

        assertThat(StoreClient.decodeNotification(next(socket)))
                .containsExactly(Notification.sealed(ObjectId.of(1, 1, 1), 5, 3));
        Notification deletion = StoreClient.decodeNotification(next(socket)).get(0);
        assertThat(deletion).isEqualTo(Notification.deleted(ObjectId.of(1, 1, 1)));
        assertThat(deletion.isDeletion()).isTrue();
        assertThat(deletion.dataSize()).isEqualTo(-1);
        assertThat(StoreClient.decodeNotification(next(socket)))
                .containsExactly(
                        Notification.sealed(ObjectId.of(2, 2, 2), 0, 0),
                        Notification.sealed(ObjectId.of(3, 3, 3), 1, 0));
        assertThatThrownBy(client::subscribe).isInstanceOf(IllegalStateException.class);
    }

    private static ByteBuffer next(NotificationSocket socket) throws IOException {
        ByteBuffer length = read(socket, Long.BYTES);
        ByteBuffer message =
                read(socket, (int) length.order(ByteOrder.LITTLE_ENDIAN).getLong());
        return message;
    }

    private static ByteBuffer read(NotificationSocket socket, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            assertThat(socket.read(bytes)).isPositive();
        }
        return bytes.flip();
    }

    @Test
    void theEndOfTheStoreIsTheEndOfTheBytes() throws IOException {
        NotificationSocket socket = client.notificationSocket();
        store.close();
        assertThat(socket.read(ByteBuffer.allocate(8))).isEqualTo(-1);
    }

    @Test
    void closingAndInterruptsEndARead() throws Exception {
        NotificationSocket closed = client.notificationSocket();
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> readOnce(closed));
        closed.close();
        assertThatThrownBy(() -> reading.orTimeout(10, TimeUnit.SECONDS).join())
                .hasRootCauseInstanceOf(AsynchronousCloseException.class);
        assertThatThrownBy(() -> closed.read(ByteBuffer.allocate(1))).isInstanceOf(AsynchronousCloseException.class);

        try (StoreClient other = StoreClient.connect(store.socketPath())) {
            NotificationSocket interrupted = other.notificationSocket();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> interrupted.read(ByteBuffer.allocate(1)))
                    .isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(interrupted.isOpen()).isFalse();
            assertThat(other.list()).isEmpty();
        }
    }

    private static int readOnce(NotificationSocket socket) {
        try {
            return socket.read(ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThatThrownBy(() -> StoreClient.decodeNotification(ByteBuffer.allocate(12)))
                .isInstanceOf(StoreProtocolException.class);
    }

    @Test
    void aStoreOfThisJvmHasNoSocket() {
        try (StoreClient inProcess = StoreClient.connect(store)) {
            assertThat(inProcess.socketPath()).isNull();
            assertThat(client.socketPath()).isEqualTo(store.socketPath());
            assertThatThrownBy(inProcess::notificationSocket)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("Use subscribe()");
        }
    }
}
