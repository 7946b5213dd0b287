package dev.dal.store.client;

import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import dev.dal.store.protocol.AbortCodec;
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
import dev.dal.store.protocol.RefreshLruCodec;
import dev.dal.store.protocol.ReleaseCodec;
import dev.dal.store.protocol.RingsCodec;
import dev.dal.store.protocol.SealCodec;
import dev.dal.store.protocol.SetOptionsCodec;
import dev.dal.store.protocol.SubscribeCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the requests of a client. Each frame is sent whole before another thread's begins. Every method throws
 * {@link StoreConnectionException} if the socket fails, is closed, or the store does not read, and
 * {@link dev.dal.store.StoreProtocolException} if the store has broken the rings.
 */
final class StoreProxy {

    private final UnixSocketConnection connection;
    private final long timeoutMillis;
    private final FrameWriter writer = new FrameWriter();
    private @Nullable LaneRings rings;

    /**
     * A proxy.
     *
     * @param connection where to write
     * @param timeoutMillis how long the store may not read
     */
    StoreProxy(UnixSocketConnection connection, long timeoutMillis) {
        this.connection = connection;
        this.timeoutMillis = timeoutMillis;
    }

    synchronized void connect() {
        send(ConnectCodec.encodeRequest(writer));
    }

    synchronized void offer(long features) {
        send(ConnectCodec.encodeOffer(writer, features));
    }

    /** Sends a frame of a lane. */
    synchronized void submit(ByteBuffer frame) {
        send(frame);
    }

    synchronized void rings() {
        send(RingsCodec.encodeRequest(writer));
    }

    synchronized void lease(long wantedBytes) {
        send(LeaseCodec.encodeRequest(writer, wantedBytes));
    }

    synchronized void create(ObjectId id, boolean evictIfFull, long dataSize, long metadataSize) {
        send(CreateCodec.encodeRequest(writer, id, evictIfFull, dataSize, metadataSize));
    }

    synchronized void createAndSeal(
            ObjectId id, boolean evictIfFull, ByteBuffer data, ByteBuffer metadata, long digest) {
        send(CreateAndSealCodec.encodeRequest(writer, id, evictIfFull, data, metadata, digest));
    }

    synchronized void createAndSealBatch(boolean evictIfFull, List<CreateAndSealBatchCodec.Item> items) {
        send(CreateAndSealBatchCodec.encodeRequest(writer, evictIfFull, items));
    }

    synchronized void abort(ObjectId id) {
        send(AbortCodec.encodeRequest(writer, id));
    }

    synchronized void seal(ObjectId id, long digest) {
        send(SealCodec.encodeRequest(writer, id, digest));
    }

    synchronized void get(List<ObjectId> ids, long waitMillis) {
        send(GetCodec.encodeRequest(writer, ids, waitMillis));
    }

    synchronized void release(ObjectId id) {
        send(ReleaseCodec.encodeRequest(writer, id));
    }

    synchronized void delete(List<ObjectId> ids) {
        send(DeleteCodec.encodeRequest(writer, ids));
    }

    synchronized void contains(ObjectId id) {
        send(ContainsCodec.encodeRequest(writer, id));
    }

    synchronized void list() {
        send(ListCodec.encodeRequest(writer));
    }

    synchronized void evict(long wantedBytes) {
        send(EvictCodec.encodeRequest(writer, wantedBytes));
    }

    synchronized void refreshLru(List<ObjectId> ids) {
        send(RefreshLruCodec.encodeRequest(writer, ids));
    }

    synchronized void setOptions(String clientName, long quotaBytes) {
        send(SetOptionsCodec.encodeRequest(writer, clientName, quotaBytes));
    }

    synchronized void debugString() {
        send(DebugStringCodec.encodeRequest(writer));
    }

    /**
     * Subscribes with the store's end of a pair of sockets, which stays the caller's.
     *
     * @param lanesRings by which everything is sent from then on, or null
     */
    synchronized void subscribe(UnixSocketConnection storesEnd, @Nullable LaneRings lanesRings) {
        send(SubscribeCodec.encodeRequest(writer));
        connection.sendDescriptor(storesEnd.fd(), Deadline.after(timeoutMillis));
        rings = lanesRings;
    }

    private void send(ByteBuffer frame) {
        LaneRings by = rings;
        try {
            if (by == null) {
                connection.send(frame, Deadline.after(timeoutMillis));
            } else {
                by.send(frame, timeoutMillis);
            }
        } catch (StoreException failure) {
            // A part of the frame may have been sent: nothing that follows would be understood.
            connection.close();
            throw failure;
        }
    }
}
