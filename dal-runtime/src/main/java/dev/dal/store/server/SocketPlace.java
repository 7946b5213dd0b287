package dev.dal.store.server;

import dev.dal.store.StoreConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Where a store's socket lies: at a given path, or in a fresh directory that nobody else can enter. */
final class SocketPlace implements AutoCloseable {

    private final Path path;
    private final @Nullable Path ownDirectory;

    private SocketPlace(Path path, @Nullable Path ownDirectory) {
        this.path = path;
        this.ownDirectory = ownDirectory;
    }

    /**
     * A place.
     *
     * @param given where the socket shall be; null for a fresh directory
     * @throws StoreConnectionException if a fresh directory cannot be made
     */
    static SocketPlace of(@Nullable Path given) {
        if (given != null) {
            return new SocketPlace(given.toAbsolutePath(), null);
        }
        try {
            Path directory = Files.createTempDirectory(
                    "dal-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new SocketPlace(directory.resolve("plasma.sock"), directory);
        } catch (IOException e) {
            throw new StoreConnectionException("Cannot make a directory for the store's socket: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    /** The user to whom the socket belongs, once it is there. */
    int ownerId() {
        try {
            return (Integer) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            throw new StoreConnectionException("Cannot tell whose the socket " + path + " is: " + e.getMessage(), e);
        }
    }

    /** Removes the directory if it is this place's own. */
    @Override
    public void close() {
        if (ownDirectory != null) {
            try {
                Files.deleteIfExists(ownDirectory);
            } catch (IOException e) {
                throw new StoreConnectionException("Cannot remove " + ownDirectory + ": " + e.getMessage(), e);
            }
        }
    }
}
