package dev.dal.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.Lane;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreOptions;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.StoreClient;
import dev.dal.store.memory.Region;
import dev.dal.testing.ExtensionsOn;
import dev.dal.testing.PythonEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The original client, driven by pyarrow 11, on our store. */
class PyarrowOnEmbeddedStoreIT {

    private static final int CAPACITY_BYTES = 100_000_000;

    @RegisterExtension
    final StoreFixture fixture = new StoreFixture(StoreOptions.ofCapacity(CAPACITY_BYTES));

    private final PythonEnvironment python = PythonEnvironment.require();

    private static String script(String name) throws IOException {
        try (InputStream resource = PyarrowOnEmbeddedStoreIT.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] pattern(int count, int factor, int summand) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) ((long) factor * i + summand);
        }
        return bytes;
    }

    /** The test of pyarrow's own suite for external stores, with metadata, which end the original store. */
    @Test
    void objectsThatWereEvictedAreRestoredForPyarrow() {
        StoreOptions options = StoreOptions.ofCapacity(1_024_000).withExternalStore("hashtable://test");
        try (EmbeddedStore store = EmbeddedStore.launch(options)) {
            String printed = python.run("""
                    import sys
                    from pyarrow import plasma
                    one, two = plasma.connect(sys.argv[1]), plasma.connect(sys.argv[1])
                    ids = [plasma.ObjectID(bytes([i]) * 20) for i in range(20)]
                    for i, each in enumerate(ids):
                        one.create_and_seal(each, bytes([i]) * 102_390, bytes([i]) * 10)
                        assert one.contains(each)
                    for i, each in enumerate(ids):
                        [(metadata, data)] = two.get_buffers([each], with_meta=True)
                        assert data.to_pybytes() == bytes([i]) * 102_390, i
                        assert metadata == bytes([i]) * 10, i
                        del data
                    assert two.get_buffers([plasma.ObjectID(b"x" * 20)], timeout_ms=100) == [None]
                    print(len(one.list()))
                    """, store.socketPath());
            assertThat(printed.trim()).isEqualTo("20");
        }
    }

    @Test
    void everyCallOfPyarrowWorks() throws IOException {
        try (StoreClient client = StoreClient.connect(fixture.store())) {
            ObjectId given = ObjectId.random();
            ByteBuffer metadata = ByteBuffer.wrap("from java".getBytes(StandardCharsets.US_ASCII));
            client.put(given, ByteBuffer.wrap(pattern(1_000_000, 7, 3)), metadata);

            String printed =
                    python.run(script("pyarrow_session.py"), fixture.store().socketPath(), given);

            ObjectId id = ObjectId.fromHex(printed.trim());
            try (ObjectBuffer made = client.get(id, 0)) {
                assertThat(made.data().bytes(0, 3_000_000)).isEqualTo(pattern(3_000_000, 11, 5));
                assertThat(new String(made.metadata().bytes(0, 11), StandardCharsets.US_ASCII))
                        .isEqualTo("from python");
                assertThat(made.metadata().length()).isEqualTo(11);
                ObjectInfo info = info(client, id);
                assertThat(info.refCount()).as("the script has ended").isEqualTo(1);
                assertThat(info.digest()).as("computed by pyarrow").isEqualTo(client.digest(id));
            }
        }
    }

    @Test
    @ExtensionsOn
    void whatWasSealedInASlabIsReadAndHeldByPyarrow() {
        try (StoreClient client = StoreClient.connect(fixture.store().socketPath())) {
            LaneLink lane = Objects.requireNonNull(client.openLane());
            LeasedMemory lease = Objects.requireNonNull(client.lease(200_000));
            Region memory = client.map(lease);
            memory.put(64, pattern(100_000, 7, 3));
            memory.put(100_064, "meta".getBytes(StandardCharsets.US_ASCII));
            ObjectId id = ObjectId.random();
            ObjectLocation place = new ObjectLocation(lease.segment(), lease.offset() + 64, 100_000, 4);
            lane.sealAt(id, Lane.OWNED | Lane.KEPT, List.of(), place);
            lane.flush();

            String printed = python.run("""
                    import sys
                    import pyarrow.plasma as plasma
                    client = plasma.connect(sys.argv[1])
                    id = plasma.ObjectID(bytes.fromhex(sys.argv[2]))
                    [(metadata, data)] = client.get_buffers([id], timeout_ms=10_000, with_meta=True)
                    assert metadata == b"meta"
                    assert data.to_pybytes() == bytes((i * 7 + 3) % 256 for i in range(100_000))
                    print(client.list()[id]["ref_count"])
                    """, fixture.store().socketPath(), id);

            assertThat(printed.trim()).isEqualTo("2");
            lane.release(id);
            lane.giveUp(lease);
            lane.flush();
            assertThat(client.list()).isEmpty();
        }
    }

    private static ObjectInfo info(StoreClient client, ObjectId id) {
        return client.list().stream()
                .filter(info -> info.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    @Test
    void aClientThatIsKilledWhileItWaitsLeavesNothing() throws Exception {
        ObjectId held = ObjectId.random();
        ObjectId awaited = ObjectId.random();
        try (StoreClient client = StoreClient.connect(fixture.store())) {
            client.createAndSeal(held, ByteBuffer.allocate(100), ByteBuffer.allocate(0));
            for (int i = 0; i < 3; i++) {
                killWaiting(client, held, awaited);
            }
            client.createAndSeal(awaited, ByteBuffer.allocate(5), ByteBuffer.allocate(0));
            assertThat(client.evict(1000)).isEqualTo(105);
        }
    }

    private void killWaiting(StoreClient client, ObjectId held, ObjectId awaited) throws Exception {
        Process process =
                python.process("""
                        import sys
                        import pyarrow.plasma as plasma
                        client = plasma.connect(sys.argv[1])
                        held, awaited = (plasma.ObjectID(bytes.fromhex(each)) for each in sys.argv[2:])
                        unsealed = client.create(plasma.ObjectID.from_random(), 1000)
                        buffers = client.get_buffers([held])
                        print("holds", flush=True)
                        client.get_buffers([awaited])
                        """, fixture.store().socketPath(), held, awaited).start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("holds");
            assertThat(info(client, held).refCount()).isEqualTo(1);
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (info(client, held).refCount() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(client.list()).extracting(ObjectInfo::id).isEqualTo(List.of(held));
    }
}
