package dev.dal.store.server;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.Extensions;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.core.CreateResult;
import dev.dal.store.core.Outcome;
import dev.dal.store.core.QuotaOutcome;
import dev.dal.store.core.StoreCore;
import dev.dal.store.protocol.AbortCodec;
import dev.dal.store.protocol.ConnectCodec;
import dev.dal.store.protocol.ContainsCodec;
import dev.dal.store.protocol.CreateAndSealBatchCodec;
import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.DeleteCodec;
import dev.dal.store.protocol.EvictCodec;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.LeaseCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.RefreshLruCodec;
import dev.dal.store.protocol.ReleaseCodec;
import dev.dal.store.protocol.SealCodec;
import dev.dal.store.protocol.SetOptionsCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the frames of one socket client into requests to the core, and has the proxy write the answers. Subscribe and
 * Disconnect, which are about the connection itself, are not among them.
 */
final class RequestAdapter {

    /** Gets of one client that may wait at a time. The original client waits for one. */
    static final int MOST_WAITING_GETS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private final SharedCore store;
    private final StoreCore core;
    private final int client;
    private final ClientProxy proxy;
    private final List<@Nullable ObjectLocation> locations = new ArrayList<>();
    private long granted;
    private @Nullable LaneAdapter lane;

    RequestAdapter(SharedCore store, int client, ClientProxy proxy) {
        this.store = store;
        this.core = store.core();
        this.client = client;
        this.proxy = proxy;
    }

    /**
     * Does what a frame asks for. Payloads of requests without fields are not looked at.
     *
     * @throws StoreProtocolException if the frame is malformed, or no request
     */
    void handle(MessageType type, ByteBuffer payload) {
        switch (type) {
            case CONNECT_REQUEST -> connect(ConnectCodec.decodeOffer(payload));
            case SUBMIT -> requireLane(MessageType.SUBMIT).workOff(payload);
            case LEASE_REQUEST -> lease(LeaseCodec.decodeRequest(payload));
            case CREATE_REQUEST -> create(CreateCodec.decodeRequest(payload));
            case CREATE_AND_SEAL_REQUEST -> createAndSeal(CreateAndSealCodec.decodeRequest(payload));
            case CREATE_AND_SEAL_BATCH_REQUEST -> createAndSealBatch(CreateAndSealBatchCodec.decodeRequest(payload));
            case ABORT_REQUEST -> abort(AbortCodec.decodeRequest(payload));
            case SEAL_REQUEST -> seal(SealCodec.decodeRequest(payload));
            case GET_REQUEST -> get(GetCodec.decodeRequest(payload));
            case RELEASE_REQUEST -> core.release(client, ReleaseCodec.decodeRequest(payload));
            case DELETE_REQUEST -> delete(DeleteCodec.decodeRequest(payload));
            case CONTAINS_REQUEST -> contains(ContainsCodec.decodeRequest(payload));
            case LIST_REQUEST -> proxy.listed(core.list());
            case EVICT_REQUEST -> proxy.evicted(core.evict(EvictCodec.decodeRequest(payload)));
            case REFRESH_LRU_REQUEST -> refresh(RefreshLruCodec.decodeRequest(payload));
            case SET_OPTIONS_REQUEST -> setOptions(SetOptionsCodec.decodeRequest(payload));
            case GET_DEBUG_STRING_REQUEST -> proxy.debugText(core.debugText());
            default -> throw new StoreProtocolException("Found a message " + type + ", which no client sends.");
        }
    }

    private void connect(long offered) {
        granted = lane == null && Extensions.areOn() ? grantable(offered) : granted;
        proxy.connected(core.capacityBytes(), granted);
    }

    private static long grantable(long offered) {
        long calls = offered & ConnectCodec.CALLS;
        long rings = Extensions.haveRings() ? ConnectCodec.RINGS : 0;
        return calls == 0 ? 0 : calls | (offered & (ConnectCodec.SLABS | rings));
    }

    /** Whether the next subscription is a lane. */
    boolean grantsLane() {
        return (granted & ConnectCodec.CALLS) != 0 && lane == null;
    }

    /** Fails unless the client may ask for rings. */
    void requireRings() {
        if (!grantsRings()) {
            throw new StoreProtocolException(
                    "Found a message " + MessageType.RINGS_REQUEST + " of a client that was not granted rings.");
        }
        if (proxy.notifications() != null) {
            throw new StoreProtocolException(
                    "Found a message " + MessageType.RINGS_REQUEST + " of a client that has subscribed already.");
        }
    }

    /** Whether the client may use rings. */
    boolean grantsRings() {
        return (granted & ConnectCodec.RINGS) != 0;
    }

    /** The client's lane was opened. */
    void laneOpened(int number, LaneProxy laneProxy) {
        lane = new LaneAdapter(store, number, laneProxy, (granted & ConnectCodec.SLABS) != 0);
    }

    private LaneAdapter requireLane(MessageType type) {
        if (lane == null) {
            throw new StoreProtocolException("Found a message " + type
                    + " on a connection without a lane; offer the extension, then subscribe.");
        }
        return lane;
    }

    private void lease(long wantedBytes) {
        proxy.leased(requireLane(MessageType.LEASE_REQUEST).lease(wantedBytes));
    }

    private void create(CreateCodec.Request request) {
        ObjectId id = request.id();
        if (request.deviceNumber() != 0 && !core.exists(id)) {
            LOG.info("device_num != 0 but CUDA not enabled");
            proxy.created(id, new CreateResult(Outcome.OUT_OF_MEMORY, null));
            return;
        }
        proxy.created(
                id,
                core.create(
                        client,
                        id,
                        request.dataSize(),
                        request.metadataSize(),
                        request.evictIfFull(),
                        store.nowSeconds()));
    }

    private void createAndSeal(CreateAndSealCodec.Request request) {
        InlineBytes object =
                new InlineBytes(request.id(), request.data(), request.metadata(), request.digest(), store.segments());
        proxy.createdAndSealed(core.createAndSeal(client, List.of(object), request.evictIfFull(), store.nowSeconds()));
    }

    private void createAndSealBatch(CreateAndSealBatchCodec.Request request) {
        List<InlineBytes> objects = request.items().stream()
                .map(item -> new InlineBytes(item.id(), item.data(), item.metadata(), item.digest(), store.segments()))
                .toList();
        proxy.createdAndSealedBatch(core.createAndSeal(client, objects, request.evictIfFull(), store.nowSeconds()));
    }

    private void abort(ObjectId id) {
        core.abort(client, id);
        proxy.aborted(id);
    }

    private void seal(SealCodec.Request request) {
        proxy.sealed(request.id(), core.seal(client, request.id(), request.digest(), store.nowSeconds()));
    }

    private void get(GetCodec.Request request) {
        if (core.waitingGets(client) >= MOST_WAITING_GETS) {
            throw new StoreProtocolException("Found a Get while " + MOST_WAITING_GETS + " of the same client wait.");
        }
        List<ObjectId> ids = request.ids();
        if (core.get(client, ids, request.timeoutMillis(), store.nowNanos(), store.nowSeconds(), locations)
                == StoreCore.ANSWERED) {
            proxy.got(ids, locations);
        }
    }

    private void delete(List<ObjectId> ids) {
        List<DeleteOutcome> outcomes = new ArrayList<>(ids.size());
        for (ObjectId id : ids) {
            outcomes.add(core.delete(id));
        }
        proxy.deleted(ids, outcomes);
    }

    private void contains(ObjectId id) {
        proxy.contains(id, core.contains(id));
    }

    private void refresh(List<ObjectId> ids) {
        core.refreshLru(ids);
        proxy.refreshed();
    }

    private void setOptions(SetOptionsCodec.Request request) {
        QuotaOutcome outcome = store.setQuota(client, request.clientName(), request.outputMemoryQuotaBytes());
        proxy.optionsSet(outcome == QuotaOutcome.RESERVED ? Outcome.OK : Outcome.OUT_OF_MEMORY);
    }
}
