package dev.dal.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dal.store.StoreException;
import dev.dal.testing.ProcessResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryKindTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void aFileHasNoNameAndIsClosedOnExecAndShared() {
        MemoryKind kind = new MemoryKind(directory, false);
        try (SharedMemory memory = kind.create("dal-file", 5000, true)) {
            assertThat(directory).isEmptyDirectory();
            assertThat(memory.usableBytes()).isEqualTo(8192);
            assertThat(memory.announcedBytes()).isEqualTo(8200);
            assertThat(ProcessResources.closesOnExec(memory.fd())).isTrue();
            Region one = memory.map(MappedSegment.Access.READ_WRITE).region(0, 8192, Lifetime.unbounded());
            Region two = memory.map(MappedSegment.Access.READ_ONLY).region(0, 8192, Lifetime.unbounded());
            one.putLong(8184, 42);
            assertThat(two.getLong(8184)).isEqualTo(42);
            memory.discard();
            assertThat(two.getLong(8184)).isZero();
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new MemoryKind(missing, false).create("x", 1, false))
                .withMessage("There is no directory " + missing + " for shared memory.");
    }

    @Test
    void aDirectoryWithTooLittleSpaceIsNamed() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new MemoryKind(directory, false).requireAvailable(1L << 60))
                .withMessageContaining("1152921504606846976 bytes of shared memory");
        new MemoryKind(directory, false).requireAvailable(1);
    }

    @Test
    void hugePagesNeedTheirOwnFileSystem() throws IOException {
        String found = Files.getFileStore(directory).type();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new MemoryKind(directory, true).create("x", 1, false))
                .withMessageContaining("Huge pages need a directory on a mounted hugetlbfs; found " + found + " at ");
    }

    @Test
    void tooFewHugePagesAreTold() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new MemoryKind(null, true).requireAvailable(1L << 60))
                .withMessageContaining("huge pages");
    }

    @Test
    void hugePagesAreUsedWhereTheSystemHasThem() {
        Assumptions.assumeTrue(hasHugePages(), "this system has no free huge page");
        try (SharedMemory memory = new MemoryKind(null, true).create("dal-huge", 1, true)) {
            assertThat(memory.usableBytes()).isGreaterThanOrEqualTo(2 * MIB);
            Region region =
                    memory.map(MappedSegment.Access.READ_WRITE).region(0, memory.usableBytes(), Lifetime.unbounded());
            region.putLong(memory.usableBytes() - 8, 7);
            assertThat(region.getLong(memory.usableBytes() - 8)).isEqualTo(7);
        }
    }

    private static boolean hasHugePages() {
        try {
            return HugePages.ofThisSystem().freePages() > 0;
        } catch (StoreException none) {
            return false;
        }
    }

    @Test
    void readsWhatTheSystemTells() throws IOException {
        Path meminfo = directory.resolve("meminfo");
        Files.writeString(
                meminfo,
                "MemTotal:       24683 kB\nHugePages_Total:       8\nHugePages_Free:        5\nHugePages_Rsvd:        2\n"
                        + "Hugepagesize:       2048 kB\n");
        HugePages pages = HugePages.read(meminfo);
        assertThat(pages).isEqualTo(new HugePages(2 * MIB, 3));
        pages.require(6 * MIB);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> pages.require(6 * MIB + 1))
                .withMessage("There are not enough huge pages for 6291457 bytes: 3 of 2097152 bytes are free. Raise"
                        + " /proc/sys/vm/nr_hugepages, or do without huge pages.");
        Files.writeString(meminfo, "MemTotal: 1 kB\n");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> HugePages.read(meminfo))
                .withMessage("This system has no huge pages: " + meminfo + " does not tell their size.");
    }

    @Test
    void aLengthIsPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MemoryKind(directory, false).create("x", 0, false))
                .withMessage("length=0 expected=1..");
    }

    @Test
    void saysWhatItIs() {
        assertThat(MemoryKind.ANONYMOUS).hasToString("anonymous shared memory");
        assertThat(new MemoryKind(Path.of("/d"), true)).hasToString("shared memory in /d of huge pages");
    }
}
