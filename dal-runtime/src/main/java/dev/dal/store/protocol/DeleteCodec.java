package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Delete: deletes objects, now or when their last reference goes (plasma-store.md section 4.9). */
public final class DeleteCodec {

    private static final int COUNT = 0;
    private static final int IDS = 1;
    private static final int ERRORS = 2;
    private static final int REQUEST_SLOTS = 2;
    private static final int REPLY_SLOTS = 3;

    private DeleteCodec() {}

    /**
     * What a reply says.
     *
     * @param ids the objects, as in the request
     * @param outcomes what became of each of them
     */
    public record Reply(List<ObjectId> ids, List<DeleteOutcome> outcomes) {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param ids the objects
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, List<ObjectId> ids) {
        FlatBufferBuilder builder = writer.begin();
        int idsOffset = writer.ids(ids);
        builder.startTable(REQUEST_SLOTS);
        builder.addOffset(IDS, idsOffset, 0);
        builder.addInt(COUNT, ids.size(), 0);
        return writer.finish(MessageType.DELETE_REQUEST, builder.endTable());
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return the objects
     * @throws dev.dal.store.StoreProtocolException if it is malformed, or its count is not the number of ids
     */
    public static List<ObjectId> decodeRequest(ByteBuffer payload) {
        return readIds(new Payload(payload, MessageType.DELETE_REQUEST).root());
    }

    private static List<ObjectId> readIds(FlatTable table) {
        return table.vectorField(IDS, FlatVector.REFERENCE_BYTES)
                .requireCount(table.intField(COUNT), "objects")
                .ids();
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param ids the objects, as in the request
     * @param outcomes what became of each of them
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, List<ObjectId> ids, List<DeleteOutcome> outcomes) {
        FlatBufferBuilder builder = writer.begin();
        builder.startVector(Integer.BYTES, outcomes.size(), Integer.BYTES);
        for (int i = outcomes.size() - 1; i >= 0; i--) {
            builder.addInt(error(outcomes.get(i)).number());
        }
        int errors = builder.endVector();
        int idsOffset = writer.ids(ids);
        builder.startTable(REPLY_SLOTS);
        builder.addOffset(ERRORS, errors, 0);
        builder.addOffset(IDS, idsOffset, 0);
        builder.addInt(COUNT, ids.size(), 0);
        return writer.finish(MessageType.DELETE_REPLY, builder.endTable());
    }

    /**
     * Reads a reply.
     *
     * @param bytes its payload
     * @return what it says
     * @throws dev.dal.store.StoreProtocolException if it is malformed, or its counts differ
     */
    public static Reply decodeReply(ByteBuffer bytes) {
        Payload payload = new Payload(bytes, MessageType.DELETE_REPLY);
        FlatTable table = payload.root();
        List<ObjectId> ids = readIds(table);
        FlatVector errors = table.vectorField(ERRORS, Integer.BYTES).requireCount(ids.size(), "errors");
        List<DeleteOutcome> outcomes = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            outcomes.add(outcome(PlasmaError.of(errors.intAt(i)), payload));
        }
        return new Reply(ids, outcomes);
    }

    private static PlasmaError error(DeleteOutcome outcome) {
        return switch (outcome) {
            case DELETED -> PlasmaError.OK;
            case NOT_FOUND -> PlasmaError.OBJECT_NOT_FOUND;
            case DEFERRED_UNSEALED -> PlasmaError.OBJECT_NOT_SEALED;
            case DEFERRED_IN_USE -> PlasmaError.OBJECT_IN_USE;
        };
    }

    private static DeleteOutcome outcome(PlasmaError error, Payload payload) {
        return switch (error) {
            case OK -> DeleteOutcome.DELETED;
            case OBJECT_NOT_FOUND -> DeleteOutcome.NOT_FOUND;
            case OBJECT_NOT_SEALED -> DeleteOutcome.DEFERRED_UNSEALED;
            case OBJECT_IN_USE -> DeleteOutcome.DEFERRED_IN_USE;
            case OBJECT_EXISTS, OUT_OF_MEMORY -> throw payload.malformed("a deletion ended with " + error);
        };
    }
}
