package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Lane;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.client.StoreClient;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leased memory within the store's JVM, and what ends a connection there. */
class InProcessSlabTest extends SlabContract {

    @Override
    StoreClient connect() {
        return StoreClient.connect(fixture.store());
    }

    @ParameterizedTest
    @MethodSource("dev.dal.store.server.SocketSlabTest#violations")
    void whatIsNotLeasedEndsTheConnectionAndNoOther(BiConsumer<Lane, LeasedMemory> violation) throws Exception {
        StoreClient wicked = fixture.remember(connect());
        LaneLink lane = Objects.requireNonNull(wicked.openLane());
        violation.accept(lane, Objects.requireNonNull(wicked.lease(4096)));
        lane.sync(id(7));
        assertThatThrownBy(() -> wicked.contains(id(1))).isInstanceOf(StoreProtocolException.class);
        assertThatThrownBy(() -> wicked.contains(id(1))).isInstanceOf(StoreConnectionException.class);
        assertThatThrownBy(lane::flush).isInstanceOf(StoreConnectionException.class);

        StoreClient bystander = fixture.remember(connect());
        CompletableFuture<Boolean> found = CompletableFuture.supplyAsync(() -> bystander.contains(id(1)));
        assertThat(found.get(10, TimeUnit.SECONDS))
                .as("the store is free for others")
                .isFalse();
        assertThat(fixture.store().leasedBytes()).isZero();
    }
}
