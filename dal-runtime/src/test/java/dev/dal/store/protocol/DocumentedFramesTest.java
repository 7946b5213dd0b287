package dev.dal.store.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.Lane;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples of docs/protocol.md are what the encoders write. */
class DocumentedFramesTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "protocol.md");
    private static final Pattern EXAMPLE = Pattern.compile("```hex (\\S+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LEADING_BYTES = Pattern.compile("^(?:[0-9a-f]{2}(?: |$))+");

    private static final ObjectId ID = ObjectId.fromHex("4142434445464748494a4b4c4d4e4f5051525354");
    private static final ObjectLocation PLACE = new ObjectLocation(7, 64, 100, 5);
    private static final long DIGEST = 0x3837363534333231L;

    private final FrameWriter writer = new FrameWriter();

    private static Map<String, String> documented() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        Matcher matcher = EXAMPLE.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            examples.put(
                    matcher.group(1),
                    matcher.group(2).lines().map(DocumentedFramesTest::bytes).collect(Collectors.joining()));
        }
        return examples;
    }

    private static String bytes(String line) {
        Matcher matcher = LEADING_BYTES.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return matcher.group().replace(" ", "");
    }

    private static String hex(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void everyExampleIsWhatIsWritten() throws IOException {
        Map<String, String> written = new TreeMap<>();
        written.put("connect-request", hex(ConnectCodec.encodeRequest(writer)));
        written.put("connect-reply", hex(ConnectCodec.encodeReply(writer, 100_000_000)));
        written.put("create-request", hex(CreateCodec.encodeRequest(writer, ID, true, 100, 5)));
        written.put("create-reply", hex(CreateCodec.encodeReply(writer, ID, PLACE, 100_007_936)));
        written.put("get-request", hex(GetCodec.encodeRequest(writer, List.of(ID), -1)));
        written.put("seal-notification", hex(NotificationCodec.encodeSeal(writer, ID, 100, 5, DIGEST)));
        LeasedMemory lease = new LeasedMemory(7, 64, 1 << 20);
        written.put("lease-request", hex(LeaseCodec.encodeRequest(writer, 1 << 20)));
        written.put("lease-reply", hex(LeaseCodec.encodeReply(writer, lease, 100_007_936)));
        written.put("rings-reply", hex(RingsCodec.encodeReply(writer, 256 << 10)));
        SubmitFrame submit = new SubmitFrame();
        submit.sealAt(ID, Lane.OWNED | Lane.KEPT | Lane.HANDED, List.of(), PLACE);
        written.put("seal-at", hex(submit.finish()));

        assertThat(documented()).isEqualTo(written);
    }

    /** A feature that is offered stays without effect on peers of today (section 8). */
    @Test
    void connectRepliesMayCarryMoreThanTheCapacity() {
        var builder = writer.begin();
        builder.startTable(2);
        builder.addLong(0, 100_000_000, 0);
        builder.addLong(1, -1, 0);
        ByteBuffer frame = writer.finish(MessageType.CONNECT_REPLY, builder.endTable());
        int length = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES).completeFrameBytes(frame);

        assertThat(ConnectCodec.decodeReply(Framing.payload(frame, length))).isEqualTo(100_000_000);
    }
}
