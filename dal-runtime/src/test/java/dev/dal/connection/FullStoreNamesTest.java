package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.ObjectId;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.tensor.ElementType;
import dev.dal.tensor.Shape;
import dev.dal.tensor.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A full store is reported with the names of the namespaces that hold it. */
class FullStoreNamesTest {

    @Test
    void holdersHaveTheNamesOfTheirNamespaces() {
        try (EmbeddedStore server = EmbeddedStore.launch(StoreOptions.ofCapacity(1_000_000));
                Connection connection = Connection.open(server);
                Store store = Store.open(connection, "telescope")) {
            TensorRef<?> held = store.putTensor(TensorType.of(ElementType.INT8).zeros(Shape.of(700_000)), List.of());
            int prefix = store.namespace().prefix();
            assertThatThrownBy(() -> connection.client().create(ObjectId.random(), 500_000, 0))
                    .isInstanceOfSatisfying(StoreFullException.class, full -> {
                        assertThat(full.holders().get(0).name()).isEqualTo("telescope");
                        assertThat(full.holders().get(0).prefix()).isEqualTo(prefix);
                    })
                    .hasMessageContaining(ObjectIds.prefixHex(prefix) + " (telescope) 70");
            held.close();
        }
    }
}
