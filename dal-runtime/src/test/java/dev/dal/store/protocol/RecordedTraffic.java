package dev.dal.store.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Named;

/** Frames and digests recorded between the original client and the original store: plasma-vectors.json. */
final class RecordedTraffic {

    private static final JsonNode ROOT = read();

    private RecordedTraffic() {}

    /** One recorded frame, or notification, and what the recorder decoded of it. */
    record Frame(String message, byte[] bytes, JsonNode decoded) {

        boolean isNotification() {
            return message.equals("PlasmaNotification");
        }

        int headerBytes() {
            return isNotification() ? Framing.NOTIFICATION_HEADER_BYTES : Framing.HEADER_BYTES;
        }

        /** A copy of the frame, cut after some bytes of payload, its header saying so. */
        ByteBuffer cutPayload(int payloadBytes) {
            ByteBuffer copy = copy();
            copy.putLong(headerBytes() - Long.BYTES, payloadBytes);
            return copy.limit(headerBytes() + payloadBytes);
        }

        ByteBuffer copy() {
            return ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    static List<Named<Frame>> frames() {
        List<Named<Frame>> frames = new ArrayList<>();
        for (JsonNode node : ROOT.get("frames")) {
            byte[] bytes = HexFormat.of().parseHex(node.get("hex").asText());
            Frame frame = new Frame(node.get("message").asText(), bytes, node.get("decoded"));
            frames.add(Named.of(node.get("name").asText(), frame));
        }
        return frames;
    }

    static List<Named<JsonNode>> digests() {
        List<Named<JsonNode>> digests = new ArrayList<>();
        for (JsonNode node : ROOT.get("digests")) {
            digests.add(Named.of(node.get("name").asText(), node));
        }
        return digests;
    }

    private static JsonNode read() {
        try (InputStream in = RecordedTraffic.class.getResourceAsStream("/plasma-vectors.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
