package dev.dal.store.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Messages that are sound FlatBuffers and yet wrong, and what encoders promise to peers that do not check. */
class MalformedMessageTest {

    private static final ObjectId ID = ObjectId.fromHex("4142434445464748494a4b4c4d4e4f5051525354");
    private static final ObjectLocation PLACE = new ObjectLocation(7, 64, 100, 5);

    private final FrameWriter writer = new FrameWriter();

    @Test
    void everyRequiredFieldOfARequestIsRequired() {
        for (MessageType type : List.of(
                MessageType.CREATE_REQUEST,
                MessageType.CREATE_AND_SEAL_REQUEST,
                MessageType.CREATE_AND_SEAL_BATCH_REQUEST,
                MessageType.ABORT_REQUEST,
                MessageType.SEAL_REQUEST,
                MessageType.GET_REQUEST,
                MessageType.RELEASE_REQUEST,
                MessageType.DELETE_REQUEST,
                MessageType.CONTAINS_REQUEST,
                MessageType.SET_OPTIONS_REQUEST,
                MessageType.REFRESH_LRU_REQUEST)) {
            ByteBuffer payload = payload(writer.finishEmpty(type));
            assertRefused(() -> decodeRequest(type, payload), "Found a malformed message " + type + ": slot ");
        }
    }

    @Test
    void idsAndDigestsHaveTheirLengths() {
        assertRefused(
                () -> AbortCodec.decodeRequest(oneString(MessageType.ABORT_REQUEST, 19)),
                "Found a malformed message ABORT_REQUEST: an object id has 19 bytes; expected 20.");
        assertRefused(
                () -> AbortCodec.decodeRequest(oneString(MessageType.ABORT_REQUEST, 21)),
                "Found a malformed message ABORT_REQUEST: an object id has 21 bytes; expected 20.");
        FlatBufferBuilder builder = writer.begin();
        int id = writer.id(ID);
        int digest = builder.createString(ByteBuffer.allocate(7));
        builder.startTable(2);
        builder.addOffset(0, id, 0);
        builder.addOffset(1, digest, 0);
        ByteBuffer payload = payload(writer.finish(MessageType.SEAL_REQUEST, builder.endTable()));
        assertRefused(
                () -> SealCodec.decodeRequest(payload),
                "Found a malformed message SEAL_REQUEST: a digest has 7 bytes; expected 8.");
    }

    @Test
    void countsOfDeletionsAgree() {
        FlatBufferBuilder builder = writer.begin();
        int ids = writer.ids(List.of(ID, ObjectId.random()));
        builder.startTable(2);
        builder.addInt(0, 3, 0);
        builder.addOffset(1, ids, 0);
        ByteBuffer payload = payload(writer.finish(MessageType.DELETE_REQUEST, builder.endTable()));
        assertRefused(
                () -> DeleteCodec.decodeRequest(payload),
                "Found a malformed message DELETE_REQUEST: there are 2 objects; expected 3.");
    }

    @Test
    void vectorsOfABatchAgree() {
        FlatBufferBuilder builder = writer.begin();
        int ids = writer.ids(List.of(ID));
        int none = writer.vector(new int[0], 0);
        builder.startTable(5);
        builder.addOffset(0, ids, 0);
        for (int slot = 2; slot < 5; slot++) {
            builder.addOffset(slot, none, 0);
        }
        ByteBuffer payload = payload(writer.finish(MessageType.CREATE_AND_SEAL_BATCH_REQUEST, builder.endTable()));
        assertRefused(
                () -> CreateAndSealBatchCodec.decodeRequest(payload),
                "Found a malformed message CREATE_AND_SEAL_BATCH_REQUEST: there are 0 data; expected 1.");
    }

    @Test
    void idsThatShareTheirBytesCannotMultiplyMemory() {
        FlatBufferBuilder builder = writer.begin();
        int[] same = new int[1000];
        Arrays.fill(same, writer.id(ID));
        int ids = writer.vector(same, same.length);
        builder.startTable(2);
        builder.addOffset(0, ids, 0);
        ByteBuffer payload = payload(writer.finish(MessageType.GET_REQUEST, builder.endTable()));
        assertRefused(
                () -> GetCodec.decodeRequest(payload),
                "Found a malformed message GET_REQUEST: 1000 objects do not fit into " + payload.remaining()
                        + " bytes.");
    }

    @Test
    void unknownErrorsAreRefused() {
        for (int number : new int[] {6, -1, 100}) {
            FlatBufferBuilder builder = writer.begin();
            builder.startTable(1);
            builder.addInt(0, number, 0);
            ByteBuffer payload = payload(writer.finish(MessageType.SET_OPTIONS_REPLY, builder.endTable()));
            assertRefused(
                    () -> SetOptionsCodec.decodeReply(payload), "Found error number " + number + "; expected 0 to 5.");
        }
    }

    @Test
    void impossiblePlacesAreRefused() {
        for (ObjectLocation place : List.of(
                new ObjectLocation(1, -1, 10, 0),
                new ObjectLocation(1, 0, -2, 0),
                new ObjectLocation(1, 0, 0, -1),
                new ObjectLocation(1, Long.MAX_VALUE, 1, 0),
                new ObjectLocation(1, 64, Long.MAX_VALUE - 64, 1))) {
            ByteBuffer payload = payload(CreateCodec.encodeReply(writer, ID, place, 4096));
            assertRefused(
                    () -> CreateCodec.decodeReply(payload),
                    "Found a malformed message CREATE_REPLY: an object lies at ObjectSpec[segment=1, ");
        }
        ObjectLocation last = new ObjectLocation(1, 64, Long.MAX_VALUE - 65, 1);
        assertThat(CreateCodec.decodeReply(payload(CreateCodec.encodeReply(writer, ID, last, 4096)))
                        .location())
                .isEqualTo(last);
    }

    @Test
    void failuresOfCreateCarryAZeroStruct() {
        for (PlasmaError error : List.of(PlasmaError.OBJECT_EXISTS, PlasmaError.OUT_OF_MEMORY)) {
            ByteBuffer payload = payload(CreateCodec.encodeFailure(writer, ID, error));
            FlatTable table = new Payload(payload, MessageType.CREATE_REPLY).root();
            assertThat(table.specField(1)).isEqualTo(new ObjectSpec(0, 0, 0, 0, 0, 0));
            assertThat(CreateCodec.decodeReply(payload)).isEqualTo(new CreateCodec.Reply(ID, error, null, null));
        }
    }

    @Test
    void allVectorsOfAGetReplyArePresent() {
        ByteBuffer nothing = payload(GetCodec.encodeReply(writer, new GetCodec.Reply(List.of(), List.of(), List.of())));
        FlatTable table = new Payload(nothing, MessageType.GET_REPLY).root();
        for (int slot = 0; slot < 5; slot++) {
            assertThat(table.vectorField(slot, 1).count()).isZero();
        }
        ByteBuffer missing = payload(GetCodec.encodeReply(
                writer, new GetCodec.Reply(List.of(ID), Arrays.asList((ObjectLocation) null), List.of())));
        FlatVector objects = new Payload(missing, MessageType.GET_REPLY).root().vectorField(1, 48);
        assertThat(objects.specAt(0)).isEqualTo(new ObjectSpec(0, 0, -1, 0, 0, 0));
    }

    @Test
    void digestOfAnUnsealedObjectIsPresentAndEmpty() {
        ObjectInfo unsealed = new ObjectInfo(ID, 1, 2, 1, 1000, -1, 0, false);
        ByteBuffer payload = payload(ListCodec.encodeReply(writer, List.of(unsealed)));
        FlatTable entry = new Payload(payload, MessageType.LIST_REPLY)
                .root()
                .vectorField(0, 4)
                .tableAt(0);
        assertThat(entry.bytesField(6).remaining()).isZero();
        assertThat(ListCodec.decodeReply(payload)).containsExactly(unsealed);
    }

    @Test
    void longListsGoThroughAndTheWriterShrinksAgain() {
        List<ObjectId> ids = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add(ObjectId.of(i, 1, 2));
        }
        List<DeleteOutcome> outcomes = Collections.nCopies(ids.size(), DeleteOutcome.DELETED);
        ByteBuffer frame = DeleteCodec.encodeReply(writer, ids, outcomes);
        assertThat(frame.capacity()).isGreaterThan(1 << 20);
        assertThat(DeleteCodec.decodeReply(payload(frame))).isEqualTo(new DeleteCodec.Reply(ids, outcomes));
        assertThat(ConnectCodec.encodeRequest(writer).capacity()).isEqualTo(4096);
    }

    @Test
    void bytesToEncodeKeepTheirPosition() {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1);
        ByteBuffer frame = CreateAndSealCodec.encodeRequest(writer, ID, false, data, ByteBuffer.allocate(0), 9);
        assertThat(data.position()).isEqualTo(1);
        assertThat(CreateAndSealCodec.decodeRequest(payload(frame)).data().remaining())
                .isEqualTo(2);
    }

    @Test
    void segmentOfAReplyIsTheAnnouncedOne() {
        AnnouncedSegment other = AnnouncedSegment.ofUsable(8, 4096);
        ByteBuffer payload =
                payload(CreateCodec.encodeReply(writer, new CreateCodec.Reply(ID, PlasmaError.OK, PLACE, other)));
        assertRefused(
                () -> CreateCodec.decodeReply(payload),
                "Found a malformed message CREATE_REPLY: segment 7 is announced as 8.");
        assertThat(other.announcedBytes()).isEqualTo(4104);
        assertThat(other.usableBytes()).isEqualTo(4096);
    }

    private ByteBuffer oneString(MessageType type, int length) {
        FlatBufferBuilder builder = writer.begin();
        int string = builder.createString(ByteBuffer.allocate(length));
        builder.startTable(1);
        builder.addOffset(0, string, 0);
        return payload(writer.finish(type, builder.endTable()));
    }

    private static ByteBuffer payload(ByteBuffer frame) {
        int length = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES).completeFrameBytes(frame);
        assertThat(length).isEqualTo(frame.remaining());
        return Framing.payload(frame.slice().order(frame.order()), length);
    }

    private static Object decodeRequest(MessageType type, ByteBuffer payload) {
        return switch (type) {
            case CREATE_REQUEST -> CreateCodec.decodeRequest(payload);
            case CREATE_AND_SEAL_REQUEST -> CreateAndSealCodec.decodeRequest(payload);
            case CREATE_AND_SEAL_BATCH_REQUEST -> CreateAndSealBatchCodec.decodeRequest(payload);
            case ABORT_REQUEST -> AbortCodec.decodeRequest(payload);
            case SEAL_REQUEST -> SealCodec.decodeRequest(payload);
            case GET_REQUEST -> GetCodec.decodeRequest(payload);
            case RELEASE_REQUEST -> ReleaseCodec.decodeRequest(payload);
            case DELETE_REQUEST -> DeleteCodec.decodeRequest(payload);
            case CONTAINS_REQUEST -> ContainsCodec.decodeRequest(payload);
            case SET_OPTIONS_REQUEST -> SetOptionsCodec.decodeRequest(payload);
            case REFRESH_LRU_REQUEST -> RefreshLruCodec.decodeRequest(payload);
            default -> throw new AssertionError(type);
        };
    }

    private static void assertRefused(ThrowingCallable decoding, String message) {
        assertThatThrownBy(decoding).isInstanceOf(StoreProtocolException.class).hasMessageStartingWith(message);
    }
}
