package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreFullException;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.ObjectDraft;
import dev.dal.store.client.StoreClient;
import dev.dal.testing.TestStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets which namespace: free ones, those of the dead, never those of the living. */
@Timeout(60)
class NamespaceReservationTest {

    private static final byte[] ANY = {};
    private static final int ATTEMPTS = 100;

    private TestStore shared;
    private Connection connection;
    private Connection other;
    /** A client of another kind, which writes declarations that are not owned. */
    private StoreClient foreign;

    /** Which kind of store it is all about. */
    TestStore launch(long capacityBytes) {
        return TestStore.inProcess(capacityBytes);
    }

    @BeforeEach
    void open() {
        shared = launch(2_000_000);
        connection = shared.connect();
        other = shared.connect();
        foreign = StoreClient.connect(shared.socket());
    }

    @AfterEach
    void close() {
        foreign.close();
        other.close();
        connection.close();
        shared.close();
    }

    private static Namespace reserve(Connection by, String name, byte... prefix) {
        return by.reserveNamespace(name, List.of(), prefix, ATTEMPTS);
    }

    /** Writes a declaration that stays when its writer lets it go. */
    private void declare(int prefix) {
        NamespaceInfo info = new NamespaceInfo(prefix, "foreign", 1, List.of(), 7, false, List.of());
        foreign.put(
                ObjectIds.declaration(prefix),
                ByteBuffer.wrap(NamespaceDeclaration.encode(info)),
                ByteBuffer.allocate(0));
        awaitReaders();
    }

    /** While a connection reads a declaration it holds it. */
    private void awaitReaders() {
        connection.updateObjectTable(Duration.ofSeconds(10));
        other.updateObjectTable(Duration.ofSeconds(10));
    }

    /** A store handles what another client released when it comes to it. */
    private void awaitUnused(ObjectId id) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (connection.objects().list().stream()
                .anyMatch(object -> object.id().equals(id) && object.refCount() > 0)) {
            assertThat(System.nanoTime()).as("is held no more").isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    private List<ObjectId> inStore(int prefix) {
        return connection.objects().list().stream()
                .map(ObjectInfo::id)
                .filter(id -> id.prefix() == prefix)
                .sorted()
                .toList();
    }

    @Test
    void theLowestFreePrefixIsTaken() {
        Namespace first = reserve(connection, "a");
        Namespace second = reserve(other, "b");
        assertThat(first.prefix()).isZero();
        assertThat(second.prefix()).isEqualTo(1);
        awaitReaders();
        first.close();
        first.close();
        assertThat(inStore(0)).isEmpty();
        Namespace again = reserve(other, "c");
        assertThat(again.prefix()).isZero();
        assertThat(again.info().epoch()).isNotEqualTo(first.info().epoch()).isNotZero();
        assertThat(again.info().owned()).isTrue();
        assertThat(again.info().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(again.made(again.nextId())).isTrue();
        assertThat(again.made(ObjectIds.of(0, 0, first.info().epoch(), 1))).isFalse();
        assertThat(again.nextIdIn(5).prefix()).isEqualTo(5);
    }

    @Test
    void aPrefixBeginsWithWhatIsRequested() {
        assertThat(reserve(connection, "a", (byte) 0xab).prefix()).isEqualTo(0xab000000);
        assertThat(reserve(connection, "b", (byte) 0xab).prefix()).isEqualTo(0xab000001);
        assertThat(reserve(connection, "c", (byte) 0xab, (byte) 0, (byte) 0, (byte) 0xff)
                        .prefix())
                .isEqualTo(0xab0000ff);
    }

    @Test
    void aRangeThatIsUsedUpSaysHowManyWereTriedAndAreAlive() {
        reserve(other, "elsewhere");
        byte[] only = {1, 2, 3, 4};
        reserve(other, "taken", only);
        assertThatThrownBy(() -> reserve(connection, "late", only))
                .isInstanceOf(DalException.class)
                .hasMessage("No free namespace for 'late' after 1 attempt from prefix 01020304 on: 1 of them belongs to"
                        + " a live owner. Close some, or allow more attempts.");
        for (int i = 0; i < 3; i++) {
            reserve(other, "many", (byte) 9);
        }
        assertThatThrownBy(() -> connection.reserveNamespace("late", List.of(), new byte[] {9}, 3))
                .hasMessage("No free namespace for 'late' after 3 attempts from prefix 09000000 on: 3 of them belong to"
                        + " live owners. Close some, or allow more attempts.");
        assertThat(connection
                        .reserveNamespace("late", List.of(), new byte[] {9}, 4)
                        .prefix())
                .isEqualTo(0x09000003);
    }

    @Test
    void aPrefixHasFourBytesAtMost() {
        assertThatThrownBy(() -> reserve(connection, "a", new byte[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 5 bytes and 100 attempts");
        assertThatThrownBy(() -> connection.reserveNamespace("a", List.of(), ANY, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0 bytes and 0 attempts");
    }

    @Test
    void aNamespaceOfTheDeadIsTakenOverAndCleared() throws Exception {
        declare(0);
        ObjectId leftover = ObjectIds.of(0, 5, 5, 5);
        ObjectId held = ObjectIds.of(0, 5, 5, 6);
        foreign.put(leftover, ByteBuffer.allocate(1), ByteBuffer.allocate(0));
        foreign.put(held, ByteBuffer.allocate(1), ByteBuffer.allocate(0));
        try (ObjectBuffer hold = foreign.get(held, 0);
                Namespace taken = reserve(connection, "next")) {
            assertThat(hold).isNotNull();
            assertThat(taken.prefix()).isZero();
            assertThat(inStore(0)).containsExactly(ObjectIds.declaration(0), held);
            awaitReaders();
            assertThat(connection.namespaces()).extracting(NamespaceInfo::name).containsExactly("next");
        }
        awaitUnused(held);
        assertThat(inStore(0)).as("nobody holds it any more").isEmpty();
    }

    @Test
    void aNamespaceOfTheLivingIsNot() throws Exception {
        declare(0);
        try (ObjectBuffer alive = foreign.get(ObjectIds.declaration(0), 0)) {
            assertThat(alive).isNotNull();
            assertThat(reserve(connection, "next").prefix()).isEqualTo(1);
        }
        awaitUnused(ObjectIds.declaration(0));
        assertThat(reserve(connection, "later").prefix()).isZero();
    }

    @Test
    void aNamespaceThatIsBeingReservedIsNot() {
        try (ObjectDraft reserving = foreign.create(ObjectIds.declaration(0), 10, 0)) {
            assertThat(reserving.data().length()).isEqualTo(10);
            assertThat(reserve(connection, "next").prefix()).isEqualTo(1);
        }
    }

    @Test
    void rivalsNeverShare() throws Exception {
        for (int prefix = 0; prefix < 5; prefix++) {
            declare(prefix);
        }
        ExecutorService rivals = Executors.newFixedThreadPool(4);
        try {
            List<Future<Namespace>> reserved = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Connection by = i % 2 == 0 ? connection : other;
                reserved.add(rivals.submit(() -> reserve(by, "rival")));
            }
            List<Integer> prefixes = new ArrayList<>();
            for (Future<Namespace> each : reserved) {
                prefixes.add(each.get(20, TimeUnit.SECONDS).prefix());
            }
            assertThat(prefixes).doesNotHaveDuplicates().hasSize(40).allMatch(prefix -> prefix >= 0 && prefix < 50);
        } finally {
            rivals.shutdownNow();
        }
        connection.updateObjectTable(Duration.ofSeconds(10));
        assertThat(connection.namespaces()).hasSize(40);
    }

    @Test
    void aFullStoreReservesNothingAndLeavesNothing() {
        Schema huge = new Schema(List.of(), Map.of("proc:func", "f", "text", "x".repeat(3_000_000)));
        assertThatThrownBy(() -> connection.reserveNamespace("a", List.of(huge), ANY, ATTEMPTS))
                .isInstanceOf(StoreFullException.class);
        assertThat(connection.objects().list()).isEmpty();
        assertThat(reserve(connection, "b").prefix()).isZero();
    }

    @Test
    void closingTheConnectionGivesUpItsNamespaces() {
        Namespace mine = reserve(connection, "mine");
        foreign.put(ObjectIds.of(mine.prefix(), 9, 9, 9), ByteBuffer.allocate(1), ByteBuffer.allocate(0));
        awaitReaders();
        connection.close();
        assertThat(other.objects().list()).isEmpty();
        assertThatThrownBy(mine::nextId).isInstanceOf(IllegalStateException.class);
        mine.close();
    }
}
