package dev.dal.store.memory;

import dev.dal.store.StoreException;
import jnr.constants.platform.Errno;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.off_t;
import jnr.ffi.types.size_t;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the C library that this package makes: the one place to replace when another way of calling native code
 * takes over from jnr-ffi.
 *
 * <p>No method here may have six integer parameters: jnr-ffi hands over garbage as the sixth on x86-64 unless one of
 * the parameters is a {@link Pointer} (platform-notes.md section 0).
 */
final class LibC {

    static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");

    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int MAP_SHARED = 1;
    static final int MAP_PRIVATE = 2;
    static final int MAP_ANONYMOUS = 0x20;
    /** The address, seen as a number, that a failed mmap returns. */
    static final long MAP_FAILED = -1;

    static final int MFD_CLOEXEC = 1;
    static final int MFD_ALLOW_SEALING = 2;
    static final int MFD_HUGETLB = 4;

    static final int F_DUPFD_CLOEXEC = 1030;
    static final int F_ADD_SEALS = 1033;
    static final int F_SEAL_SEAL = 1;
    static final int F_SEAL_SHRINK = 2;
    static final int F_SEAL_GROW = 4;

    static final int FALLOC_FL_KEEP_SIZE = 1;
    static final int FALLOC_FL_PUNCH_HOLE = 2;

    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_CLOEXEC = 0x80000;
    static final int SEEK_END = 2;

    private static final int EINTR = 4;
    private static final Runtime RUNTIME = Runtime.getRuntime(CALLS);

    private LibC() {}

    /** The native functions, under their own names. */
    @SuppressWarnings("MemberName")
    public interface Calls {
        Pointer mmap(
                @Nullable Pointer address, @size_t long length, int protection, int flags, int fd, @off_t long offset);

        int munmap(@size_t long address, @size_t long length);

        int memfd_create(String name, int flags);

        int ftruncate(int fd, @off_t long length);

        int fallocate(int fd, int mode, @off_t long offset, @off_t long length);

        int fcntl(int fd, int command, int argument);

        @off_t
        long lseek(int fd, @off_t long offset, int whence);

        int open(String path, int flags);

        int open(String path, int flags, int mode);

        int close(int fd);

        int getpagesize();
    }

    /** Whether the last call of this thread, which failed, was interrupted by a signal and is to be repeated. */
    static boolean wasInterrupted() {
        return RUNTIME.getLastError() == EINTR;
    }

    /**
     * The failure of this thread's last call; to be made before any other call.
     *
     * @param what what was tried, with its arguments
     * @return the exception to throw
     */
    static StoreException failure(String what) {
        int errorNumber = RUNTIME.getLastError();
        return new StoreException(
                what + " failed: " + Errno.valueOf(errorNumber).description() + " (error " + errorNumber + ").");
    }
}
