package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.connection.Connection;
import dev.dal.connection.HeldObject;
import dev.dal.connection.NewObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectIds;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.testing.ExtensionsOn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept stays in the store until it is released, whatever the order in which it was written. */
@Timeout(60)
@ExtensionsOn
class KeptOutputsTest {

    private final EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(16 << 20));
    private final Connection connection = Connection.open(store);
    private final ObjectAccess objects = connection.objects();
    private final KeptOutputs kept = new KeptOutputs();

    @AfterEach
    void close() {
        connection.close();
        store.close();
    }

    /** An id of no namespace that is declared. */
    private static ObjectId id(int number) {
        return ObjectIds.of(0x7fff0001, 0x7fff0001, 1, number);
    }

    /** An output that goes over the lane. */
    private HeldObject output(int number) {
        NewObject object = objects.createOutput(id(number), 8);
        object.data().putLong(0, number);
        return object.seal();
    }

    private List<ObjectId> stored() {
        objects.flush();
        return objects.list().stream()
                .map(ObjectInfo::id)
                .filter(id -> id.prefix() == id(0).prefix())
                .toList();
    }

    private void keep(int... numbers) {
        for (int number : numbers) {
            kept.add(output(number));
        }
    }

    private static List<ObjectId> ids(int... numbers) {
        List<ObjectId> ids = new ArrayList<>();
        for (int number : numbers) {
            ids.add(id(number));
        }
        return ids;
    }

    private void assertKept(int... numbers) {
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(ids(numbers));
        for (int number : numbers) {
            assertThat(kept.contains(id(number))).as("output " + number).isTrue();
            assertThat(kept.contains(id(number + 500))).isFalse();
        }
    }

    @Test
    void consecutiveOutputsStayUntilTheyAreReleased() {
        int[] numbers = new int[300];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = 50 + i;
        }
        keep(numbers);
        assertKept(numbers);
        kept.release(objects);
        assertThat(stored()).isEmpty();
        assertThat(kept.contains(id(50))).isFalse();
    }

    @Test
    void outputsInAnyOrderStayUntilTheyAreReleased() {
        int[] numbers = {7, 5, 6, 63, 64, 65, 3, 128, 130, 129, 8, 9};
        keep(numbers);
        assertKept(numbers);
        kept.release(objects);
        assertThat(stored()).isEmpty();
    }

    @Test
    void afterwardsOthersAreKept() {
        keep(1, 2);
        kept.release(objects);
        keep(3, 4);
        assertKept(3, 4);
        kept.release(objects);
        kept.release(objects);
        assertThat(stored()).isEmpty();
    }

    @Test
    void whatNoLaneHoldsStaysUntilItIsReleased() {
        try (NewObject object = objects.create(id(1), 8)) {
            kept.add(object.seal());
        }
        keep(2, 3);
        assertKept(1, 2, 3);
        kept.release(objects);
        assertThat(stored()).isEmpty();
    }

    @Test
    void aHoldThatWasClosedIsNotReleasedAgain() {
        HeldObject first = output(1);
        first.close();
        kept.add(first);
        HeldObject again = output(1);
        kept.release(objects);
        assertThat(stored()).containsExactly(id(1));
        again.close();
        assertThat(stored()).isEmpty();
    }
}
