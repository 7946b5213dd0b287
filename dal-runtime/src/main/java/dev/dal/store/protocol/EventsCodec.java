package dev.dal.store.protocol;

import dev.dal.store.LaneEvents;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.nio.ByteBuffer;

/** Events: what the calls extension tells a link, in place of notifications (docs/protocol.md). */
public final class EventsCodec {

    private static final int SEALED = 1;
    private static final int DELETED = 2;
    private static final int ARRIVED = 3;
    private static final int ARRIVED_AT = 4;
    private static final int FAILED = 5;
    private static final int SYNCED = 6;
    private static final int ARRIVED_RANGE = 7;

    private static final int ATTACHED = 1;
    private static final int HELD = 2;
    private static final int EXISTS = 1;

    private EventsCodec() {}

    /**
     * A sink that writes what it hears into a frame.
     *
     * @param writer where to; of frames of type {@link MessageType#EVENTS}
     * @return the sink
     */
    public static LaneEvents encoder(ItemWriter writer) {
        return new Encoder(writer);
    }

    /**
     * Tells a sink what a frame says.
     *
     * @param payload the payload of a frame
     * @param sink told in order
     * @return the number of things told
     * @throws dev.dal.store.StoreProtocolException if the frame is malformed; the sink may have been told what comes
     *     before
     */
    public static int decode(ByteBuffer payload, LaneEvents sink) {
        return decode(new ItemReader(MessageType.EVENTS), payload, sink);
    }

    /**
     * Tells a sink what a frame says, as above.
     *
     * @param reader of frames of type {@link MessageType#EVENTS}, used again for each frame
     * @param payload the payload of a frame
     * @param sink told in order
     * @return the number of things told
     * @throws dev.dal.store.StoreProtocolException if the frame is malformed; the sink may have been told what comes
     *     before
     */
    public static int decode(ItemReader reader, ByteBuffer payload, LaneEvents sink) {
        ItemReader items = reader.begin(payload);
        int count = 0;
        while (items.next()) {
            ObjectId id = items.id();
            switch (items.kind()) {
                case SEALED -> sink.sealed(id, items.number(), items.number());
                case DELETED -> sink.deleted(id);
                case ARRIVED -> decodeArrived(id, items, sink);
                case ARRIVED_AT -> decodeArrivedAt(id, items, sink);
                case FAILED -> sink.failed(id, (items.flags() & EXISTS) != 0, items.number());
                case SYNCED -> sink.synced(id);
                case ARRIVED_RANGE -> decodeArrivedRange(id, items, sink);
                default -> throw items.unknownKind();
            }
            count += items.kind() == ARRIVED_RANGE ? items.count() : 1;
        }
        return count;
    }

    private static void decodeArrivedRange(ObjectId id, ItemReader items, LaneEvents sink) {
        int count = items.count();
        int sizeBytes = items.length();
        sink.arrivedRange(id, count, sizeBytes, items.range(count, sizeBytes));
    }

    private static void decodeArrived(ObjectId id, ItemReader items, LaneEvents sink) {
        int flags = items.flags();
        int dataBytes = items.length();
        int metadataBytes = items.length();
        ByteBuffer data = items.bytes(dataBytes);
        ByteBuffer metadata = items.bytes(metadataBytes);
        sink.arrived(id, (flags & ATTACHED) != 0, (flags & HELD) != 0, data, metadata);
    }

    private static void decodeArrivedAt(ObjectId id, ItemReader items, LaneEvents sink) {
        boolean attached = (items.flags() & ATTACHED) != 0;
        long segment = items.number();
        long dataOffset = items.number();
        long dataSize = items.number();
        long metadataSize = items.number();
        if (segment != (int) segment) {
            throw items.malformed("the segment " + segment);
        }
        ObjectLocation location = new ObjectLocation((int) segment, dataOffset, dataSize, metadataSize);
        if (!location.isPlace()) {
            throw items.malformed("an object at " + location);
        }
        sink.arrivedAt(id, attached, location);
    }

    private record Encoder(ItemWriter writer) implements LaneEvents {
        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {
            writer.item(SEALED, 0, 0, id);
            writer.number(dataSize);
            writer.number(metadataSize);
        }

        @Override
        public void deleted(ObjectId id) {
            writer.item(DELETED, 0, 0, id);
        }

        @Override
        public void arrived(ObjectId id, boolean attached, boolean held, ByteBuffer data, ByteBuffer metadata) {
            writer.item(ARRIVED, (attached ? ATTACHED : 0) | (held ? HELD : 0), 0, id);
            writer.number(data.remaining());
            writer.number(metadata.remaining());
            writer.bytes(data);
            writer.bytes(metadata);
        }

        @Override
        public void arrivedRange(ObjectId first, int count, int sizeBytes, ByteBuffer data) {
            writer.item(ARRIVED_RANGE, HELD, count, first);
            writer.number(sizeBytes);
            writer.number(0);
            writer.bytes(data);
        }

        @Override
        public void arrivedAt(ObjectId id, boolean attached, ObjectLocation location) {
            writer.item(ARRIVED_AT, attached ? ATTACHED : 0, 0, id);
            writer.number(location.segment());
            writer.number(location.dataOffset());
            writer.number(location.dataSize());
            writer.number(location.metadataSize());
        }

        @Override
        public void failed(ObjectId id, boolean exists, long sizeBytes) {
            writer.item(FAILED, exists ? EXISTS : 0, 0, id);
            writer.number(sizeBytes);
        }

        @Override
        public void synced(ObjectId token) {
            writer.item(SYNCED, 0, 0, token);
        }
    }
}
