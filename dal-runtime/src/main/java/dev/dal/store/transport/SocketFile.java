package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The file that a listener leaves in the file system: made room for, recognised, and removed again. */
final class SocketFile {

    /** What the system accepts as the path of a socket, without the terminating zero. */
    static final int MOST_PATH_BYTES = 107;

    private static final int FILE_TYPE_MASK = 0170000;
    private static final int SOCKET_TYPE = 0140000;

    private final Path path;
    private final Object identity;

    private SocketFile(Path path, Object identity) {
        this.path = path;
        this.identity = identity;
    }

    /**
     * Fails if a path is too long for a socket.
     *
     * @throws StoreConnectionException with the path and its length
     */
    static void checkLength(Path path) {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MOST_PATH_BYTES) {
            throw new StoreConnectionException("The path of a socket has at most " + MOST_PATH_BYTES + " bytes; found "
                    + length + " in " + path + ". Use a shorter directory.");
        }
    }

    /**
     * Removes the socket that a dead listener left behind; does nothing if nothing is there.
     *
     * @throws StoreConnectionException if what is there is no socket, or somebody listens on it
     */
    static void makeRoom(Path path) {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & FILE_TYPE_MASK) != SOCKET_TYPE) {
                throw new StoreConnectionException("Cannot listen on " + path
                        + ": a file that is not a socket is there. Remove it, or choose another path.");
            }
            if (isLive(path)) {
                throw new StoreConnectionException(
                        "Cannot listen on " + path + ": another store does. Stop it, or choose another path.");
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new StoreConnectionException("Cannot remove the dead socket " + path + ": " + e.getMessage(), e);
        }
    }

    /** A refused connection alone proves that nobody listens; a busy listener counts as live. */
    private static boolean isLive(Path path) {
        try (UnixSocketConnection probe = UnixSocketConnection.connect(path)) {
            return probe.fd() >= 0;
        } catch (StoreConnectionException e) {
            String reason = String.valueOf(e.getMessage());
            return !reason.contains("Connection refused") && !reason.contains("No such file");
        }
    }

    /**
     * The file of a listener that was just bound. As long as the listener is open nobody else's file gets its identity.
     *
     * @throws IOException if it is not there
     */
    static SocketFile of(Path path) throws IOException {
        return new SocketFile(path, Objects.requireNonNull(identity(path), "no file keys here"));
    }

    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Removes the file unless somebody has put another one in its place. */
    void remove() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && identity.equals(identity(path))) {
            Files.deleteIfExists(path);
        }
    }
}
