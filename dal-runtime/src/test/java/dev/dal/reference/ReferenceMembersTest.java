package dev.dal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.connection.Connection;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.Store;
import dev.dal.connection.TableRef;
import dev.dal.connection.TensorRef;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.tensor.LongTensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Members of the reference that only tell what something is. */
class ReferenceMembersTest {

    @Test
    void membersTellWhatTheyAre() {
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(1_000_000));
                Connection connection = Connection.open(embedded.socketPath());
                Store store = Store.open(connection, "mine")) {
            assertThat(connection.client().socketPath()).isEqualTo(embedded.socketPath());
            assertThat(store.connection()).isSameAs(connection);
            TensorRef<LongTensor> tensor = store.put(LongTensor.of(1, 2), List.of("i"));
            assertThat(tensor.type()).isEqualTo(LongTensor.TYPE);
            assertThat(tensor.dimensionNames()).containsExactly("i");
            assertThat(tensor.id().prefix()).isEqualTo(store.namespace().prefix());
            TableRef<Map<String, Object>> table = store.put(Map.of("x", new long[] {1, 2}));
            assertThat(table.schema().findField("x").isNullable()).isFalse();
            assertThat(table.asMap()).containsOnlyKeys("x").containsEntry("x", new long[] {1, 2});
            tensor.close();
            table.close();
        }
    }

    @Test
    void keysOfDeclarationsAreThoseOfTheFormat() {
        assertThat(NamespaceInfo.NAME_KEY).isEqualTo("proc:namespace");
        assertThat(NamespaceInfo.PID_KEY).isEqualTo("proc:pid");
        assertThat(NamespaceInfo.ARGV_KEY).isEqualTo("proc:argv");
    }
}
