package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Extensions;
import dev.dal.store.Lane;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.StoreClient;
import dev.dal.store.memory.Region;
import dev.dal.testing.ExtensionsOn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients do with leased memory (docs/protocol.md section 8.2), over every way into a store. */
@Timeout(60)
@ExtensionsOn
abstract class SlabContract {

    private static final long CAPACITY_BYTES = 1_000_000;
    private static final int OUTPUT = Lane.OWNED | Lane.HANDED | Lane.KEPT;

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(CAPACITY_BYTES);

    private StoreClient client;
    private LaneLink lane;
    private RawClient witness;

    abstract StoreClient connect();

    @BeforeEach
    void open() {
        client = fixture.remember(connect());
        lane = Objects.requireNonNull(client.openLane());
        witness = fixture.client();
    }

    private long leasedBytes() {
        return fixture.store().leasedBytes();
    }

    private static ObjectLocation place(LeasedMemory lease, long offset, long dataSize) {
        return new ObjectLocation(lease.segment(), lease.offset() + offset, dataSize, 0);
    }

    private LeasedMemory lease(long bytes) {
        return Objects.requireNonNull(client.lease(bytes), "lease");
    }

    private static String text(char letter, int length) {
        return String.valueOf(letter).repeat(length);
    }

    private static void write(Region memory, long offset, String text) {
        memory.put(offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatIsWrittenInALeaseIsAnObjectForEverybody() {
        LeasedMemory lease = lease(100_000);
        Region memory = client.map(lease);
        assertThat(memory.length()).isEqualTo(lease.lengthBytes());
        write(memory, 20_032, text('b', 10_000));
        write(memory, 0, text('a', 20_000));
        lane.sealAt(id(2), OUTPUT, List.of(), place(lease, 20_032, 10_000));
        lane.sealAt(id(1), OUTPUT, List.of(), place(lease, 0, 20_000));
        lane.flush();

        assertThat(witness.text(Objects.requireNonNull(witness.get(id(1))))).isEqualTo(text('a', 20_000));
        assertThat(witness.text(Objects.requireNonNull(witness.get(id(2))))).isEqualTo(text('b', 10_000));
        try (ObjectBuffer own = Objects.requireNonNull(client.get(id(1), 0))) {
            assertThat(own.data().getByte(19_999)).isEqualTo((byte) 'a');
        }
        assertThat(witness.list())
                .hasSize(2)
                .allSatisfy(info -> assertThat(info.refCount()).isEqualTo(2));
        lane.giveUp(lease);
        lane.release(id(1));
        lane.releaseAt(id(2), place(lease, 20_032, 10_000));
        for (int number = 1; number <= 2; number++) {
            witness.release(id(number));
        }
        lane.flush();
        assertThat(witness.list()).isEmpty();
        assertThat(leasedBytes()).isZero();
    }

    @Test
    void whoWatchesGetsItAsWhatIsPublished() {
        RawClient other = fixture.client();
        LaneLink watching = fixture.remember(other.openLane());
        watching.watch(id(1).prefix());
        watching.flush();
        watching.sync(ObjectId.of(-1, -1, 77));
        watching.flush();
        assertThat(LaneLog.next(watching, 1)).containsExactly("synced 77");
        LeasedMemory lease = lease(100_000);
        write(client.map(lease), 0, "short" + text('x', 20_000));
        lane.sealAt(id(1), OUTPUT, List.of(), place(lease, 0, 5));
        lane.sealAt(id(2), OUTPUT, List.of(id(1)), place(lease, 64, 9000));
        lane.flush();
        assertThat(LaneLog.next(watching, 3)).containsExactly("arrived 1 short", "sealed 2 9000+0", "attached 1 short");
        assertThat(other.get(id(2))).isNotNull();
        lane.sealAt(id(3), OUTPUT, List.of(), place(lease, 9088, 9000));
        lane.flush();
        assertThat(LaneLog.next(watching, 1)).containsExactly("arrived 3 at " + lease.segment() + ": 9000+0");
    }

    @Test
    void whatFailsIsToldAndItsPlaceStaysUntilItIsReleased() {
        witness.put(id(1), "there");
        LeasedMemory lease = lease(10_000);
        lane.sealAt(id(1), OUTPUT, List.of(), place(lease, 0, 9000));
        lane.sealAt(id(2), OUTPUT, List.of(id(1)), place(lease, 9024, 100));
        lane.giveUp(lease);
        lane.flush();
        assertThat(LaneLog.next(lane, 2)).containsExactly("failed 1 exists 9000", "failed 2 full 100");
        assertThat(leasedBytes()).isEqualTo(9024 + 128);
        lane.release(id(1));
        lane.flush();
        assertThat(leasedBytes()).isEqualTo(9024 + 128);
        lane.releaseAt(id(1), place(lease, 0, 9000));
        lane.releaseAt(id(2), place(lease, 9024, 100));
        lane.flush();
        assertThat(leasedBytes()).isZero();
        assertThat(witness.text(Objects.requireNonNull(witness.get(id(1))))).isEqualTo("there");
    }

    @Test
    void aFullStoreSaysSoAndLosesNothing() {
        LeasedMemory lease = lease(100_000);
        witness.create(id(1), 950_000);
        lane.sealAt(id(2), OUTPUT, List.of(), place(lease, 0, 60_000));
        lane.flush();
        assertThat(LaneLog.next(lane, 1)).containsExactly("failed 2 full 60000");
        witness.abort(id(1));
        lane.releaseAt(id(2), place(lease, 0, 60_000));
        lane.sealAt(id(2), OUTPUT, List.of(), place(lease, 60_032, 20_000));
        lane.giveUp(lease);
        lane.flush();
        assertThat(witness.list())
                .singleElement()
                .satisfies(info -> assertThat(info.sizeBytes()).isEqualTo(20_000));
        assertThat(leasedBytes()).isZero();
    }

    @Test
    void refusalsAreNoFailures() {
        assertThat(client.lease(CAPACITY_BYTES)).isNull();
        assertThat(client.lease(1)).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> client.lease(0));
        assertThatIllegalArgumentException().isThrownBy(() -> client.lease(-1));
    }

    @Test
    void withoutALaneNothingIsLeased() {
        assertThat(fixture.remember(connect()).lease(64)).isNull();
        System.setProperty(Extensions.PROPERTY, "off");
        StoreClient plain = fixture.remember(connect());
        assertThat(plain.openLane()).isNull();
        assertThat(plain.lease(64)).isNull();
        System.clearProperty(Extensions.PROPERTY);
    }

    @Test
    void aClientThatLeavesGivesItsLeasesBack() throws InterruptedException {
        LeasedMemory lease = lease(10_000);
        lane.sealAt(id(1), Lane.OWNED | Lane.KEPT, List.of(), place(lease, 0, 100));
        lane.flush();
        assertThat(witness.list()).hasSize(1);
        assertThat(leasedBytes()).isPositive();
        client.close();
        long deadline = System.nanoTime() + RawClient.SOON_MILLIS * 1_000_000L;
        while (leasedBytes() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
        assertThat(leasedBytes()).isZero();
        assertThat(witness.list()).isEmpty();
        assertThatThrownBy(() -> client.lease(64)).isInstanceOf(StoreConnectionException.class);
    }
}
