package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreOptions;
import dev.dal.store.memory.Region;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.testing.ProcessResources;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store does with its memory, and what it leaves behind in the process. */
class StoreMemoryTest {

    private static final int MIB = 1 << 20;

    @Test
    void aFullStoreRecovers() {
        try (EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(10 * MIB));
                RawClient one = new RawClient(store.socketPath());
                RawClient two = new RawClient(store.socketPath())) {
            for (int round = 0; round < 5; round++) {
                int objects = 0;
                while (one.create(id(objects), MIB).error() == PlasmaError.OK) {
                    one.seal(id(objects++));
                }
                assertThat(objects).isEqualTo(10);
                assertThat(two.create(id(99), 1).error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
                for (int i = 0; i < objects; i++) {
                    one.release(id(i));
                }
                assertThat(two.create(id(99), 10 * MIB).error()).isEqualTo(PlasmaError.OK);
                assertThat(two.list()).hasSize(1);
                two.abort(id(99));
            }
        }
    }

    @Test
    void objectsInSeveralSegmentsKeepTheirBytes() {
        try (EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(100 * MIB));
                RawClient writer = new RawClient(store.socketPath());
                RawClient reader = new RawClient(store.socketPath())) {
            int objects = 50;
            for (int i = 0; i < objects; i++) {
                Region data = writer.data(writer.create(id(i), 2 * MIB).location());
                data.putInt(0, i);
                data.putInt(2 * MIB - 4, -i);
                writer.seal(id(i));
            }
            assertThat(writer.segmentCount()).isEqualTo(2);
            for (int i = 0; i < objects; i++) {
                Region data = reader.data(reader.get(id(i)));
                assertThat(data.getInt(0)).isEqualTo(i);
                assertThat(data.getInt(2 * MIB - 4)).isEqualTo(-i);
            }
            assertThat(reader.segmentCount()).isEqualTo(2);
        }
    }

    @Test
    void aSegmentThatWasDroppedIsNeverMistakenForALaterOne() {
        try (EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(10 * MIB));
                RawClient client = new RawClient(store.socketPath())) {
            ObjectLocation small = client.create(id(1), 6 * MIB).location();
            ObjectLocation other = client.create(id(2), 4 * MIB).location();
            assertThat(other.segment()).isEqualTo(small.segment());
            client.data(small).putLong(0, 1);
            client.abort(id(1));
            ObjectLocation tight = client.create(id(3), 6 * MIB - 64).location();
            assertThat(tight.segment()).isEqualTo(small.segment());
            client.abort(id(2));
            client.abort(id(3));
        }
        try (EmbeddedStore store =
                        EmbeddedStore.launch(StoreOptions.ofCapacity(200 * MIB).withPreallocate(false));
                RawClient client = new RawClient(store.socketPath())) {
            ObjectLocation first = client.create(id(1), MIB).location();
            client.abort(id(1));
            ObjectLocation second = client.create(id(2), 100 * MIB).location();
            assertThat(second.segment()).isGreaterThan(first.segment());
            client.data(second).putLong(0, 77);
            client.abort(id(2));
            ObjectLocation third = client.create(id(3), 150 * MIB).location();
            assertThat(third.segment()).isGreaterThan(second.segment());
            assertThat(client.data(third).getLong(0)).isZero();
            assertThat(client.segmentCount()).isEqualTo(3);
        }
    }

    @Test
    void nothingGrowsWithClientsThatComeAndGo() {
        long threads;
        long descriptors;
        try (EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(10 * MIB))) {
            rounds(store, 10);
            threads = threads();
            descriptors = ProcessResources.descriptors();
            assertThat(ProcessResources.afterCollecting(() -> ProcessResources.mappings("dal-store") == 1))
                    .isTrue();

            rounds(store, 100);

            assertThat(threads()).isEqualTo(threads);
            assertThat(ProcessResources.descriptors()).isEqualTo(descriptors);
            assertThat(ProcessResources.afterCollecting(() -> ProcessResources.mappings("dal-store") == 1))
                    .isTrue();
        }
        assertThat(ProcessResources.afterCollecting(() -> ProcessResources.mappings("dal-store") == 0))
                .isTrue();
        assertThat(threads()).isEqualTo(threads - 1);
    }

    private static void rounds(EmbeddedStore store, int count) {
        for (int round = 0; round < count; round++) {
            List<RawClient> clients = new ArrayList<>();
            try (RawClient observer = new RawClient(store.socketPath())) {
                for (int i = 0; i < 3; i++) {
                    RawClient client = new RawClient(store.socketPath());
                    clients.add(client);
                    client.put(id(i), "some bytes");
                    client.get(id(i));
                    client.create(id(10 + i), 1000);
                    client.sendGet(-1, id(20));
                    client.subscribe().close();
                }
                clients.forEach(RawClient::close);
                assertThat(observer.evict(Long.MAX_VALUE)).isEqualTo(30);
                assertThat(observer.list()).isEmpty();
            }
        }
        // The answer comes after the store has noticed that the last client left.
        try (StoreLink link = store.openLink()) {
            assertThat(link.list()).isEmpty();
        }
    }

    /** Threads of the stores of this process. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("dal-store "))
                .count();
    }
}
