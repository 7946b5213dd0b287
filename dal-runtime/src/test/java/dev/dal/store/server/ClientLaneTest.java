package dev.dal.store.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Extensions;
import dev.dal.store.LaneLink;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.client.StoreClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes of this library's client over sockets. */
class ClientLaneTest extends LaneContract {

    private final Map<LaneLink, StoreClient> clients = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private StoreClient connect() {
        return fixture.remember(StoreClient.connect(fixture.store().socketPath()));
    }

    @Override
    LaneLink openLane() {
        StoreClient client = connect();
        LaneLink lane = client.openLane();
        clients.put(lane, client);
        return lane;
    }

    @Override
    void close(LaneLink lane) {
        clients.get(lane).close();
    }

    @Test
    void aClientHasOneLaneOrASubscription() {
        StoreClient client = connect();
        assertThat(client.openLane()).isNotNull();
        assertThatIllegalStateException().isThrownBy(client::openLane);
        assertThatIllegalStateException().isThrownBy(client::subscribe);
    }

    @Test
    void whereExtensionsAreOffThereIsNoLane() {
        System.setProperty(Extensions.PROPERTY, "off");
        StoreClient client = connect();
        assertThat(client.openLane()).isNull();
        System.clearProperty(Extensions.PROPERTY);
        client.subscribe();
    }

    @Test
    void aStoreThatGrantsNothingHasNoLane() {
        StoreClient client = connect();
        System.setProperty(Extensions.PROPERTY, "off");
        assertThat(client.openLane()).isNull();
        System.clearProperty(Extensions.PROPERTY);
    }

    @Test
    void bothSeatsAreWokenAndEndWithTheLane() throws Exception {
        LaneLink lane = openLane();
        for (LaneLink.Seat seat : LaneLink.Seat.values()) {
            lane.wakeUp(seat);
            lane.await(seat, -1);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> lane.await(seat, -1), threads);
            TimeUnit.MILLISECONDS.sleep(20);
            assertThat(waiting).isNotDone();
            lane.wakeUp(seat);
            waiting.get(10, TimeUnit.SECONDS);
        }
        CompletableFuture<Void> waiter =
                CompletableFuture.runAsync(() -> lane.await(LaneLink.Seat.WAITER, -1), threads);
        TimeUnit.MILLISECONDS.sleep(20);
        lane.close();
        lane.close();
        assertThatThrownBy(() -> waiter.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreConnectionException.class);
        lane.sync(ObjectId.random());
        assertThatThrownBy(lane::flush).isInstanceOf(StoreConnectionException.class);
    }

    @Test
    void theEndOfTheStoreEndsAWait() {
        LaneLink lane = openLane();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> {
                    while (true) {
                        lane.await(LaneLink.Seat.WAITER, -1);
                        lane.poll(new LaneLog());
                    }
                },
                threads);
        fixture.store().close();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreConnectionException.class);
    }
}
