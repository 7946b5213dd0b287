package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import jnr.constants.platform.Errno;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/**
 * The calls of the C library that this package makes: the one place to replace when another way of calling native code
 * takes over from jnr-ffi. Addresses are plain numbers, so that a call makes no garbage.
 *
 * <p>No method here may have six integer parameters: jnr-ffi hands over garbage as the sixth on x86-64
 * (platform-notes.md section 0).
 */
final class SocketCalls {

    static final Calls CALLS = LibraryLoader.create(Calls.class).load("c");

    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ECONNABORTED = 103;

    static final int AF_UNIX = 1;
    static final int SOCK_STREAM = 1;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOL_SOCKET = 1;
    static final int SO_PEERCRED = 17;
    static final int SO_RCVTIMEO = 20;
    static final int SO_SNDTIMEO = 21;
    static final int SCM_RIGHTS = 1;
    static final int SHUT_RDWR = 2;
    static final int MSG_CTRUNC = 8;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int MSG_CMSG_CLOEXEC = 0x40000000;

    static final int F_SETFD = 2;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int FD_CLOEXEC = 1;
    static final int O_NONBLOCK = 0x800;

    static final int EFD_CLOEXEC = 0x80000;
    static final int EFD_NONBLOCK = 0x800;
    static final int EPOLL_CLOEXEC = 0x80000;

    private static final Runtime RUNTIME = Runtime.getRuntime(CALLS);

    private SocketCalls() {}

    /** The native functions, under their own names. */
    public interface Calls {
        @ssize_t
        long recvmsg(int fd, @size_t long message, int flags);

        @ssize_t
        long sendmsg(int fd, @size_t long message, int flags);

        @ssize_t
        long recv(int fd, @size_t long address, @size_t long length, int flags);

        @ssize_t
        long send(int fd, @size_t long address, @size_t long length, int flags);

        @ssize_t
        long read(int fd, @size_t long address, @size_t long length);

        @ssize_t
        long write(int fd, @size_t long address, @size_t long length);

        int ppoll(@size_t long descriptors, @size_t long count, @size_t long timeout, @size_t long signals);

        int socketpair(int domain, int type, int protocol, @size_t long descriptors);

        int accept4(int fd, @size_t long address, @size_t long length, int flags);

        int shutdown(int fd, int how);

        int close(int fd);

        int fcntl(int fd, int command, int argument);

        int fchmod(int fd, int mode);

        int getsockopt(int fd, int level, int option, @size_t long value, @size_t long length);

        int setsockopt(int fd, int level, int option, @size_t long value, int length);

        int eventfd(int initial, int flags);

        int epoll_create1(int flags);

        int epoll_ctl(int epoll, int operation, int fd, @size_t long event);

        int epoll_wait(int epoll, @size_t long events, int capacity, int timeoutMillis);
    }

    /** The error number of this thread's last call, if that failed. */
    static int lastError() {
        return RUNTIME.getLastError();
    }

    /**
     * The failure of this thread's last call; to be made before any other call.
     *
     * @param what what was tried and where
     * @return the exception to throw
     */
    static StoreConnectionException failure(String what) {
        return new StoreConnectionException(
                what + ": " + Errno.valueOf(lastError()).description() + ".");
    }

    /** Has a descriptor closed when this process starts another. */
    static void closeOnExec(int fd) {
        check(CALLS.fcntl(fd, F_SETFD, FD_CLOEXEC), "Marking a descriptor as closed on exec");
    }

    /**
     * Checks the result of a call that returns a negative number on failure.
     *
     * @return the result
     */
    static int check(int result, String what) {
        if (result < 0) {
            throw failure(what);
        }
        return result;
    }
}
