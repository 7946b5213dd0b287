package dev.dal.store.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlasmaDigestTest {

    static List<Named<JsonNode>> digests() {
        return RecordedTraffic.digests();
    }

    @Test
    void allVectorsAreThere() {
        assertThat(digests()).hasSize(63);
    }

    @ParameterizedTest
    @MethodSource("digests")
    void equalsWhatTheOriginalClientComputed(JsonNode vector) {
        ByteBuffer data = bytes(vector, "data");
        ByteBuffer metadata = bytes(vector, "metadata");

        long digest = PlasmaDigest.of(data, metadata);

        assertThat(HexFormat.of().toHexDigits(Long.reverseBytes(digest)))
                .isEqualTo(vector.get("digest").asText());
        assertThat(data.position()).isZero();
    }

    /** Value computed with another implementation of XXH64. */
    @Test
    void dataMayExceedTwoGibibytes() {
        ByteBuffer zeros = ByteBuffer.allocateDirect(64 << 20);
        ByteBuffer meta = ByteBuffer.wrap("META".getBytes(StandardCharsets.US_ASCII));

        long digest = PlasmaDigest.of(
                (1L << 31) + 1000, (offset, length) -> zeros.slice(0, length), 4, (offset, length) -> meta.slice());

        assertThat(digest).isEqualTo(0xe6a977045052c008L);
    }

    @Test
    void piecesMakeNoDifference() {
        byte[] bytes = new byte[10_000];
        Random random = new Random(3);
        random.nextBytes(bytes);
        Xxh64 whole = new Xxh64();
        whole.update(littleEndian(ByteBuffer.wrap(bytes)));
        for (int round = 0; round < 200; round++) {
            Xxh64 pieces = new Xxh64();
            int at = 0;
            while (at < bytes.length) {
                int step = Math.min(bytes.length - at, random.nextInt(round < 100 ? 40 : 3000));
                pieces.update(littleEndian(ByteBuffer.wrap(bytes, at, step)));
                at += step;
            }
            assertThat(pieces.value()).isEqualTo(whole.value());
        }
    }

    @Test
    void hashesKnownInputs() {
        assertThat(hash(new byte[0])).isEqualTo(0xef46db3751d8e999L);
        assertThat(hash(new byte[] {'a'})).isEqualTo(0xd24ec4f1a98c6e5bL);
        byte[] hundred = new byte[100];
        for (int i = 0; i < hundred.length; i++) {
            hundred[i] = (byte) i;
        }
        assertThat(hash(hundred)).isEqualTo(0x6ac1e58032166597L);
    }

    private static long hash(byte[] bytes) {
        Xxh64 hash = new Xxh64();
        hash.update(littleEndian(ByteBuffer.wrap(bytes)));
        return hash.value();
    }

    private static ByteBuffer littleEndian(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer bytes(JsonNode vector, String part) {
        if (vector.has(part + "_hex")) {
            return ByteBuffer.wrap(
                    HexFormat.of().parseHex(vector.get(part + "_hex").asText()));
        }
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(vector.get(part + "_length").asInt());
        String rule = vector.get(part + "_byte_i").asText();
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, byteOf(rule, i));
        }
        return bytes;
    }

    private static byte byteOf(String rule, int index) {
        return switch (rule) {
            case "(7*i+3)&255" -> (byte) (7 * index + 3);
            case "(11*i+5)&255" -> (byte) (11 * index + 5);
            case "0" -> 0;
            default -> throw new AssertionError("unknown rule " + rule);
        };
    }
}
