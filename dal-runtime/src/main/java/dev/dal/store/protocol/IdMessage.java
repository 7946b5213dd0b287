package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;

/** What messages that consist of one object id, in slot 0, have in common. */
final class IdMessage {

    private static final int ID = 0;

    private IdMessage() {}

    static ByteBuffer encode(FrameWriter writer, MessageType type, ObjectId id) {
        FlatBufferBuilder builder = writer.begin();
        int idOffset = writer.id(id);
        builder.startTable(1);
        builder.addOffset(ID, idOffset, 0);
        return writer.finish(type, builder.endTable());
    }

    static ObjectId decode(ByteBuffer payload, MessageType type) {
        return new Payload(payload, type).root().idField(ID);
    }
}
