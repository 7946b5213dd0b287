package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreOptions;
import dev.dal.store.memory.Region;
import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The external store {@code hashtable} with real bytes; its rules are tested on the core. */
class ExternalStoreTest {

    private static final StoreOptions OPTIONS =
            StoreOptions.ofCapacity(1_024_000).withExternalStore("hashtable://test");

    @RegisterExtension
    final StoreFixture fixture = new StoreFixture(OPTIONS);

    private RawClient one;

    @BeforeEach
    void connect() {
        one = fixture.client();
    }

    private static String text(int seed) {
        StringBuilder text = new StringBuilder();
        new Random(seed).ints(102_400, 'a', 'z' + 1).forEach(c -> text.append((char) c));
        return text.toString();
    }

    @Test
    void twentyObjectsInAStoreOfTenAreReadBackAsInTheOriginalTestProgram() {
        for (int i = 0; i < 20; i++) {
            assertThat(one.put(id(i), text(i))).isEqualTo(PlasmaError.OK);
            assertThat(one.contains(id(i))).isTrue();
        }
        RawClient two = fixture.client();
        for (int i = 0; i < 20; i++) {
            assertThat(two.text(two.get(id(i)))).as("object %d", i).isEqualTo(text(i));
            two.release(id(i));
        }
        two.sendGet(100, id(99));
        assertThat(two.got()).containsOnlyNulls();
        assertThat(one.list()).hasSize(20).allMatch(info -> info.sealed() && info.dataSize() == 102_400);
    }

    @Test
    void objectsWithMetadataWhichEndTheOriginalStoreComeBackWhole() {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3});
        ByteBuffer metadata = ByteBuffer.wrap(new byte[] {4, 5});
        one.send(CreateAndSealCodec.encodeRequest(one.writer, id(1), true, data, metadata, 77));
        one.reply(MessageType.CREATE_AND_SEAL_REPLY);
        assertThat(one.evict(1)).isEqualTo(5);
        one.put(id(2), "other bytes in the same place");

        ObjectLocation location = one.get(id(1));
        Region whole = one.region(location);
        assertThat(whole.bytes(0, 5)).containsExactly(1, 2, 3, 4, 5);
        assertThat(location.metadataSize()).isEqualTo(2);
    }

    @Test
    void anObjectOfSeveralPiecesComesBackWhole() {
        try (EmbeddedStore store =
                        EmbeddedStore.launch(StoreOptions.ofCapacity(4 << 20).withExternalStore("hashtable:"));
                StoreLink link = store.openLink();
                RawClient client = new RawClient(store.socketPath())) {
            byte[] bytes = new byte[(3 << 20) + 17];
            new Random(1).nextBytes(bytes);
            link.createAndSeal(id(1), ByteBuffer.wrap(bytes), RawClient.NOTHING, 0, true);
            assertThat(link.evict(1)).isEqualTo(bytes.length);
            assertThat(link.list()).hasSize(1);
            assertThat(client.data(client.get(id(1))).bytes(0, bytes.length)).isEqualTo(bytes);
        }
    }

    @Test
    void aLackOfRoomForAnObjectOutsideHarmsNobody() {
        one.put(id(1), "x".repeat(600_000));
        one.evict(1);
        one.create(id(2), 600_000);
        assertThat(one.get(id(1))).isNull();
        RawClient two = fixture.client();
        two.sendGet(-1, id(1));
        assertThat(one.contains(id(1))).isTrue();
        one.abort(id(2));
        assertThat(two.text(two.got().get(0))).isEqualTo("x".repeat(600_000));
    }

    @Test
    void whatIsInUseCannotGoOutEither() {
        StoreLink link = fixture.link();
        link.create(id(1), 600_000, 0, true);
        assertThatExceptionOfType(StoreFullException.class).isThrownBy(() -> link.create(id(2), 600_000, 0, true));
    }

    @Test
    void unknownStoresAreRefusedAtLaunch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedStore.launch(OPTIONS.withExternalStore("s3://bucket")))
                .withMessage("no such external store \"s3\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withExternalStore("hashtable"))
                .withMessage("Malformed endpoint hashtable: expected a name, a colon and what that store wants, as in"
                        + " hashtable://test.");
        assertThat(OPTIONS.withExternalStore(null).externalStore()).isNull();
    }
}
