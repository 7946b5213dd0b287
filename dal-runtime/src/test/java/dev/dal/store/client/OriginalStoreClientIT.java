package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.dal.store.ObjectId;
import dev.dal.store.protocol.PlasmaDigest;
import dev.dal.testing.OriginalStore;
import dev.dal.testing.PythonEnvironment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against the original store, which ends itself at the first request that is out of order. */
class OriginalStoreClientIT extends StoreClientContract {

    private final OriginalStore store = OriginalStore.start(CAPACITY);
    private boolean killed;

    @Override
    Path socket() {
        return store.socket();
    }

    @Override
    void killStore() {
        killed = true;
        store.kill();
    }

    @AfterEach
    void storeIsWell() {
        disconnect();
        assertThat(store.isAlive()).as("the store lives: %s", store.log()).isEqualTo(!killed);
        assertThat(store.log()).doesNotContain("Check failed");
        store.close();
    }

    @Test
    void pyarrowReadsWhatWeWrite() {
        ObjectId id = ObjectId.random();
        byte[] data = random(2_000_003);
        client.put(id, ByteBuffer.wrap(data), ByteBuffer.wrap(new byte[] {1, 2}));

        String printed = PythonEnvironment.require().run("""
                        import sys, hashlib
                        import pyarrow.plasma as plasma
                        client = plasma.connect(sys.argv[1])
                        id = plasma.ObjectID(bytes.fromhex(sys.argv[2]))
                        meta, data = client.get_buffers([id], 0, with_meta=True)[0]
                        print(meta.hex(), data.size, client.hash(id).hex(), hashlib.sha1(data).hexdigest())
                        """, socket(), id);

        String digest = HexFormat.of().toHexDigits(Long.reverseBytes(client.digest(id)));
        assertThat(printed.trim()).isEqualTo("0102 2000003 " + digest + " " + sha1(data));
        assertThat(info(id).refCount()).isZero();
    }

    @Test
    void weReadWhatPyarrowWrites() {
        String printed = PythonEnvironment.require().run("""
                        import sys
                        import pyarrow.plasma as plasma
                        client = plasma.connect(sys.argv[1])
                        id = plasma.ObjectID.from_random()
                        client.create_and_seal(id, bytes(range(256)) * 5000, b'meta')
                        print(id.binary().hex())
                        """, socket());

        ObjectId id = ObjectId.fromHex(printed.trim());
        try (ObjectBuffer buffer = client.get(id, 0)) {
            assertThat(buffer.data().length()).isEqualTo(1_280_000);
            for (int i = 0; i < 1_280_000; i += 999) {
                assertThat(buffer.data().getByte(i)).isEqualTo((byte) i);
            }
            assertThat(buffer.metadata().bytes(0, 4)).asString().isEqualTo("meta");
            assertThat(client.digest(id)).isEqualTo(info(id).digest());
        }
    }

    @Test
    void anOwnedObjectGoesWhenItsProcessIsKilled() throws Exception {
        ObjectId id = ObjectId.random();
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerProcess.class.getName(),
                        socket().toString(),
                        id.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(owner.getInputStream().read()).isEqualTo('!');
            try (ObjectBuffer seen = client.get(id, 0)) {
                assertThat(seen.data().getLong(0)).isEqualTo(4711);
            }
        } finally {
            owner.destroyForcibly().waitFor();
        }
        awaitTrue(() -> !client.contains(id));
    }

    /** Owns an object until it is killed. */
    static final class OwnerProcess {
        public static void main(String[] arguments) throws Exception {
            StoreClient client = StoreClient.connect(Path.of(arguments[0]));
            ObjectDraft draft = client.createOwned(ObjectId.fromHex(arguments[1]), 8, 0);
            draft.data().putLong(0, 4711);
            try (ObjectBuffer owned = draft.seal()) {
                System.out.print('!');
                System.out.flush();
                Thread.sleep(60_000);
                owned.data().getLong(0);
            }
        }
    }

    @Test
    void objectsOfOneReplyMayLieInSeveralSegments() {
        try (OriginalStore small = OriginalStore.start(262_144);
                StoreClient first = StoreClient.connect(small.socket());
                StoreClient second = StoreClient.connect(small.socket())) {
            ObjectId one = ObjectId.of(1, 1, 1);
            ObjectId two = ObjectId.of(2, 2, 2);
            byte[] large = random(261_144);
            first.put(one, ByteBuffer.wrap(random(1000)), ByteBuffer.allocate(0));
            first.put(two, ByteBuffer.wrap(large), ByteBuffer.allocate(0));
            List<ObjectBuffer> got = second.get(List.of(two, ObjectId.of(3, 3, 3), one), 0);
            assertThat(got.get(0).data().bytes(0, large.length)).isEqualTo(large);
            assertThat(got.get(1)).isNull();
            assertThat(got.get(2).data().bytes(0, 1000)).isEqualTo(random(1000));
            got.get(0).close();
            got.get(2).close();
        }
    }

    @Test
    void objectsMayExceedTwoGibibytes() throws Exception {
        long size = (5L << 29) + 123;
        assumeThat(Files.getFileStore(Path.of("/dev/shm")).getUsableSpace()).isGreaterThan(2 * size);
        try (OriginalStore large = OriginalStore.start(3L << 30);
                StoreClient first = StoreClient.connect(large.socket());
                StoreClient second = StoreClient.connect(large.socket())) {
            ObjectId id = ObjectId.random();
            try (ObjectDraft draft = first.create(id, size, 8)) {
                for (long offset : new long[] {0, (1L << 31) - 4, size - 8}) {
                    draft.data().putLong(offset, offset + 1);
                }
                draft.metadata().putLong(0, -5);
                draft.seal(PlasmaDigest.NONE).close();
            }
            try (ObjectBuffer read = second.get(id, 0)) {
                assertThat(read.data().length()).isEqualTo(size);
                for (long offset : new long[] {0, (1L << 31) - 4, size - 8}) {
                    assertThat(read.data().getLong(offset)).isEqualTo(offset + 1);
                }
                assertThat(read.metadata().getLong(0)).isEqualTo(-5);
            }
        }
    }

    private static String sha1(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
