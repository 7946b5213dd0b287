package dev.dal.samples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.StoreOptions;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.ObjectDraft;
import dev.dal.store.client.StoreClient;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.value.ValueClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The code of docs/guide/plasma-client.md. */
@Timeout(60)
class PlasmaClientPageTest {

    private final List<Object> found = new ArrayList<>();

    private void print(Object value) {
        found.add(value);
    }

    @Test
    void objectsAndValuesComeBack() {
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(1_000_000))) {
            use(embedded.socketPath());
        }
        assertThat(found).containsExactly(42L, List.of(1L, "two", 3.0));
    }

    private void use(Path socket) {
        try (StoreClient client = StoreClient.connect(socket)) {
            ObjectId id = ObjectId.random();
            try (ObjectDraft draft = client.create(id, 8, 0)) { // in shared memory, seen by nobody yet
                draft.data().putLong(0, 42);
                draft.seal().close(); // everybody can read it now
            }
            try (ObjectBuffer object = client.get(id, 1_000)) { // null if it does not come within a second
                print(object.data().getLong(0));
            }
            ValueClient values = ValueClient.of(client);
            ObjectId list = values.put(List.of(1, "two", 3.0)); // Python: client.get(list) == [1, "two", 3.0]
            print(values.get(list, 0));
        }
    }
}
