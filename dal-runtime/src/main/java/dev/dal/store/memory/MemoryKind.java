package dev.dal.store.memory;

import dev.dal.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Of what shared memory is made: anonymous or a file of a directory, of ordinary or of huge pages.
 *
 * <p>Only anonymous memory is sealed against truncation. A file has its name for a moment only, and mode 0600.
 *
 * @param directory where files lie; null for anonymous memory
 * @param hugePages whether pages are huge; a directory must then be a mounted hugetlbfs
 */
public record MemoryKind(@Nullable Path directory, boolean hugePages) {

    /** Anonymous memory of ordinary pages. */
    public static final MemoryKind ANONYMOUS = new MemoryKind(null, false);

    private static final int OWNER_ONLY = 0600;
    private static final String HUGE_FILE_SYSTEM = "hugetlbfs";

    /**
     * Makes a piece of memory.
     *
     * @param name a name for {@code /proc/self/maps}, or the beginning of the name of a file
     * @param wantedBytes usable bytes; rounded up to whole pages
     * @param preallocate whether all pages are taken now, so that no later access can fail for lack of memory
     * @return the memory, zeroed
     * @throws IllegalArgumentException if the length is not positive
     * @throws StoreException if there is not as much memory, or none of this kind
     */
    public SharedMemory create(String name, long wantedBytes, boolean preallocate) {
        if (directory == null && !hugePages) {
            return SharedMemory.create(name, wantedBytes, preallocate);
        }
        if (wantedBytes <= 0) {
            throw new IllegalArgumentException("length=" + wantedBytes + " expected=1..");
        }
        long pageBytes = hugePages ? HugePages.ofThisSystem().pageBytes() : NativeMemory.PAGE_BYTES;
        long usableBytes = Math.multiplyExact((wantedBytes - 1) / pageBytes + 1, pageBytes);
        // Files of huge pages are whole pages long; the protocol demands no more than the usable length.
        long fileBytes = hugePages ? usableBytes : usableBytes + SharedMemory.TRAILER_BYTES;
        return SharedMemory.ofFile(open(name), usableBytes, fileBytes, preallocate, directory == null);
    }

    private int open(String name) {
        int fd = directory == null
                ? LibC.CALLS.memfd_create(name, LibC.MFD_CLOEXEC | LibC.MFD_ALLOW_SEALING | LibC.MFD_HUGETLB)
                : openFile(directory, name);
        if (fd < 0) {
            throw LibC.failure("Creating " + this);
        }
        return fd;
    }

    private int openFile(Path place, String name) {
        requireDirectory(place);
        Path file = place.resolve(name + "-" + UUID.randomUUID());
        int fd =
                LibC.CALLS.open(file.toString(), LibC.O_RDWR | LibC.O_CREAT | LibC.O_EXCL | LibC.O_CLOEXEC, OWNER_ONLY);
        if (fd >= 0) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                LibC.CALLS.close(fd);
                throw new StoreException("Cannot remove " + file + ": " + e.getMessage(), e);
            }
        }
        return fd;
    }

    private void requireDirectory(Path place) {
        if (!Files.isDirectory(place)) {
            throw new StoreException("There is no directory " + place + " for shared memory.");
        }
        if (hugePages && !fileSystem(place).equals(HUGE_FILE_SYSTEM)) {
            throw new StoreException("Huge pages need a directory on a mounted " + HUGE_FILE_SYSTEM + "; found "
                    + fileSystem(place) + " at " + place + ". Name another directory, or none.");
        }
    }

    private static String fileSystem(Path place) {
        try {
            return Files.getFileStore(place).type();
        } catch (IOException e) {
            throw new StoreException("Cannot tell the file system of " + place + ": " + e.getMessage(), e);
        }
    }

    /**
     * Fails unless memory of this kind can be made, and there is enough of it.
     *
     * @param bytes bytes that are going to be wanted
     * @throws StoreException with what is wanted, what is available, and what limits it
     */
    public void requireAvailable(long bytes) {
        if (hugePages) {
            HugePages.ofThisSystem().require(bytes);
            return;
        }
        if (directory == null || fileSystem(directory).equals("tmpfs")) {
            SharedMemory.requireAvailable(bytes);
        }
        if (directory != null) {
            requireSpace(directory, bytes);
        }
    }

    private static void requireSpace(Path place, long bytes) {
        long available;
        try {
            available = Files.getFileStore(place).getUsableSpace();
        } catch (IOException e) {
            throw new StoreException("Cannot tell the free space of " + place + ": " + e.getMessage(), e);
        }
        if (bytes > available) {
            throw new StoreException("There is not enough space for " + bytes + " bytes of shared memory in " + place
                    + ": " + available + " bytes are available. Ask for less, or name another directory, or none.");
        }
    }

    /** The kind in words, for messages. */
    @Override
    public String toString() {
        return (directory == null ? "anonymous shared memory" : "shared memory in " + directory)
                + (hugePages ? " of huge pages" : "");
    }
}
