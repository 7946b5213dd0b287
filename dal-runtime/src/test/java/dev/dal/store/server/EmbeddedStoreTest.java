package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dal.store.ObjectLocation;
import dev.dal.store.SegmentDescriptor;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreOptions;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
import dev.dal.store.memory.SharedMemory;
import dev.dal.testing.ProcessResources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launching and closing a store. */
class EmbeddedStoreTest {

    private static final StoreOptions SMALL = StoreOptions.ofCapacity(10_000);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @TempDir
    Path directory;

    private StoreOptions at(String name) {
        return SMALL.withSocketPath(directory.resolve(name));
    }

    @Test
    void listensAtAFreshPathThatNobodyElseCanReach() throws IOException {
        Path socket;
        try (EmbeddedStore store = EmbeddedStore.launch(SMALL);
                EmbeddedStore another = EmbeddedStore.launch(SMALL)) {
            socket = store.socketPath();
            assertThat(store.capacityBytes()).isEqualTo(10_000);
            assertThat(another.socketPath()).isNotEqualTo(socket);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                    .isEqualTo("rwx------");
            try (RawClient client = new RawClient(socket)) {
                assertThat(client.connect()).isEqualTo(10_000);
            }
        }
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    void listensAtAGivenPathAndRemovesTheSocketAlone() {
        try (EmbeddedStore store = EmbeddedStore.launch(at("s"))) {
            assertThat(store.socketPath()).isEqualTo(directory.resolve("s")).exists();
        }
        assertThat(directory).exists().isEmptyDirectory();
    }

    @Test
    void closingTwiceIsHarmlessAndEverythingFailsAfterwards() {
        EmbeddedStore store = EmbeddedStore.launch(SMALL);
        StoreLink link = store.openLink();
        store.close();
        store.close();

        assertThatExceptionOfType(StoreConnectionException.class)
                .isThrownBy(store::openLink)
                .withMessage("The store at " + store.socketPath() + " is closed.");
        assertThatExceptionOfType(StoreConnectionException.class)
                .isThrownBy(link::list)
                .withMessage("The store is closed.");
        link.close();
    }

    @Test
    void closingLeavesAForeignSocketAlone() throws IOException {
        Path socket = directory.resolve("s");
        try (EmbeddedStore store = EmbeddedStore.launch(at("s"))) {
            Files.delete(socket);
            Files.writeString(socket, "somebody else's");
            assertThat(store.socketPath()).isEqualTo(socket);
        }
        assertThat(socket).hasContent("somebody else's");
    }

    @Test
    void twoStoresCannotListenAtOnePath() {
        try (EmbeddedStore store = EmbeddedStore.launch(at("s"))) {
            assertThatExceptionOfType(StoreConnectionException.class)
                    .isThrownBy(() -> EmbeddedStore.launch(at("s")))
                    .withMessage("Cannot listen on " + store.socketPath()
                            + ": another store does. Stop it, or choose another path.");
            try (RawClient client = new RawClient(store.socketPath())) {
                assertThat(client.connect()).isEqualTo(10_000);
            }
        }
    }

    @Test
    void launchingThatFailsFreesWhatItTook() {
        long descriptors = ProcessResources.descriptors();
        for (int i = 0; i < 20; i++) {
            assertThatExceptionOfType(StoreConnectionException.class)
                    .isThrownBy(() -> EmbeddedStore.launch(at("x".repeat(200))));
            assertThatExceptionOfType(StoreConnectionException.class)
                    .isThrownBy(() -> EmbeddedStore.launch(
                            SMALL.withSocketPath(directory.resolve("missing").resolve("s"))));
        }
        assertThat(ProcessResources.descriptors()).isEqualTo(descriptors);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aCapacityBeyondTheMemoryIsRefusedUnlessItIsTakenOnlyWhenTouched() {
        StoreOptions huge = StoreOptions.ofCapacity(1L << 50);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> EmbeddedStore.launch(huge))
                .withMessageStartingWith("There is not enough memory for 1125899906842624 bytes of shared memory: ");

        try (EmbeddedStore store = EmbeddedStore.launch(huge.withPreallocate(false));
                RawClient client = new RawClient(store.socketPath())) {
            assertThat(client.connect()).isEqualTo(1L << 50);
            assertThat(client.put(id(1), "x").number()).isZero();
        }
    }

    @Test
    void closingGivesTheMemoryBackAlthoughOthersMapItButForWhatIsHeld() {
        int pages = 3 * 4096;
        byte[] ones = new byte[pages];
        Arrays.fill(ones, (byte) 1);
        Region released;
        Region held;
        // The link is still open when the store is closed.
        try (EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(1 << 20))) {
            StoreLink link = store.openLink();
            for (int i = 1; i <= 3; i++) {
                link.createAndSeal(id(i), ByteBuffer.wrap(ones), NOTHING, 0, true);
            }
            List<ObjectLocation> locations = link.get(List.of(id(1), id(2), id(3)), 0);
            SegmentDescriptor segment = link.takeSegment(1);
            try (SharedMemory memory = SharedMemory.adopt(segment.fd(), segment.lengthBytes())) {
                MappedSegment mapped = memory.map(MappedSegment.Access.READ_ONLY);
                released = mapped.region(locations.get(0).dataOffset(), pages, Lifetime.unbounded());
                held = mapped.region(locations.get(1).dataOffset(), pages, Lifetime.unbounded());
            }
            link.release(id(1));
            link.release(id(3));
            assertThat(released.bytes(0, pages)).isEqualTo(ones);
        }
        assertThat(held.bytes(0, pages)).isEqualTo(ones);
        assertThat(released.bytes(0, pages)).containsOnly(0);
    }

    @Test
    void anInterruptedThreadClosesWellAndStaysInterrupted() {
        EmbeddedStore store = EmbeddedStore.launch(at("s"));
        Thread.currentThread().interrupt();
        store.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void clientsThatConnectWhileTheStoreClosesAreEnded() {
        for (int i = 0; i < 20; i++) {
            EmbeddedStore store = EmbeddedStore.launch(at("s" + i));
            try (RawClient client = new RawClient(store.socketPath())) {
                store.close();
                assertThat(client.isClosedByStore()).isTrue();
            }
        }
    }

    @Test
    void objectsMayLieInFilesOfADirectory() throws IOException {
        Path files = Files.createDirectory(directory.resolve("objects"));
        StoreOptions options = StoreOptions.ofCapacity(1 << 20).withDirectory(files);
        try (EmbeddedStore store = EmbeddedStore.launch(options);
                RawClient client = new RawClient(store.socketPath())) {
            client.put(id(1), "in a file");
            assertThat(client.text(client.get(id(1)))).isEqualTo("in a file");
            assertThat(ProcessResources.mappings(files.toString())).isEqualTo(2);
            assertThat(files).isEmptyDirectory();
        }
    }

    @Test
    void whatADirectoryOrTheSystemDoesNotOfferIsToldAtLaunch() {
        Path missing = directory.resolve("missing");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> EmbeddedStore.launch(SMALL.withDirectory(missing)))
                .withMessage("There is no directory " + missing + " for shared memory.");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() ->
                        EmbeddedStore.launch(SMALL.withDirectory(directory).withHugePages(true)))
                .withMessageContaining("Huge pages need a directory on a mounted hugetlbfs; found ");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() ->
                        EmbeddedStore.launch(StoreOptions.ofCapacity(1L << 50).withHugePages(true)))
                .withMessageContaining("huge pages");
    }
}
