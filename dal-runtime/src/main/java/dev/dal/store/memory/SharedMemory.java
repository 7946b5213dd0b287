package dev.dal.store.memory;

import dev.dal.store.StoreException;

/**
 * A piece of memory that processes share: an anonymous file, known by its descriptor.
 *
 * <p>A store creates it and hands duplicates of the descriptor to its clients, who adopt them. The usable length is a
 * whole number of pages; the file is {@value #TRAILER_BYTES} bytes longer, and that longer number is what the protocol
 * announces (plasma-store.md sections 3.4 and 7.3). What is created is sealed against growing and shrinking, so that
 * nobody can take mapped pages away. Thread-safe.
 */
public final class SharedMemory implements AutoCloseable {

    /** What the file has, and the announced size says, beyond the usable length. */
    public static final int TRAILER_BYTES = 8;

    private final int fd;
    private final long usableBytes;
    /** Guarded by this, so that no call meets a descriptor that was closed and belongs to something else by now. */
    private boolean closed;

    private SharedMemory(int fd, long usableBytes) {
        this.fd = fd;
        this.usableBytes = usableBytes;
    }

    /**
     * Creates a piece of shared memory.
     *
     * @param name a name for {@code /proc/self/maps}; need not be unique
     * @param wantedBytes usable bytes; rounded up to whole pages
     * @param preallocate whether all pages are taken now, so that no later access can fail for lack of memory
     * @return the memory, zeroed
     * @throws IllegalArgumentException if the length is not positive
     * @throws StoreException if there is not as much memory, with what there is, or if the system refuses
     */
    public static SharedMemory create(String name, long wantedBytes, boolean preallocate) {
        if (wantedBytes <= 0) {
            throw new IllegalArgumentException("length=" + wantedBytes + " expected=1..");
        }
        long usableBytes = NativeMemory.roundUpToPages(wantedBytes);
        if (preallocate) {
            requireAvailable(usableBytes);
        }
        int fd = LibC.CALLS.memfd_create(name, LibC.MFD_CLOEXEC | LibC.MFD_ALLOW_SEALING);
        if (fd < 0) {
            throw LibC.failure("Creating shared memory '" + name + "'");
        }
        return ofFile(fd, usableBytes, usableBytes + TRAILER_BYTES, preallocate, true);
    }

    /** Gives a fresh file, which is closed if this fails, its size. */
    static SharedMemory ofFile(int fd, long usableBytes, long fileBytes, boolean preallocate, boolean seal) {
        try {
            size(fd, fileBytes, preallocate);
            if (seal) {
                sealSize(fd);
            }
            return new SharedMemory(fd, usableBytes);
        } catch (RuntimeException | Error failure) {
            LibC.CALLS.close(fd);
            throw failure;
        }
    }

    /**
     * Fails unless this process may still take so much memory, as {@link #create} with preallocation does.
     *
     * @param bytes bytes that are going to be wanted
     * @throws StoreException with what is wanted, what is available, and what limits it
     */
    public static void requireAvailable(long bytes) {
        AvailableMemory.ofThisProcess().require(bytes, "shared memory");
    }

    private static void size(int fd, long fileBytes, boolean preallocate) {
        if (LibC.CALLS.ftruncate(fd, fileBytes) != 0) {
            throw LibC.failure("Sizing shared memory to " + fileBytes + " bytes");
        }
        if (preallocate) {
            allocate(fd, 0, 0, fileBytes);
        }
    }

    private static void sealSize(int fd) {
        int seals = LibC.F_SEAL_SHRINK | LibC.F_SEAL_GROW | LibC.F_SEAL_SEAL;
        if (LibC.CALLS.fcntl(fd, LibC.F_ADD_SEALS, seals) != 0) {
            throw LibC.failure("Sealing the size of shared memory");
        }
    }

    private static void allocate(int fd, int mode, long offset, long lengthBytes) {
        while (LibC.CALLS.fallocate(fd, mode, offset, lengthBytes) != 0) {
            if (!LibC.wasInterrupted()) {
                throw LibC.failure("Reserving or freeing " + lengthBytes + " bytes of shared memory");
            }
        }
    }

    /**
     * Takes over shared memory that another process, or another part of this one, made.
     *
     * @param fd its descriptor; belongs to the result from now on, also when this fails
     * @param usableBytes usable bytes
     * @return the memory
     * @throws IllegalArgumentException if the length is not positive, or the file is shorter
     */
    public static SharedMemory adopt(int fd, long usableBytes) {
        SharedMemory adopted = new SharedMemory(fd, usableBytes);
        long fileBytes = LibC.CALLS.lseek(fd, 0, LibC.SEEK_END);
        if (usableBytes <= 0 || fileBytes < usableBytes) {
            adopted.close();
            throw new IllegalArgumentException("A segment of shared memory is announced with " + usableBytes
                    + " usable bytes, but its file has " + fileBytes + ".");
        }
        return adopted;
    }

    /**
     * Closes a descriptor of shared memory that nobody is going to adopt.
     *
     * @param fd the descriptor
     */
    public static void closeDescriptor(int fd) {
        LibC.CALLS.close(fd);
    }

    /**
     * The descriptor.
     *
     * @return the file descriptor, which stays this object's
     * @throws IllegalStateException if this is closed
     */
    public synchronized int fd() {
        if (closed) {
            throw new IllegalStateException("This shared memory is closed.");
        }
        return fd;
    }

    /**
     * The usable length.
     *
     * @return bytes
     */
    public long usableBytes() {
        return usableBytes;
    }

    /**
     * The length that the protocol announces.
     *
     * @return usable bytes and {@value #TRAILER_BYTES} more
     */
    public long announcedBytes() {
        return usableBytes + TRAILER_BYTES;
    }

    /**
     * Maps the usable length.
     *
     * @param access what regions of the mapping may do
     * @return the mapping, which does not need this object any longer
     * @throws IllegalStateException if this is closed
     * @throws StoreException if the system refuses, as it does for writing through a read-only descriptor
     */
    public synchronized MappedSegment map(MappedSegment.Access access) {
        return MappedSegment.map(fd(), usableBytes, access);
    }

    /** Maps the usable length for reading and writing; whoever calls this unmaps it. */
    synchronized long address() {
        return MappedSegment.address(fd(), usableBytes, MappedSegment.Access.READ_WRITE, LibC.MAP_SHARED);
    }

    /**
     * A second descriptor of the same memory, closed on exec, to hand to somebody else.
     *
     * @return the descriptor; the caller closes it
     * @throws IllegalStateException if this is closed
     * @throws StoreException if there are too many descriptors
     */
    public synchronized int duplicate() {
        int copy = LibC.CALLS.fcntl(fd(), LibC.F_DUPFD_CLOEXEC, 0);
        if (copy < 0) {
            throw LibC.failure("Duplicating descriptor " + fd);
        }
        return copy;
    }

    /**
     * A descriptor through which the memory can be mapped for reading only.
     *
     * @return the descriptor; the caller closes it
     * @throws IllegalStateException if this is closed
     * @throws StoreException if there are too many descriptors, or {@code /proc} is not there
     */
    public synchronized int duplicateReadOnly() {
        String path = "/proc/self/fd/" + fd();
        int copy = LibC.CALLS.open(path, LibC.O_RDONLY | LibC.O_CLOEXEC);
        if (copy < 0) {
            throw LibC.failure("Opening " + path + " for reading");
        }
        return copy;
    }

    /**
     * Gives the pages back to the system although others may still map them; they then read zeros.
     *
     * @throws IllegalStateException if this is closed
     * @throws StoreException if the system refuses
     */
    public void discard() {
        discard(0, announcedBytes());
    }

    /**
     * Gives the pages of a range back to the system although others may still map them; they then read zeros. Pages that
     * reach beyond the range stay.
     *
     * @param offset first byte of the range
     * @param lengthBytes bytes in the range
     * @throws IndexOutOfBoundsException if the range is not inside the file
     * @throws IllegalStateException if this is closed
     * @throws StoreException if the system refuses
     */
    public synchronized void discard(long offset, long lengthBytes) {
        BoundsChecks.checkRange(offset, lengthBytes, announcedBytes());
        long start = NativeMemory.roundUpToPages(offset);
        long end = offset + lengthBytes;
        long whole = end == announcedBytes() ? end - start : NativeMemory.roundDownToPages(end) - start;
        if (whole > 0) {
            allocate(fd(), LibC.FALLOC_FL_PUNCH_HOLE | LibC.FALLOC_FL_KEEP_SIZE, start, whole);
        }
    }

    /** Closes the descriptor; mappings and duplicates stay. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LibC.CALLS.close(fd);
        }
    }
}
