package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A Unix socket that accepts connections without waiting.
 *
 * <p>Its file is readable and writable for its owner alone from the moment it exists. A file that a dead listener left
 * behind is replaced; anything else at the path is an error. At the end the file is removed if it is still this
 * listener's. One thread accepts; any thread may close.
 */
public final class UnixSocketListener implements AutoCloseable {

    /** Connections that may wait to be accepted, as in plasma-store.md section 1.1. */
    private static final int BACKLOG = 128;

    private static final int OWNER_ONLY = 0600;

    private final Path path;
    private final Descriptor descriptor;
    private final SocketFile file;

    private UnixSocketListener(Path path, Descriptor descriptor, SocketFile file) {
        this.path = path;
        this.descriptor = descriptor;
        this.file = file;
    }

    /**
     * Listens.
     *
     * @param path where; at most 107 bytes long, in a directory that exists
     * @return the listener, to be closed by the caller
     * @throws StoreConnectionException if the path is too long, its directory is missing, something other than a dead
     *     socket is there, or the system refuses
     */
    public static UnixSocketListener bind(Path path) {
        SocketFile.checkLength(path);
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new StoreConnectionException(
                    "Cannot listen on " + path + ": its directory " + directory + " does not exist.");
        }
        SocketFile.makeRoom(path);
        try {
            UnixServerSocketChannel channel = UnixServerSocketChannel.open();
            Descriptor descriptor = new Descriptor(channel.getFD(), "The listener on " + path, channel);
            try {
                return new UnixSocketListener(path, descriptor, listen(channel, path));
            } catch (IOException | RuntimeException failure) {
                descriptor.close();
                throw failure;
            }
        } catch (IOException e) {
            throw new StoreConnectionException("Cannot listen on " + path + ": " + e.getMessage() + ".", e);
        }
    }

    private static SocketFile listen(UnixServerSocketChannel channel, Path path) throws IOException {
        int fd = channel.getFD();
        SocketCalls.closeOnExec(fd);
        // The file takes its mode from the socket: set before there is a file, nobody else can ever connect.
        SocketCalls.check(SocketCalls.CALLS.fchmod(fd, OWNER_ONLY), "Restricting the socket " + path);
        channel.configureBlocking(false);
        channel.socket().bind(new UnixSocketAddress(path.toFile()), BACKLOG);
        return SocketFile.of(path);
    }

    /**
     * Where this listens.
     *
     * @return the path
     */
    public Path path() {
        return path;
    }

    /**
     * The descriptor, readable when a connection waits to be accepted.
     *
     * @return the file descriptor, which stays this listener's
     */
    public int fd() {
        return descriptor.number();
    }

    /**
     * Accepts a connection if one waits.
     *
     * @return the connection, to be closed by the caller, its descriptor in non-blocking mode; null if none waits
     * @throws StoreConnectionException if the system refuses, as it does when there are too many descriptors, or this
     *     is closed
     */
    public @Nullable UnixSocketConnection accept() {
        int flags = SocketCalls.SOCK_CLOEXEC | SocketCalls.SOCK_NONBLOCK;
        int listening = descriptor.enter();
        try {
            while (true) {
                int fd = SocketCalls.CALLS.accept4(listening, 0, 0, flags);
                if (fd >= 0) {
                    return UnixSocketConnection.adopt(fd, "The client on descriptor " + fd);
                }
                int error = SocketCalls.lastError();
                if (error == SocketCalls.EAGAIN) {
                    return null;
                }
                if (error != SocketCalls.EINTR && error != SocketCalls.ECONNABORTED) {
                    throw SocketCalls.failure("Accepting a connection on " + path + " failed");
                }
            }
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Stops listening and removes the file, if it is still this listener's. Closing twice is harmless.
     *
     * @throws StoreConnectionException if the file cannot be removed
     */
    @Override
    public void close() {
        if (descriptor.isClosed()) {
            return;
        }
        try {
            file.remove();
        } catch (IOException e) {
            throw new StoreConnectionException("Cannot remove the socket " + path + ": " + e.getMessage(), e);
        } finally {
            descriptor.close();
        }
    }
}
