package dev.dal.store.server;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.core.CreateResult;
import dev.dal.store.core.Outcome;
import dev.dal.store.core.SealedObject;
import dev.dal.store.protocol.AbortCodec;
import dev.dal.store.protocol.AnnouncedSegment;
import dev.dal.store.protocol.ConnectCodec;
import dev.dal.store.protocol.ContainsCodec;
import dev.dal.store.protocol.CreateAndSealBatchCodec;
import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.DebugStringCodec;
import dev.dal.store.protocol.DeleteCodec;
import dev.dal.store.protocol.EvictCodec;
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.LeaseCodec;
import dev.dal.store.protocol.ListCodec;
import dev.dal.store.protocol.NotificationCodec;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.RefreshLruCodec;
import dev.dal.store.protocol.RingsCodec;
import dev.dal.store.protocol.SealCodec;
import dev.dal.store.protocol.SetOptionsCodec;
import dev.dal.store.transport.RingPair;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One socket client as the store writes to it: encodes answers and notifications, and sends the descriptor of each
 * segment after the first answer that names it (plasma-store.md section 3.2).
 */
final class ClientProxy implements Recipient {

    private final FrameWriter writer;
    private final Segments segments;
    private final ReplyChannel replies;
    /** Keys of the segments whose descriptors this client has been sent. */
    private final BitSet sentSegments = new BitSet();

    private @Nullable NotificationChannel notifications;

    ClientProxy(FrameWriter writer, Segments segments, ReplyChannel replies) {
        this.writer = writer;
        this.segments = segments;
        this.replies = replies;
    }

    /** Where notifications go; null once the subscription has ended. */
    void notifications(@Nullable NotificationChannel channel) {
        notifications = channel;
    }

    @Nullable
    NotificationChannel notifications() {
        return notifications;
    }

    void connected(long capacityBytes, long granted) {
        replies.send(
                granted == 0
                        ? ConnectCodec.encodeReply(writer, capacityBytes)
                        : ConnectCodec.encodeGrant(writer, capacityBytes, granted));
    }

    /** Whether the client has been sent a segment's descriptor. */
    boolean knowsSegment(int key) {
        return sentSegments.get(key);
    }

    void created(ObjectId id, CreateResult result) {
        ObjectLocation location = result.location();
        if (location == null) {
            replies.send(CreateCodec.encodeFailure(writer, id, error(result.outcome())));
        } else {
            int key = location.segment();
            replies.send(CreateCodec.encodeReply(writer, id, location, segments.usableBytes(key)));
            sendSegment(key);
        }
    }

    /** Memory was leased, or null. */
    void leased(@Nullable LeasedMemory lease) {
        if (lease == null) {
            replies.send(LeaseCodec.encodeRefusal(writer));
        } else {
            int key = lease.segment();
            replies.send(LeaseCodec.encodeReply(writer, lease, segments.usableBytes(key)));
            sendSegment(key);
        }
    }

    /** Rings were made, or null. */
    void ringsMade(@Nullable ClientRings rings) {
        replies.send(RingsCodec.encodeReply(writer, rings == null ? RingsCodec.REFUSED : RingPair.SIZE_BYTES));
        if (rings != null) {
            replies.sendDescriptor(rings.memoryFd());
            replies.sendDescriptor(rings.end().fd());
            replies.sendDescriptor(rings.end().peerFd());
        }
    }

    void createdAndSealed(Outcome outcome) {
        replies.send(CreateAndSealCodec.encodeReply(writer, error(outcome)));
    }

    void createdAndSealedBatch(Outcome outcome) {
        replies.send(CreateAndSealBatchCodec.encodeReply(writer, error(outcome)));
    }

    void aborted(ObjectId id) {
        replies.send(AbortCodec.encodeReply(writer, id));
    }

    void sealed(ObjectId id, Outcome outcome) {
        replies.send(SealCodec.encodeReply(writer, id, error(outcome)));
    }

    void got(List<ObjectId> ids, List<@Nullable ObjectLocation> locations) {
        List<AnnouncedSegment> announced = announce(locations);
        replies.send(GetCodec.encodeReply(writer, new GetCodec.Reply(ids, locations, announced)));
        for (int i = 0; i < announced.size(); i++) {
            sendSegment(announced.get(i).key());
        }
    }

    /** The segments of the objects that are there, each once, in order of first appearance. */
    private List<AnnouncedSegment> announce(List<@Nullable ObjectLocation> locations) {
        List<AnnouncedSegment> announced = new ArrayList<>(1);
        BitSet seen = new BitSet();
        for (ObjectLocation location : locations) {
            if (location != null && !seen.get(location.segment())) {
                int key = location.segment();
                seen.set(key);
                announced.add(AnnouncedSegment.ofUsable(key, segments.usableBytes(key)));
            }
        }
        return announced;
    }

    void deleted(List<ObjectId> ids, List<DeleteOutcome> outcomes) {
        replies.send(DeleteCodec.encodeReply(writer, ids, outcomes));
    }

    void contains(ObjectId id, boolean present) {
        replies.send(ContainsCodec.encodeReply(writer, id, present));
    }

    void listed(List<ObjectInfo> objects) {
        replies.send(ListCodec.encodeReply(writer, objects));
    }

    void evicted(long sizeBytes) {
        replies.send(EvictCodec.encodeReply(writer, sizeBytes));
    }

    void optionsSet(Outcome outcome) {
        replies.send(SetOptionsCodec.encodeReply(writer, error(outcome)));
    }

    void debugText(String text) {
        replies.send(DebugStringCodec.encodeReply(writer, text));
    }

    void refreshed() {
        replies.send(RefreshLruCodec.encodeReply(writer));
    }

    @Override
    public void getAnswered(long ticket, List<ObjectId> ids, List<@Nullable ObjectLocation> locations) {
        guarded(() -> got(ids, locations));
    }

    @Override
    public void sealed(List<SealedObject> objects) {
        NotificationChannel channel = notifications;
        if (channel != null) {
            guarded(() -> channel.send(encodeSeals(objects)));
        }
    }

    @Override
    public void deleted(ObjectId id) {
        NotificationChannel channel = notifications;
        if (channel != null) {
            guarded(() -> channel.send(NotificationCodec.encodeDeletion(writer, id)));
        }
    }

    /** What goes wrong with one client must not get into the request of another that caused it. */
    private void guarded(Runnable effect) {
        try {
            effect.run();
        } catch (RuntimeException | OutOfMemoryError failure) {
            replies.fail(new StoreConnectionException("Writing to a client failed: " + failure, failure));
        }
    }

    private ByteBuffer encodeSeals(List<SealedObject> objects) {
        if (objects.size() > 1) {
            return NotificationCodec.encodeSeals(
                    writer, objects.stream().map(ClientProxy::info).toList());
        }
        SealedObject object = objects.get(0);
        ObjectLocation location = object.location();
        return NotificationCodec.encodeSeal(
                writer, object.id(), location.dataSize(), location.metadataSize(), object.digest());
    }

    private static ObjectInfo info(SealedObject object) {
        ObjectLocation location = object.location();
        return new ObjectInfo(
                object.id(), location.dataSize(), location.metadataSize(), 0, 0, 0, object.digest(), true);
    }

    private void sendSegment(int key) {
        if (!sentSegments.get(key)) {
            sentSegments.set(key);
            replies.sendDescriptor(segments.descriptor(key));
        }
    }

    private static PlasmaError error(Outcome outcome) {
        return switch (outcome) {
            case OK -> PlasmaError.OK;
            case OBJECT_EXISTS -> PlasmaError.OBJECT_EXISTS;
            case OBJECT_NOT_FOUND -> PlasmaError.OBJECT_NOT_FOUND;
            case OUT_OF_MEMORY -> PlasmaError.OUT_OF_MEMORY;
            case NOT_LEASED -> throw new IllegalArgumentException("outcome=" + outcome + " has no number");
        };
    }
}
