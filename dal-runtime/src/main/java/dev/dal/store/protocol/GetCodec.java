package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Get: takes hold of sealed objects, waiting for those that are missing (plasma-store.md section 4.6). */
public final class GetCodec {

    private static final int REQUEST_IDS = 0;
    private static final int REQUEST_TIMEOUT = 1;
    private static final int REQUEST_SLOTS = 2;

    private static final int REPLY_IDS = 0;
    private static final int REPLY_OBJECTS = 1;
    private static final int REPLY_STORE_FDS = 2;
    private static final int REPLY_MMAP_SIZES = 3;
    private static final int REPLY_HANDLES = 4;
    private static final int REPLY_SLOTS = 5;

    private GetCodec() {}

    /**
     * What a request asks for.
     *
     * @param ids the objects
     * @param timeoutMillis longest wait; 0 does not wait, −1 waits without limit
     */
    public record Request(List<ObjectId> ids, long timeoutMillis) {}

    /**
     * What a reply says.
     *
     * @param ids the objects, as in the request
     * @param locations where each of them lies; null for those that are not there
     * @param segments the segments of those that are there, each once, in order of first appearance; descriptors follow
     *     in this order for those that are new to the connection
     */
    public record Reply(
            List<ObjectId> ids, List<@Nullable ObjectLocation> locations, List<AnnouncedSegment> segments) {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param ids the objects, none of them twice
     * @param timeoutMillis longest wait; 0 does not wait, −1 waits without limit
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, List<ObjectId> ids, long timeoutMillis) {
        FlatBufferBuilder builder = writer.begin();
        int idsOffset = writer.ids(ids);
        builder.startTable(REQUEST_SLOTS);
        builder.addLong(REQUEST_TIMEOUT, timeoutMillis, 0);
        builder.addOffset(REQUEST_IDS, idsOffset, 0);
        return writer.finish(MessageType.GET_REQUEST, builder.endTable());
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return what it asks for
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static Request decodeRequest(ByteBuffer payload) {
        FlatTable table = new Payload(payload, MessageType.GET_REQUEST).root();
        return new Request(references(table, REQUEST_IDS).ids(), table.longField(REQUEST_TIMEOUT));
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param reply what it says; as many locations as ids
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, Reply reply) {
        FlatBufferBuilder builder = writer.begin();
        int handles = writer.vector(writer.references(0), 0);
        List<AnnouncedSegment> segments = reply.segments();
        builder.startVector(Long.BYTES, segments.size(), Long.BYTES);
        for (int i = segments.size() - 1; i >= 0; i--) {
            builder.addLong(segments.get(i).announcedBytes());
        }
        int mmapSizes = builder.endVector();
        builder.startVector(Integer.BYTES, segments.size(), Integer.BYTES);
        for (int i = segments.size() - 1; i >= 0; i--) {
            builder.addInt(segments.get(i).key());
        }
        int storeFds = builder.endVector();
        int objects = writeObjects(builder, reply.locations());
        int ids = writer.ids(reply.ids());
        builder.startTable(REPLY_SLOTS);
        builder.addOffset(REPLY_HANDLES, handles, 0);
        builder.addOffset(REPLY_MMAP_SIZES, mmapSizes, 0);
        builder.addOffset(REPLY_STORE_FDS, storeFds, 0);
        builder.addOffset(REPLY_OBJECTS, objects, 0);
        builder.addOffset(REPLY_IDS, ids, 0);
        return writer.finish(MessageType.GET_REPLY, builder.endTable());
    }

    private static int writeObjects(FlatBufferBuilder builder, List<@Nullable ObjectLocation> locations) {
        builder.startVector(ObjectSpec.SIZE_BYTES, locations.size(), ObjectSpec.ALIGNMENT_BYTES);
        for (int i = locations.size() - 1; i >= 0; i--) {
            ObjectSpec.writeInVector(builder, locations.get(i));
        }
        return builder.endVector();
    }

    /**
     * Reads a reply.
     *
     * @param bytes its payload
     * @return what it says
     * @throws dev.dal.store.StoreProtocolException if it is malformed, or its vectors differ in length
     */
    public static Reply decodeReply(ByteBuffer bytes) {
        Payload payload = new Payload(bytes, MessageType.GET_REPLY);
        FlatTable table = payload.root();
        List<ObjectId> ids = references(table, REPLY_IDS).ids();
        FlatVector objects =
                table.vectorField(REPLY_OBJECTS, ObjectSpec.SIZE_BYTES).requireCount(ids.size(), "objects");
        List<@Nullable ObjectLocation> locations = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            ObjectSpec spec = objects.specAt(i);
            locations.add(spec.isAvailable() ? spec.toLocation(payload) : null);
        }
        table.checkVectorField(REPLY_HANDLES, FlatVector.REFERENCE_BYTES);
        return new Reply(ids, locations, readSegments(table));
    }

    private static List<AnnouncedSegment> readSegments(FlatTable table) {
        FlatVector storeFds = table.vectorField(REPLY_STORE_FDS, Integer.BYTES);
        FlatVector sizes = table.vectorField(REPLY_MMAP_SIZES, Long.BYTES).requireCount(storeFds.count(), "sizes");
        List<AnnouncedSegment> segments = new ArrayList<>(storeFds.count());
        for (int i = 0; i < storeFds.count(); i++) {
            segments.add(new AnnouncedSegment(storeFds.intAt(i), sizes.longAt(i)));
        }
        return segments;
    }

    private static FlatVector references(FlatTable table, int slot) {
        return table.vectorField(slot, FlatVector.REFERENCE_BYTES);
    }
}
