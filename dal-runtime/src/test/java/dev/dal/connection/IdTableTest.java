package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table does what a map does. */
class IdTableTest {

    private final IdTable<Integer> table = new IdTable<>();

    private static ObjectId id(int number) {
        return ObjectIds.of(1, 2, 3, number);
    }

    @Test
    void aValueIsThereUntilItIsRemoved() {
        assertThat(table.isEmpty()).isTrue();
        table.put(id(1), 10);
        table.put(id(2), 20);
        table.put(id(1), 11);
        assertThat(table.get(ObjectId.of(id(1).toBytes()))).isEqualTo(11);
        assertThat(table.remove(id(1))).isEqualTo(11);
        assertThat(table.remove(id(1))).isNull();
        assertThat(table.get(id(1))).isNull();
        assertThat(table.isEmpty()).isFalse();
        assertThat(table.remove(id(2))).isEqualTo(20);
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void onlyTheExpectedValueIsRemoved() {
        Integer expected = 1000;
        assertThat(table.remove(id(1), expected)).isFalse();
        table.put(id(1), expected);
        assertThat(table.remove(id(2), expected)).isFalse();
        assertThat(table.remove(id(1), 1001)).isFalse();
        assertThat(table.get(id(1))).isEqualTo(1000);
        assertThat(table.remove(id(1), expected)).isTrue();
        assertThat(table.get(id(1))).isNull();
        assertThat(table.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "60, 1", "500, 1", "20000, 1", "60, 16", "500, 16", "2000, 256", "500, 65536", "500, 1000003"})
    void randomUseIsThatOfAMap(int ids, int stride) {
        Random random = new Random(ids);
        Map<ObjectId, Integer> map = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            ObjectId id = id(stride * random.nextInt(ids));
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    table.put(id, step);
                    map.put(id, step);
                }
                case 2 -> assertThat(table.putIfAbsent(id, step)).isEqualTo(map.putIfAbsent(id, step));
                default -> assertThat(table.remove(id)).isEqualTo(map.remove(id));
            }
            assertThat(table.get(id)).isEqualTo(map.get(id));
        }
        assertThat(table.isEmpty()).isEqualTo(map.isEmpty());
        assertThat(table.all(value -> true)).containsExactlyInAnyOrderElementsOf(map.values());
        assertThat(table.all(value -> value % 2 == 0)).hasSize((int)
                map.values().stream().filter(value -> value % 2 == 0).count());
    }
}
