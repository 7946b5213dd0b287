package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.EventSink;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import java.nio.ByteBuffer;
import java.util.List;

/** Notifications: what subscribers hear (plasma-store.md section 4.13). They are framed by their length alone. */
public final class NotificationCodec {

    private static final int OBJECT_INFO = 0;

    private NotificationCodec() {}

    /**
     * Writes that an object was sealed.
     *
     * @param writer where to
     * @param id the object
     * @param dataSize bytes of data
     * @param metadataSize bytes of metadata
     * @param digest its digest
     * @return the notification, header included
     */
    public static ByteBuffer encodeSeal(
            FrameWriter writer, ObjectId id, long dataSize, long metadataSize, long digest) {
        FlatBufferBuilder builder = writer.begin();
        int[] entries = writer.references(1);
        entries[0] = writeSeal(writer, builder, id, dataSize, metadataSize, digest);
        return finish(writer, builder, entries, 1);
    }

    /**
     * Writes that several objects were sealed at once.
     *
     * @param writer where to
     * @param objects the objects, in order; at least one
     * @return the notification, header included
     */
    public static ByteBuffer encodeSeals(FrameWriter writer, List<ObjectInfo> objects) {
        FlatBufferBuilder builder = writer.begin();
        int[] entries = writer.references(objects.size());
        for (int i = 0; i < objects.size(); i++) {
            ObjectInfo object = objects.get(i);
            entries[i] =
                    writeSeal(writer, builder, object.id(), object.dataSize(), object.metadataSize(), object.digest());
        }
        return finish(writer, builder, entries, objects.size());
    }

    private static int writeSeal(
            FrameWriter writer, FlatBufferBuilder builder, ObjectId id, long dataSize, long metadataSize, long digest) {
        int idOffset = writer.id(id);
        int digestOffset = writer.digest(digest);
        builder.startTable(ObjectInfoTable.SLOTS);
        builder.addLong(ObjectInfoTable.METADATA_SIZE, metadataSize, 0);
        builder.addLong(ObjectInfoTable.DATA_SIZE, dataSize, 0);
        builder.addOffset(ObjectInfoTable.DIGEST, digestOffset, 0);
        builder.addOffset(ObjectInfoTable.ID, idOffset, 0);
        return builder.endTable();
    }

    /**
     * Writes that an object was deleted.
     *
     * @param writer where to
     * @param id the object
     * @return the notification, header included
     */
    public static ByteBuffer encodeDeletion(FrameWriter writer, ObjectId id) {
        FlatBufferBuilder builder = writer.begin();
        int idOffset = writer.id(id);
        builder.startTable(ObjectInfoTable.SLOTS);
        builder.addOffset(ObjectInfoTable.ID, idOffset, 0);
        builder.addBoolean(ObjectInfoTable.IS_DELETION, true, false);
        int[] entries = writer.references(1);
        entries[0] = builder.endTable();
        return finish(writer, builder, entries, 1);
    }

    private static ByteBuffer finish(FrameWriter writer, FlatBufferBuilder builder, int[] entries, int count) {
        int vector = writer.vector(entries, count);
        builder.startTable(1);
        builder.addOffset(OBJECT_INFO, vector, 0);
        return writer.finishNotification(builder.endTable());
    }

    /**
     * Reads a notification.
     *
     * @param bytes its payload
     * @param sink hears what it says, in order
     * @return the number of things said
     * @throws dev.dal.store.StoreProtocolException if it is malformed; the sink may have heard what came before
     */
    public static int decode(ByteBuffer bytes, EventSink sink) {
        FlatVector entries = new Payload(bytes, MessageType.NOTIFICATION)
                .root()
                .vectorField(OBJECT_INFO, FlatVector.REFERENCE_BYTES)
                .requireOneObjectEach();
        for (int i = 0; i < entries.count(); i++) {
            FlatTable entry = entries.tableAt(i);
            ObjectId id = entry.idField(ObjectInfoTable.ID);
            if (entry.booleanField(ObjectInfoTable.IS_DELETION)) {
                sink.deleted(id);
            } else {
                sink.sealed(
                        id, entry.longField(ObjectInfoTable.DATA_SIZE), entry.longField(ObjectInfoTable.METADATA_SIZE));
            }
        }
        return entries.count();
    }
}
