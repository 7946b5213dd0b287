package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreOptions;
import dev.dal.store.memory.Region;
import dev.dal.store.protocol.PlasmaError;
import org.junit.jupiter.api.Test;

/** Objects that no single buffer can hold. Sparse: only what is touched takes memory. */
class LargeObjectIT {

    private static final long GIB = 1L << 30;

    @Test
    void anObjectOfThreeGibibytesTravels() {
        StoreOptions options = StoreOptions.ofCapacity(8 * GIB).withPreallocate(false);
        try (EmbeddedStore store = EmbeddedStore.launch(options);
                RawClient writer = new RawClient(store.socketPath());
                RawClient reader = new RawClient(store.socketPath())) {
            ObjectLocation created = writer.create(id(1), 3 * GIB + 5).location();
            Region data = writer.data(created);
            long[] offsets = {0, 2 * GIB - 4, 2 * GIB + 4, 3 * GIB - 3};
            for (long offset : offsets) {
                data.putLong(offset, offset + 1);
            }
            assertThat(writer.seal(id(1))).isEqualTo(PlasmaError.OK);
            writer.create(id(2), 4 * GIB);

            ObjectLocation location = reader.get(id(1));

            assertThat(location.dataSize()).isEqualTo(3 * GIB + 5);
            for (long offset : offsets) {
                assertThat(reader.data(location).getLong(offset)).isEqualTo(offset + 1);
            }
            assertThat(writer.create(id(3), GIB).error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
            assertThat(writer.list()).hasSize(2);
        }
    }
}
