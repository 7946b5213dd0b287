package dev.dal.store.client;

import static dev.dal.testing.ProcessResources.descriptors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.EventSink;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.NotificationCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.UnixSocketPair;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A subscription whose store is played by the test. */
class SocketEventSourceTest {

    private static final ObjectId ID = ObjectId.of(1, 2, 3);
    private static final ObjectId OTHER = ObjectId.of(4, 5, 6);
    private static final long SOON = 10_000;

    private final long descriptorsBefore = descriptors();
    private final UnixSocketPair pair = UnixSocketPair.open("A subscription");
    private final SocketEventSource events = new SocketEventSource(pair.first(), "The store");
    private final FrameWriter writer = new FrameWriter();
    private final List<String> heard = new ArrayList<>();

    private final EventSink sink = new EventSink() {
        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {
            heard.add("sealed " + id + " " + dataSize + " " + metadataSize);
        }

        @Override
        public void deleted(ObjectId id) {
            heard.add("deleted " + id);
        }
    };

    @AfterEach
    void leavesNoDescriptor() {
        events.close();
        pair.close();
        assertThat(descriptors()).isEqualTo(descriptorsBefore);
    }

    @Test
    void messagesMayComeByteByByte() {
        ByteBuffer message = NotificationCodec.encodeSeal(writer, ID, 100, 5, 9);
        int end = message.limit();
        while (message.position() < end) {
            assertThat(events.poll(sink, 0)).isZero();
            send(message.limit(message.position() + 1));
        }
        assertThat(events.poll(sink, 0)).isEqualTo(1);
        assertThat(heard).containsExactly("sealed " + ID + " 100 5");
    }

    @Test
    void severalMessagesAndEntriesComeAtOnce() {
        send(NotificationCodec.encodeSeals(writer, List.of(info(ID, 1), info(OTHER, 2))));
        send(NotificationCodec.encodeDeletion(writer, ID));
        assertThat(events.poll(sink, -1)).isEqualTo(3);
        assertThat(heard).containsExactly("sealed " + ID + " 1 0", "sealed " + OTHER + " 2 0", "deleted " + ID);
        assertThat(events.poll(sink, 0)).isZero();
    }

    @Test
    void wakingUpKeepsEvents() {
        events.wakeUp();
        send(NotificationCodec.encodeDeletion(writer, ID));
        assertThat(events.poll(sink, -1)).isEqualTo(1);
        assertThat(events.poll(sink, -1)).isZero();
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> events.poll(sink, -1));
        send(NotificationCodec.encodeDeletion(writer, OTHER));
        assertThat(waiting.orTimeout(SOON, TimeUnit.MILLISECONDS).join()).isEqualTo(1);
    }

    @Test
    void garbageIsAnError() {
        send(numbers(-1));
        assertThatThrownBy(() -> events.poll(sink, SOON))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageStartingWith("Found a payload of -1 bytes in a message NOTIFICATION");
    }

    @Test
    void malformedMessagesAreAnError() {
        send(numbers(8, 0x7000000000000004L));
        assertThatThrownBy(() -> events.poll(sink, SOON))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageStartingWith("Found a malformed message NOTIFICATION");
    }

    @Test
    void whatWasSaidBeforeTheEndIsHeard() {
        send(NotificationCodec.encodeDeletion(writer, ID));
        pair.second().close();
        assertThat(events.poll(sink, SOON)).isEqualTo(1);
        assertThatThrownBy(() -> events.poll(sink, SOON))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("The store has gone: it ended the subscription.");
    }

    @Test
    void aSinkMayCloseTheSubscription() {
        send(NotificationCodec.encodeDeletion(writer, ID));
        send(NotificationCodec.encodeDeletion(writer, OTHER));
        List<ObjectId> deleted = new ArrayList<>();
        EventSink closing = new EventSink() {
            @Override
            public void sealed(ObjectId id, long dataSize, long metadataSize) {
                throw new AssertionError(id);
            }

            @Override
            public void deleted(ObjectId id) {
                deleted.add(id);
                events.close();
            }
        };
        assertThatThrownBy(() -> events.poll(closing, SOON))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("The subscription at The store is closed.");
        assertThat(deleted).containsExactly(ID);
    }

    @Test
    void aSinkThatFailsLosesNoMoreThanItsMessage() {
        send(NotificationCodec.encodeSeal(writer, ID, 1, 1, 1));
        send(NotificationCodec.encodeDeletion(writer, OTHER));
        EventSink failing = new EventSink() {
            @Override
            public void sealed(ObjectId id, long dataSize, long metadataSize) {
                throw new IllegalArgumentException("no seals");
            }

            @Override
            public void deleted(ObjectId id) {
                sink.deleted(id);
            }
        };
        assertThatThrownBy(() -> events.poll(failing, SOON)).hasMessage("no seals");
        assertThat(events.poll(failing, SOON)).isEqualTo(1);
        assertThat(heard).containsExactly("deleted " + OTHER);
    }

    private void send(ByteBuffer message) {
        pair.second().send(message, Deadline.after(SOON));
    }

    private static ByteBuffer numbers(long... numbers) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long number : numbers) {
            bytes.putLong(number);
        }
        return bytes.flip();
    }

    private static ObjectInfo info(ObjectId id, long size) {
        return new ObjectInfo(id, size, 0, 0, 0, 0, 0, true);
    }
}
