package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.Extensions;
import dev.dal.store.LaneLink;
import dev.dal.store.ObjectId;
import dev.dal.store.protocol.ConnectCodec;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lanes over sockets, and how they are agreed on. */
class SocketLaneTest extends LaneContract {

    private final Map<LaneLink, RawClient> clients = new HashMap<>();

    @Override
    LaneLink openLane() {
        RawClient client = fixture.client();
        LaneLink lane = fixture.remember(client.openLane());
        clients.put(lane, client);
        return lane;
    }

    @Override
    void close(LaneLink lane) {
        clients.get(lane).close();
    }

    @Test
    void onlyWhatIsKnownIsGranted() {
        RawClient client = fixture.client();
        assertThat(client.offer(0)).isZero();
        assertThat(client.offer(-1)).isEqualTo(ConnectCodec.CALLS | ConnectCodec.SLABS | ConnectCodec.RINGS);
        assertThat(client.offer(ConnectCodec.CALLS)).isEqualTo(ConnectCodec.CALLS);
        assertThat(client.offer(ConnectCodec.SLABS)).isZero();
        assertThat(client.offer(1L << 40)).isZero();
        assertThat(client.connect()).isEqualTo(CAPACITY_BYTES);
        client.put(id(1), "x");
        assertThat(fixture.remember(client.subscribe()).next()).containsExactly("sealed 1 1+0");
    }

    @Test
    void nothingIsGrantedWhereExtensionsAreOff() {
        System.setProperty(Extensions.PROPERTY, "off");
        assertThat(fixture.client().offer(ConnectCodec.CALLS | ConnectCodec.SLABS))
                .isZero();
    }

    @Test
    void whoHasNoLaneMustNotSubmit() {
        RawClient client = fixture.client();
        RawLane lane = fixture.remember(new RawLane(client, client.subscribe().connection));
        lane.sync(id(1));
        lane.flush();
        assertThat(client.isClosedByStore()).isTrue();
        assertThat(fixture.client().contains(id(1))).isFalse();
    }

    @Test
    void aLaneWhoseReaderGoesEndsItsClient() {
        ObjectId object = ObjectId.of(7L << 32, 1, 1);
        RawClient client = fixture.client();
        RawLane lane = client.openLane();
        client.put(object, "x");
        client.get(object);
        lane.close();
        RawClient other = fixture.client();
        LaneLink watching = openLane();
        watching.watch(7);
        watching.flush();
        assertThat(LaneLog.next(watching, 1)).containsExactly("sealed 1 1+0");
        assertThat(client.isClosedByStore()).isTrue();
        assertThat(other.list())
                .singleElement()
                .satisfies(info -> assertThat(info.refCount()).isZero());
    }
}
