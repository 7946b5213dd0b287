package dev.dal.store.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Extensions;
import dev.dal.store.LaneLink;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreLink;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes within the store's JVM. */
class InProcessLaneTest extends LaneContract {

    private final Map<LaneLink, StoreLink> links = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Override
    LaneLink openLane() {
        StoreLink link = fixture.link();
        LaneLink lane = link.openLane();
        links.put(lane, link);
        return lane;
    }

    @Override
    void close(LaneLink lane) {
        links.get(lane).close();
    }

    @Test
    void aLinkHasOneLaneOrASubscription() {
        StoreLink link = fixture.link();
        LaneLink lane = link.openLane();
        assertThat(lane).isNotNull();
        assertThatIllegalStateException().isThrownBy(link::openLane);
        assertThatIllegalStateException().isThrownBy(link::subscribe);
        StoreLink subscribed = fixture.link();
        subscribed.subscribe();
        assertThatIllegalStateException().isThrownBy(subscribed::openLane);
    }

    @Test
    void whereExtensionsAreOffThereIsNoLane() {
        System.setProperty(Extensions.PROPERTY, "off");
        assertThat(fixture.link().openLane()).isNull();
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
        CompletableFuture<Void> reader =
                CompletableFuture.runAsync(() -> lane.await(LaneLink.Seat.READER, -1), threads);
        TimeUnit.MILLISECONDS.sleep(20);
        lane.close();
        lane.close();
        assertThatThrownBy(() -> waiter.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreConnectionException.class);
        assertThatThrownBy(() -> reader.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreConnectionException.class);
        assertThatThrownBy(lane::flush).isInstanceOf(StoreConnectionException.class);
    }
}
