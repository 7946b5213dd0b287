package dev.dal.store.protocol;

import dev.dal.store.Lane;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.nio.ByteBuffer;
import java.util.List;

/** Submit: the requests of the calls extension, several in a frame; not answered (docs/protocol.md). */
public final class SubmitCodec {

    private static final int PUBLISH = 1;
    static final int RELEASE = 2;
    private static final int AWAIT = 3;
    private static final int WATCH = 4;
    private static final int UNWATCH = 5;
    private static final int SYNC = 6;
    private static final int PUBLISH_RANGE = 7;
    static final int RELEASE_RANGE = 8;
    private static final int SEAL_AT = 9;
    private static final int GIVE_UP = 10;
    private static final int RELEASE_AT = 11;

    private static final int ALL_FLAGS = Lane.OWNED | Lane.KEPT | Lane.HANDED;

    private SubmitCodec() {}

    /**
     * A lane that writes what it is asked into a frame.
     *
     * @param writer where to; of frames of type {@link MessageType#SUBMIT}
     * @return the lane
     */
    public static Lane encoder(ItemWriter writer) {
        return new Encoder(writer);
    }

    /**
     * Asks a lane what a frame says.
     *
     * @param payload the payload of a frame
     * @param lane asked in order
     * @throws dev.dal.store.StoreProtocolException if the frame is malformed; the lane may have been asked what comes
     *     before
     */
    public static void decode(ByteBuffer payload, Lane lane) {
        decode(new ItemReader(MessageType.SUBMIT), payload, lane);
    }

    /**
     * Asks a lane what a frame says, as above.
     *
     * @param reader of frames of type {@link MessageType#SUBMIT}, used again for each frame
     * @param payload the payload of a frame
     * @param lane asked in order
     * @throws dev.dal.store.StoreProtocolException if the frame is malformed; the lane may have been asked what comes
     *     before
     */
    public static void decode(ItemReader reader, ByteBuffer payload, Lane lane) {
        ItemReader items = reader.begin(payload);
        while (items.next()) {
            ObjectId id = items.id();
            switch (items.kind()) {
                case PUBLISH -> decodePublish(id, items, lane);
                case RELEASE -> lane.release(id);
                case AWAIT -> lane.await(id);
                case WATCH -> lane.watch(id.prefix());
                case UNWATCH -> lane.unwatch(id.prefix());
                case SYNC -> lane.sync(id);
                case PUBLISH_RANGE -> decodePublishRange(items, lane);
                case RELEASE_RANGE -> lane.releaseRange(id, items.count());
                case SEAL_AT -> decodeSealAt(id, items, lane);
                case GIVE_UP -> lane.giveUp(new LeasedMemory(items.segment(), items.number(), items.number()));
                case RELEASE_AT -> lane.releaseAt(id, new ObjectLocation(items.segment(), items.number(), 0, 0));
                default -> throw items.unknownKind();
            }
        }
    }

    private static void decodePublish(ObjectId id, ItemReader items, Lane lane) {
        int flags = items.flags() & ALL_FLAGS;
        int dataBytes = items.length();
        int metadataBytes = items.length();
        List<ObjectId> needs = items.ids();
        ByteBuffer data = items.bytes(dataBytes);
        ByteBuffer metadata = items.bytes(metadataBytes);
        lane.publish(id, flags, needs, data, metadata);
    }

    private static void decodeSealAt(ObjectId id, ItemReader items, Lane lane) {
        int flags = items.flags() & ALL_FLAGS;
        ObjectLocation place = new ObjectLocation(items.segment(), items.number(), items.number(), items.number());
        lane.sealAt(id, flags, items.ids(), place);
    }

    private static void decodePublishRange(ItemReader items, Lane lane) {
        ObjectId first = items.id();
        int count = items.count();
        int flags = items.flags() & ALL_FLAGS;
        int sizeBytes = items.length();
        lane.publishRange(first, count, flags, sizeBytes, items.range(count, sizeBytes));
    }

    /** Makes ranges of objects that follow each other, so that the store has less to do. */
    private static final class Encoder implements Lane {
        private final ItemWriter writer;
        private final OpenRange published;
        private final OpenRange released;

        Encoder(ItemWriter writer) {
            this.writer = writer;
            this.published = new OpenRange(writer, PUBLISH_RANGE, MOST_RANGE_COUNT);
            this.released = new OpenRange(writer, RELEASE_RANGE, MOST_RANGE_COUNT);
        }

        @Override
        public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
            checkCount(needs);
            int sizeBytes = data.remaining();
            boolean mayJoin =
                    needs.isEmpty() && !metadata.hasRemaining() && sizeBytes > 0 && sizeBytes <= MOST_RANGE_BYTES;
            if (mayJoin && published.joins(id, flags, sizeBytes)) {
                published.join(data);
                return;
            }
            int start = writer.frameBytes();
            writer.item(PUBLISH, flags, needs.size(), id);
            writer.number(sizeBytes);
            writer.number(metadata.remaining());
            ids(needs);
            writer.bytes(data);
            writer.bytes(metadata);
            if (mayJoin) {
                published.open(start, id, flags, sizeBytes);
            }
        }

        @Override
        public void sealAt(ObjectId id, int flags, List<ObjectId> needs, ObjectLocation place) {
            checkCount(needs);
            writer.item(SEAL_AT, flags, needs.size(), id);
            writer.number(place.segment());
            writer.number(place.dataOffset());
            writer.number(place.dataSize());
            writer.number(place.metadataSize());
            ids(needs);
        }

        @Override
        public void releaseAt(ObjectId id, ObjectLocation place) {
            writer.item(RELEASE_AT, 0, 0, id);
            writer.number(place.segment());
            writer.number(place.dataOffset());
        }

        @Override
        public void giveUp(LeasedMemory lease) {
            writer.item(GIVE_UP, 0, 0, namespace(0));
            writer.number(lease.segment());
            writer.number(lease.offset());
            writer.number(lease.lengthBytes());
        }

        private static void checkCount(List<ObjectId> needs) {
            if (needs.size() > ItemWriter.MOST_IDS) {
                throw new IllegalArgumentException("An object needs at most " + ItemWriter.MOST_IDS
                        + " others to be sent along; found " + needs.size() + ".");
            }
        }

        private void ids(List<ObjectId> needs) {
            for (int i = 0; i < needs.size(); i++) {
                writer.id(needs.get(i));
            }
            writer.pad();
        }

        @Override
        public void release(ObjectId id) {
            if (released.joins(id, 0, 0)) {
                released.join(1);
                return;
            }
            int start = writer.frameBytes();
            writer.item(RELEASE, 0, 0, id);
            released.open(start, id, 0, 0);
        }

        @Override
        public void await(ObjectId id) {
            writer.item(AWAIT, 0, 0, id);
        }

        @Override
        public void watch(int prefix) {
            writer.item(WATCH, 0, 0, namespace(prefix));
        }

        @Override
        public void unwatch(int prefix) {
            writer.item(UNWATCH, 0, 0, namespace(prefix));
        }

        @Override
        public void sync(ObjectId token) {
            writer.item(SYNC, 0, 0, token);
        }

        private static ObjectId namespace(int prefix) {
            return ObjectId.of((long) prefix << Integer.SIZE, 0, 0);
        }
    }
}
