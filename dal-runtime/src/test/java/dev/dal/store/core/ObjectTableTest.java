package dev.dal.store.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectTableTest {

    private final ObjectTable table = new ObjectTable(new ObjectTable.Elsewhere() {
        @Override
        public boolean bring(ObjectId id) {
            return false;
        }

        @Override
        public void bringAll() {}
    });

    @Test
    void findsWhatWasAddedAndNothingElse() {
        ObjectEntry entry = table.findOrAdd(ObjectId.of(1, 2, 3));

        assertThat(table.find(ObjectId.of(1, 2, 3))).isSameAs(entry);
        assertThat(table.findOrAdd(ObjectId.of(1, 2, 3))).isSameAs(entry);
        assertThat(table.find(ObjectId.of(1, 2, 4))).isNull();
        assertThat(table.find(ObjectId.of(1, 3, 3))).isNull();
        assertThat(table.find(ObjectId.of(2, 2, 3))).isNull();
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void reusesForgottenEntriesUnderTheirNewName() {
        ObjectEntry entry = table.findOrAdd(ObjectId.of(1, 2, 3));
        table.forget(entry);

        ObjectEntry next = table.findOrAdd(ObjectId.of(4, 5, 6));

        assertThat(next).isSameAs(entry);
        assertThat(next.id()).isEqualTo(ObjectId.of(4, 5, 6));
        assertThat(table.find(ObjectId.of(1, 2, 3))).isNull();
    }

    @Test
    void agreesWithAMapThroughGrowthAndShrinking() {
        long seed = 20_261;
        Random random = new Random(seed);
        Map<ObjectId, ObjectEntry> expected = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            boolean growing = step / 40_000 % 2 == 0;
            ObjectId id = ObjectId.of(random.nextInt(3), 0, random.nextInt(20_000));
            ObjectEntry known = expected.get(id);
            assertThat(table.find(id)).as("seed %d step %d", seed, step).isSameAs(known);
            if (known == null && (growing || random.nextInt(10) == 0)) {
                expected.put(id, table.findOrAdd(id));
            } else if (known != null && (!growing || random.nextInt(10) == 0)) {
                table.forget(known);
                expected.remove(id);
            }
        }
        Set<ObjectId> visited = new HashSet<>();
        table.forEach(entry -> assertThat(visited.add(entry.id())).isTrue());
        assertThat(visited).isEqualTo(expected.keySet());
        assertThat(table.size()).isEqualTo(expected.size());
    }

    @Test
    void keepsRunsShortForIdsThatCountUpInSeveralNamespaces() {
        List<ObjectEntry> entries = new ArrayList<>();
        for (int counter = 0; counter < 20_000; counter++) {
            for (int namespace = 0; namespace < 4; namespace++) {
                entries.add(table.findOrAdd(ObjectId.of((long) namespace << 32, 0, counter)));
            }
        }

        long probes = 0;
        for (ObjectEntry entry : entries) {
            int slot = table.firstSlot(entry.hash);
            while (table.at(slot) != entry) {
                slot = table.nextSlot(slot);
                probes++;
            }
        }
        assertThat(probes).as("extra probes for %d entries", entries.size()).isLessThan(entries.size());
    }
}
