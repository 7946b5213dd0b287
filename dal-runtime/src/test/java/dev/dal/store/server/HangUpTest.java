package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.SealCodec;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that go in the middle of something (plasma-store.md section 1.6). */
@Timeout(60)
class HangUpTest {

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    private final FrameWriter writer = new FrameWriter();
    private RawClient witness;

    @BeforeEach
    void connect() {
        witness = fixture.client();
    }

    @Test
    void whatWasSentBeforeCountsEvenIfTheAnswerReachesNobody() {
        for (int i = 0; i < 100; i++) {
            RawClient going = fixture.client();
            going.create(id(i), 10);
            going.send(SealCodec.encodeRequest(writer, id(i), 1));
            going.close();
            assertThat(witness.contains(id(i))).as("round %d", i).isTrue();
        }
        assertThat(witness.list()).allMatch(info -> info.refCount() == 0);
    }

    @Test
    void halfAFrameDoesNotCount() {
        RawClient going = fixture.client();
        going.create(id(1), 10);
        ByteBuffer seal = SealCodec.encodeRequest(writer, id(1), 1);
        seal.limit(seal.limit() - 1);
        going.send(seal);
        going.close();

        assertThat(witness.list()).isEmpty();
        assertThat(witness.create(id(1), 10).error()).isEqualTo(PlasmaError.OK);
    }

    @Test
    void aDisconnectMessageIsAHangUp() {
        RawClient going = fixture.client();
        going.put(id(1), "x");
        going.get(id(1));
        going.create(id(2), 10);
        going.send(RawFrames.zeros(MessageType.DISCONNECT_CLIENT, 0));

        assertThat(going.isClosedByStore()).isTrue();
        assertThat(witness.evict(1)).isEqualTo(1);
        assertThat(witness.list()).isEmpty();
    }

    @Test
    void everybodyMayGoAtOnceInTheMiddleOfEverything() {
        for (int round = 0; round < 10; round++) {
            RawClient[] clients = new RawClient[20];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = fixture.client();
                clients[i].create(id(1000 + i), 100);
                clients[i].sendGet(-1, id(1), id(2));
                fixture.remember(clients[i].subscribe());
                clients[i].send(RawFrames.zeros(MessageType.SUBSCRIBE_REQUEST, 0));
                clients[i].sendBytes((byte) 1);
            }
            witness.put(id(1), "x");
            for (RawClient client : clients) {
                client.close();
            }
            assertThat(witness.evict(1000)).isEqualTo(1);
            assertThat(witness.list()).isEmpty();
        }
    }

    @Test
    void whoeverOnlyStopsSendingGetsHisAnswersFirst() throws IOException {
        int objects = 6000;
        for (int i = 0; i < objects; i++) {
            witness.put(id(i), "");
        }
        // Longer than what the socket takes at once.
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(fixture.store().socketPath()));
            channel.write(CreateAndSealCodec.encodeRequest(
                    writer, id(objects), true, RawClient.NOTHING, RawClient.NOTHING, 0));
            channel.write(RawFrames.zeros(MessageType.LIST_REQUEST, 0));
            channel.write(RawFrames.zeros(MessageType.CONNECT_REQUEST, 0));
            channel.shutdownOutput();
            assertThat(witness.contains(id(objects))).isTrue();

            assertThat(readReply(channel)).isEqualTo(MessageType.CREATE_AND_SEAL_REPLY);
            assertThat(readReply(channel)).isEqualTo(MessageType.LIST_REPLY);
            assertThat(readReply(channel)).isEqualTo(MessageType.CONNECT_REPLY);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        assertThat(witness.connect()).isEqualTo(1_000_000);
    }

    private static MessageType readReply(SocketChannel channel) throws IOException {
        ByteBuffer header = readFully(channel, Framing.HEADER_BYTES);
        readFully(channel, (int) header.getLong(16));
        return Framing.type(header);
    }

    private static ByteBuffer readFully(SocketChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            assertThat(channel.read(bytes)).isPositive();
        }
        return bytes.flip();
    }

    @Test
    void whoeverGoesBeforeReadingALongAnswerHoldsUpNobody() {
        for (int i = 0; i < 6000; i++) {
            witness.put(id(i), "");
        }
        for (int round = 0; round < 20; round++) {
            RawClient going = fixture.client();
            going.create(id(7000), 1);
            going.send(RawFrames.zeros(MessageType.LIST_REQUEST, 0));
            going.send(RawFrames.zeros(MessageType.LIST_REQUEST, 0));
            going.close();
            assertThat(witness.contains(id(7000))).isFalse();
            assertThat(witness.list()).hasSize(6000);
        }
    }
}
