package dev.dal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.StoreFullException.Holder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreFullExceptionTest {

    @Test
    void survivesJavaSerialisation() throws Exception {
        List<Holder> holders = new ArrayList<>(List.of(new Holder(7, "seven", 2, 30, 20), new Holder(-1, "", 1, 5, 0)));
        StoreFullException full = new StoreFullException("no room", 10, 100, holders);
        holders.clear();

        StoreFullException read = copy(full);

        assertThat(read).hasMessage("no room");
        assertThat(read.requestedBytes()).isEqualTo(10);
        assertThat(read.capacityBytes()).isEqualTo(100);
        assertThat(read.holders()).containsExactly(new Holder(7, "seven", 2, 30, 20), new Holder(-1, "", 1, 5, 0));
    }

    @Test
    void nobodyIsKnownWithoutAReport() throws Exception {
        assertThat(new StoreFullException("no room", 10).holders()).isEmpty();
        assertThat(copy(new StoreFullException("no room", 10)).holders()).isEmpty();
    }

    private static StoreFullException copy(StoreFullException full) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(full);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (StoreFullException) in.readObject();
        }
    }
}
