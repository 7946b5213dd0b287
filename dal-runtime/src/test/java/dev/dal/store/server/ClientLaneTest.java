package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Extensions;
import dev.dal.store.LaneLink;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.client.StoreClient;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** In either order: the store may learn first that the lane has ended, or the connection. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasSentBeforeTheEndCounts(boolean laneFirst) {
        RawClient witness = fixture.client();
        for (int round = 0; round < 100; round++) {
            LaneLink lane = openLane();
            for (int i = 0; i < 5; i++) {
                lane.publish(id(1000 + 5 * round + i), 0, List.of(), ByteBuffer.allocate(100), ByteBuffer.allocate(0));
                lane.flush();
            }
            if (laneFirst) {
                lane.close();
            }
            close(lane);
            assertThat(witness.contains(id(1004 + 5 * round)))
                    .as("round %d", round)
                    .isTrue();
        }
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
