package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectLocation;
import dev.dal.store.SegmentDescriptor;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreOptions;
import dev.dal.store.memory.Region;
import dev.dal.store.memory.SharedMemory;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.testing.ProcessResources;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What users of the original store complained about; each test is named for one complaint. */
@Timeout(120)
class OriginalComplaintsTest {

    private static final int MIB = 1 << 20;
    private static final long GIB = 1L << 30;

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(10 * MIB);

    @Test
    void theStoreIsFullAlthoughItIsEmpty() {
        RawClient client = fixture.client();
        for (int round = 0; round < 3; round++) {
            // Sizes that leave holes of all sorts; what stays behind is deleted in another order.
            int count = 0;
            while (client.create(id(count), 1 + (count * 7919) % 50_000).error() == PlasmaError.OK) {
                client.seal(id(count++));
            }
            assertThat(count).isGreaterThan(200);
            for (int i = 0; i < count; i++) {
                // Every second one first, so that there are holes everywhere.
                int number = 2 * i < count ? 2 * i : 2 * (count - 1 - i) + 1;
                client.release(id(number));
                assertThat(client.delete(id(number))).containsExactly(DeleteOutcome.DELETED);
            }
            assertThat(client.list()).isEmpty();

            assertThat(client.create(id(9999), 10 * MIB).error()).isEqualTo(PlasmaError.OK);
            client.abort(id(9999));
        }
    }

    @Test
    void aCreateThatFailedLeavesItsIdBehind() {
        RawClient client = fixture.client();
        for (int i = 0; i < 3; i++) {
            assertThat(client.create(id(1), 10 * MIB + 9000).error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
            assertThat(client.put(id(1), "x".repeat(10 * MIB + 1))).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        }
        assertThat(client.list()).isEmpty();
        assertThat(client.create(id(1), 10 * MIB).error()).isEqualTo(PlasmaError.OK);
    }

    @Test
    void aGetHangsForEverWhenTheStoreIsFull() {
        RawClient producer = fixture.client();
        RawClient consumer = fixture.client();
        producer.create(id(1), 10 * MIB);
        producer.seal(id(1));
        consumer.sendGet(100, id(2), id(1));
        assertThat(producer.create(id(2), 1).error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        List<ObjectLocation> got = consumer.got();
        assertThat(got.get(0)).isNull();
        assertThat(got.get(1)).isNotNull();

        // A Get without limit is answered as soon as there is room again, and holds up nobody meanwhile.
        consumer.sendGet(-1, id(2));
        producer.release(id(1));
        consumer.release(id(1));
        assertThat(producer.put(id(2), "at last")).isEqualTo(PlasmaError.OK);
        assertThat(consumer.text(consumer.got().get(0))).isEqualTo("at last");
    }

    @Test
    void deletingBringsTheStoreDown() {
        RawClient one = fixture.client();
        RawClient two = fixture.client();
        try (RawSubscriber events = two.subscribe()) {
            one.create(id(1), 10);
            two.sendGet(-1, id(1), id(5));
            assertThat(one.delete(id(1), id(1), id(2)))
                    .containsExactly(
                            DeleteOutcome.DEFERRED_UNSEALED, DeleteOutcome.DEFERRED_UNSEALED, DeleteOutcome.NOT_FOUND);
            one.seal(id(1));
            assertThat(one.delete(id(1))).containsExactly(DeleteOutcome.DEFERRED_IN_USE);
            one.release(id(1));
            one.put(id(5), "x");
            assertThat(two.got()).doesNotContainNull();
            two.release(id(1));
            two.release(id(1));
            two.release(id(5));
            assertThat(two.delete(id(5), id(5), id(1)))
                    .containsExactly(DeleteOutcome.DELETED, DeleteOutcome.NOT_FOUND, DeleteOutcome.NOT_FOUND);
            assertThat(events.next(4)).containsExactly("sealed 1 10+0", "sealed 5 1+0", "deleted 1", "deleted 5");
        }
        assertThat(one.list()).isEmpty();
    }

    @Test
    void aClientThatDiesWaitingTakesTheStoreWithIt() {
        RawClient living = fixture.client();
        for (int round = 0; round < 20; round++) {
            RawClient dying = fixture.client();
            dying.sendGet(-1, id(1));
            dying.sendGet(10_000, id(1), id(2), id(1));
            dying.close();
            assertThat(living.contains(id(1))).isFalse();
        }
        assertThat(living.put(id(1), "still here")).isEqualTo(PlasmaError.OK);
        assertThat(living.text(living.get(id(1)))).isEqualTo("still here");
    }

    @Test
    void aContainerHasOnlySixtyFourMebibytesOfDevShm() throws IOException {
        RawClient client = fixture.client();
        client.put(id(1), "x");
        client.get(id(1));
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            List<String> ours = lines.filter(line -> line.contains("dal-store")).toList();
            assertThat(ours).isNotEmpty().allMatch(line -> line.contains("/memfd:"));
        }
        // More than a container offers by default, without a single file.
        StoreOptions larger = StoreOptions.ofCapacity(100 * MIB);
        try (EmbeddedStore store = EmbeddedStore.launch(larger);
                RawClient writer = new RawClient(store.socketPath())) {
            Region data = writer.data(writer.create(id(1), 100 * MIB).location());
            for (long offset = 0; offset < 100 * MIB; offset += MIB) {
                data.putLong(offset, offset);
            }
            assertThat(writer.seal(id(1))).isEqualTo(PlasmaError.OK);
        }
    }

    @Test
    void aSegmentWithoutMemoryBehindItEndsWhoeverTouchesIt() throws Exception {
        StoreLink link = fixture.link();
        link.create(id(1), 10 * MIB, 0, true);
        SegmentDescriptor segment = link.takeSegment(1);
        try {
            // Every page is there before anybody touches one.
            assertThat(allocatedBytes(segment.fd())).isGreaterThanOrEqualTo(segment.lengthBytes());
            // And nobody can take it away.
            try (FileChannel file =
                    FileChannel.open(Path.of("/proc/self/fd/" + segment.fd()), StandardOpenOption.WRITE)) {
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.truncate(0));
                assertThat(file.size()).isEqualTo(segment.lengthBytes() + SharedMemory.TRAILER_BYTES);
            }
        } finally {
            SharedMemory.closeDescriptor(segment.fd());
        }
    }

    private static long allocatedBytes(int fd) throws IOException, InterruptedException {
        Path file = Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + fd);
        Process stat = new ProcessBuilder("stat", "-L", "-c", "%b", file.toString()).start();
        String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(stat.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return 512 * Long.parseLong(blocks.trim());
    }

    @Test
    void descriptorsLeakIntoProcessesThatAreStarted() {
        SortedMap<Integer, String> before = ProcessResources.openDescriptors();
        try (EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(MIB));
                RawClient client = new RawClient(store.socketPath());
                RawSubscriber events = client.subscribe();
                StoreLink link = store.openLink()) {
            client.put(id(1), "x");
            assertThat(events.next()).containsExactly("sealed 1 1+0");
            assertThat(link.get(List.of(id(1)), 0)).doesNotContainNull();
            int taken = link.takeSegment(1).fd();

            SortedMap<Integer, String> opened = ProcessResources.openDescriptors();
            opened.keySet().removeAll(before.keySet());
            // Listener, epoll, two eventfds, both ends of a connection and of a subscription, memory, a second of it.
            assertThat(opened).hasSizeGreaterThanOrEqualTo(10).containsKey(taken);
            assertThat(opened.keySet())
                    .allSatisfy(fd -> assertThat(ProcessResources.closesOnExec(fd))
                            .as("descriptor %d, %s", fd, opened.get(fd))
                            .isTrue());
            SharedMemory.closeDescriptor(taken);
        }
    }

    @Test
    void objectsAreLimitedToTwoGibibytes() {
        StoreOptions options = StoreOptions.ofCapacity(5 * GIB).withPreallocate(false);
        try (EmbeddedStore store = EmbeddedStore.launch(options);
                RawClient writer = new RawClient(store.socketPath());
                RawClient reader = new RawClient(store.socketPath())) {
            Region data = writer.data(writer.create(id(1), 4 * GIB + 9).location());
            data.putLong(4 * GIB + 1, 42);
            writer.seal(id(1));
            ObjectLocation location = reader.get(id(1));
            assertThat(location.dataSize()).isEqualTo(4 * GIB + 9);
            assertThat(reader.data(location).getLong(4 * GIB + 1)).isEqualTo(42);
        }
    }

    @Test
    void anObjectThatIsMuchTooLargeEmptiesTheStoreAndFailsAllTheSame() {
        RawClient client = fixture.client();
        client.put(id(1), "precious");
        assertThat(client.create(id(2), 20 * MIB).error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        assertThat(client.contains(id(1))).isTrue();
    }
}
