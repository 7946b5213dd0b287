package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.Lane;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectLocation;
import dev.dal.store.client.StoreClient;
import dev.dal.store.protocol.ConnectCodec;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leased memory over sockets, and what ends a connection. */
class SocketSlabTest extends SlabContract {

    private static final long BOTH = ConnectCodec.CALLS | ConnectCodec.SLABS;

    @Override
    StoreClient connect() {
        return StoreClient.connect(fixture.store().socketPath());
    }

    private static void seal(Lane lane, int segment, long offset, long dataSize, long metadataSize) {
        lane.sealAt(
                id(1), Lane.OWNED | Lane.KEPT, List.of(), new ObjectLocation(segment, offset, dataSize, metadataSize));
    }

    static Stream<BiConsumer<Lane, LeasedMemory>> violations() {
        return Stream.of(
                (lane, lease) -> seal(lane, lease.segment(), lease.offset() + lease.lengthBytes(), 1, 0),
                (lane, lease) -> seal(lane, lease.segment(), lease.offset() - 64, 64, 0),
                (lane, lease) -> seal(lane, lease.segment(), lease.offset() + 8, 64, 0),
                (lane, lease) -> seal(lane, lease.segment(), lease.offset(), lease.lengthBytes() + 1, 0),
                (lane, lease) -> seal(lane, lease.segment(), lease.offset(), 1, lease.lengthBytes()),
                (lane, lease) -> seal(lane, lease.segment(), lease.offset(), Long.MAX_VALUE, Long.MAX_VALUE),
                (lane, lease) -> seal(lane, lease.segment(), lease.offset(), -1, 2),
                (lane, lease) -> seal(lane, lease.segment(), lease.offset(), 2, -1),
                (lane, lease) -> seal(lane, lease.segment() + 1, lease.offset(), 64, 0),
                (lane, lease) -> seal(lane, -1, lease.offset(), 64, 0),
                (lane, lease) -> {
                    seal(lane, lease.segment(), lease.offset(), 64, 0);
                    seal(lane, lease.segment(), lease.offset(), 64, 0);
                },
                (lane, lease) -> {
                    lane.giveUp(lease);
                    seal(lane, lease.segment(), lease.offset(), 64, 0);
                },
                (lane, lease) -> {
                    lane.giveUp(lease);
                    lane.giveUp(lease);
                },
                (lane, lease) -> lane.giveUp(new LeasedMemory(lease.segment(), lease.offset(), 64)),
                (lane, lease) -> lane.giveUp(new LeasedMemory(lease.segment(), lease.offset() + 64, 64)),
                (lane, lease) -> lane.giveUp(new LeasedMemory(-1, 0, 64)));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void whatIsNotLeasedEndsTheConnectionAndNoOther(BiConsumer<Lane, LeasedMemory> violation) {
        RawClient bystander = fixture.client();
        RawLane other = fixture.remember(bystander.openLane(BOTH));
        Objects.requireNonNull(bystander.lease(64));
        RawClient wicked = fixture.client();
        RawLane lane = fixture.remember(wicked.openLane(BOTH));
        violation.accept(lane, Objects.requireNonNull(wicked.lease(4096)));
        lane.flush();
        assertThat(wicked.isClosedByStore()).isTrue();
        assertThat(bystander.list()).isEmpty();
        assertThat(fixture.store().leasedBytes()).isEqualTo(64);
        other.sync(id(77));
        other.flush();
        assertThat(LaneLog.next(other, 1)).containsExactly("synced 77");
    }

    @Test
    void theMemoryOfOthersIsNotOnesOwn() {
        RawClient owner = fixture.client();
        fixture.remember(owner.openLane(BOTH));
        LeasedMemory lease = Objects.requireNonNull(owner.lease(64));
        RawClient wicked = fixture.client();
        RawLane lane = fixture.remember(wicked.openLane(BOTH));
        lane.giveUp(lease);
        lane.flush();
        assertThat(wicked.isClosedByStore()).isTrue();
        assertThat(fixture.store().leasedBytes()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWasNotGrantedSlabsMustNotUseThem(boolean leases) {
        RawClient wicked = fixture.client();
        RawLane lane = fixture.remember(wicked.openLane(ConnectCodec.CALLS));
        if (leases) {
            wicked.sendLease(64);
        } else {
            seal(lane, 1, 0, 64, 0);
            lane.flush();
        }
        assertThat(wicked.isClosedByStore()).isTrue();
    }

    @Test
    void whoHasNoLaneCannotLease() {
        RawClient wicked = fixture.client();
        assertThat(wicked.offer(BOTH)).isEqualTo(BOTH);
        wicked.sendLease(64);
        assertThat(wicked.isClosedByStore()).isTrue();
    }

    @Test
    void aDescriptorFollowsTheFirstLeaseInASegment() {
        RawClient client = fixture.client();
        fixture.remember(client.openLane(BOTH));
        assertThat(client.lease(1_000_000)).isNull();
        assertThat(client.segmentCount()).isZero();
        LeasedMemory first = Objects.requireNonNull(client.lease(100));
        LeasedMemory second = Objects.requireNonNull(client.lease(100));
        assertThat(second.segment()).isEqualTo(first.segment());
        assertThat(second.offset()).isNotEqualTo(first.offset());
        assertThat(client.segmentCount()).isEqualTo(1);
        assertThat(client.lease(0)).isNull();
        assertThat(client.lease(-1)).isNull();
        assertThat(client.isSilent()).isTrue();
    }
}
