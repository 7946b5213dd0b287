package dev.dal.store.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dal.ipc.SchemaCodec;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreFullException.Holder;
import dev.dal.store.StoreLink;
import dev.dal.store.protocol.NamespaceNameReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A full store says who holds the room, with the names that declarations tell. */
class NamespaceNamesTest {

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    private static byte[] declaration(String name) {
        return SchemaCodec.encodeAll(List.of(
                new Schema(
                        List.of(), new TreeMap<>(Map.of("proc:namespace", name, "proc:pid", "7", "dal:version", "1"))),
                new Schema(List.of(), Map.of("proc:func", "add"))));
    }

    private static String read(byte[] bytes) {
        return NamespaceNameReader.read(ByteBuffer.wrap(bytes));
    }

    @Test
    void aFullStoreNamesTheNamespaces() {
        StoreLink link = fixture.link();
        byte[] declaration = declaration("Maths");
        link.createAndSeal(
                ObjectId.of(0x0000_0001L << 32, 0, 0), ByteBuffer.wrap(declaration), RawClient.NOTHING, 0, true);
        link.get(List.of(ObjectId.of(0x0000_0001L << 32, 0, 0)), 0);
        link.create(ObjectId.of(0x0000_0001L << 32 | 1, 0, 1), 300_000, 0, true);
        link.create(ObjectId.of(0x0000_0002L << 32 | 1, 0, 1), 500_000, 0, true);

        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> link.create(ObjectId.of(3, 0, 3), 400_000, 0, true))
                .withMessageContaining("00000002 500000 bytes of 500000 in 1 objects, 00000001 (Maths) ")
                .satisfies(full -> assertThat(full.holders())
                        .containsExactly(
                                new Holder(2, "", 1, 500_000, 500_000),
                                new Holder(1, "Maths", 2, 300_000 + declaration.length, 300_000 + declaration.length)));
    }

    @Test
    void readsTheNameWhateverItsBytes() {
        assertThat(read(declaration("Maths"))).isEqualTo("Maths");
        assertThat(read(declaration(""))).isEmpty();
        assertThat(read(declaration("größer"))).isEqualTo("größer");
    }

    @Test
    void whatIsNoDeclarationHasNoName() {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[100])).isEmpty();
        assertThat(read(SchemaCodec.encodeAll(List.of(new Schema(List.of()))))).isEmpty();
        assertThat(read(SchemaCodec.encodeAll(List.of(new Schema(List.of(), Map.of("a", "b"))))))
                .isEmpty();
    }

    @Test
    void cutOrChangedBytesAreReadWithoutHarm() {
        byte[] whole = declaration("Maths");
        int first = 8
                + ByteBuffer.wrap(whole).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(4);
        for (int length = 0; length < first; length++) {
            assertThat(read(Arrays.copyOf(whole, length)))
                    .as("cut to %d", length)
                    .isEmpty();
        }
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(first)] = (byte) random.nextInt();
            changed[random.nextInt(first)] = (byte) random.nextInt();
            assertThat(read(changed)).isNotNull();
        }
    }
}
