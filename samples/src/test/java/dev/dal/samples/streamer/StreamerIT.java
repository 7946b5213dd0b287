package dev.dal.samples.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.connection.Connection;
import dev.dal.connection.Draft;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.store.StoreOptions;
import dev.dal.store.client.StoreClient;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import dev.dal.testing.TestJvm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The streamer as two programs, and what they check. */
@Timeout(180)
class StreamerIT {

    @Test
    void theProgramsStreamUntilTheyAreEndedAndLeaveTheStoreClean() throws Exception {
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(100_000_000))) {
            String socket = embedded.socketPath().toString();
            try (TestJvm processor = TestJvm.start(StreamProcessor.class, "--socket", socket)) {
                assertThat(processor.awaitLine("StreamProcessor waiting for calls at prefix "))
                        .isEqualTo("00000000");
                try (TestJvm streamer = TestJvm.start(Streamer.class, "--socket", socket, "--megabytes", "8")) {
                    assertThat(streamer.awaitLine("Store using prefix ")).isEqualTo("00000001 for objects");
                    assertThat(streamer.awaitLine("Found processor ")).isEqualTo("StreamProcessor at prefix 00000000");
                    assertThat(streamer.awaitLine("Payload size ")).isEqualTo("8.0 MB");
                    streamer.awaitLineMatching("[0-9]+\\.[0-9] GB/s");
                    assertThat(streamer.terminate()).isEqualTo(143);
                }
                try (TestJvm streamer =
                        TestJvm.start(Streamer.class, "--socket", socket, "--megabytes", "1", "--seconds", "1")) {
                    streamer.awaitLineMatching("[0-9]+ payloads of 1\\.0 MB verified, [0-9]+\\.[0-9] GB/s");
                    assertThat(streamer.awaitEnd()).isZero();
                }
                assertThat(processor.terminate()).isEqualTo(143);
            }
            try (StoreClient client = StoreClient.connect(embedded.socketPath())) {
                assertThat(client.list()).isEmpty();
            }
        }
    }

    /** The second checksum is none of ours: CRC-32C over the bytes, on both sides of the store. */
    @Test
    void payloadsArriveByteForByte() throws Exception {
        int elements = 100_000;
        List<Long> received = new ArrayList<>();
        Payloads recording = payload -> {
            received.add(crc(payload.buffer().duplicate(), elements));
            return PayloadPattern.checksum(payload);
        };
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(20_000_000));
                Connection processorSide = Connection.open(embedded.socketPath());
                PayloadsProcessor processor = PayloadsProcessor.register(processorSide, recording);
                Connection connection = Connection.open(embedded);
                Store store = Store.open(connection, "test")) {
            processor.start();
            List<Long> sent = new ArrayList<>();
            try (PayloadsCaller payloads = PayloadsCaller.find(store)) {
                for (int sequence = 0; sequence < 20; sequence++) {
                    try (Draft<DoubleTensor> draft = store.newTensor(DoubleTensor.TYPE, Shape.of(elements))) {
                        long checksum = PayloadPattern.fill(draft.tensor(), sequence);
                        sent.add(crcOfPattern(elements, sequence));
                        TensorRef<DoubleTensor> payload = draft.seal();
                        assertThat(payloads.check(payload).get()).isEqualTo(checksum);
                    }
                }
            }
            assertThat(received).isEqualTo(sent);
        }
    }

    @Test
    void theChecksumShowsAChangedAndADisplacedNumber() {
        DoubleTensor payload = DoubleTensor.zeros(Shape.of(5000));
        long checksum = PayloadPattern.fill(payload, 7);
        assertThat(PayloadPattern.checksum(payload)).isEqualTo(checksum);
        double kept = payload.get(4000);
        payload.set(4000, Math.nextUp(kept));
        assertThat(PayloadPattern.checksum(payload)).isNotEqualTo(checksum);
        payload.set(4000, payload.get(4001));
        payload.set(4001, kept);
        assertThat(PayloadPattern.checksum(payload)).isNotEqualTo(checksum);
    }

    private static long crc(DoubleBuffer numbers, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }

    private static long crcOfPattern(int count, long sequence) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = sequence + i * 0.125;
        }
        return crc(DoubleBuffer.wrap(numbers), count);
    }
}
