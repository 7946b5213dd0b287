package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreFullException.Holder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullStoreReportTest {

    @Test
    void sumsByPrefixAndSortsByWhatIsHeld() {
        StoreFullException full = FullStoreReport.of(
                "object x",
                50,
                100,
                List.of(info(2, 30, 0, true), info(1, 5, 1, true), info(2, 1, 0, false), info(1, 4, 0, true)),
                prefix -> prefix == 1 ? "one" : "");

        assertThat(full.holders()).containsExactly(new Holder(1, "one", 2, 9, 5), new Holder(2, "", 2, 31, 1));
        assertThat(full)
                .hasMessage("There is no room for the 50 bytes of object x in a store of 100 bytes: "
                        + "6 bytes are held, or not sealed yet, and cannot be evicted; by prefix of the ids: "
                        + "00000001 (one) 5 bytes of 9 in 2 objects, 00000002 1 bytes of 31 in 2 objects. "
                        + "Close what is no longer needed, or start the store with more memory.");
        assertThat(full.requestedBytes()).isEqualTo(50);
        assertThat(full.capacityBytes()).isEqualTo(100);
    }

    @Test
    void namesTheFirstFewOnly() {
        List<ObjectInfo> objects = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            objects.add(info(i - 4, 10 + i, 1, true));
        }
        StoreFullException full = FullStoreReport.of("object x", 1, 1000, objects, prefix -> "");
        assertThat(full.holders()).hasSize(8);
        assertThat(full)
                .hasMessageContaining("00000003 17 bytes of 17 in 1 objects, ")
                .hasMessageContaining("ffffffff 13 bytes of 13 in 1 objects, and 3 more.");
    }

    @Test
    void tellsWhenNothingCouldHelp() {
        assertThat(FullStoreReport.of("object x", 101, 100, List.of(), prefix -> ""))
                .hasMessage(
                        "There is no room for the 101 bytes of object x in a store of 100 bytes: it is larger than the"
                                + " store. Start the store with more memory.");
        assertThat(FullStoreReport.of("object x", 100, 100, List.of(), prefix -> ""))
                .hasMessageContaining("0 bytes are held, or not sealed yet, and cannot be evicted. Close");
    }

    private static ObjectInfo info(int prefix, long size, int refCount, boolean sealed) {
        ObjectId id = ObjectId.of((long) prefix << 32, size, refCount);
        return new ObjectInfo(id, size - 1, 1, refCount, 0, 0, 0, sealed);
    }
}
