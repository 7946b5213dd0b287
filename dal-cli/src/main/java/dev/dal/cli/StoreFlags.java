package dev.dal.cli;

import dev.dal.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the user gave {@code dal store}, checked in the order of the original and refused in its words (plasma-store.md
 * sections 7.1 and 7.2), with what to do added.
 *
 * @param socket where to listen; null or empty if not given
 * @param capacityBytes capacity in bytes; empty if not given
 * @param directory where files with the objects lie; null if not given, empty if the user emptied it
 * @param hugePages whether memory in huge pages is asked for
 * @param externalStore endpoint of an external store; empty for none
 */
record StoreFlags(
        @Nullable String socket,
        OptionalLong capacityBytes,
        @Nullable String directory,
        boolean hugePages,
        String externalStore) {

    /** Where the original keeps its files unless told otherwise. This one then does without files. */
    private static final String DEFAULT_DIRECTORY = "/dev/shm";

    private static final String SOCKET_MISSING = "please specify socket for incoming connections with -s";
    private static final String CAPACITY_MISSING = "please specify the amount of memory (in bytes) to use with -m";
    private static final String EXAMPLE = ", for example -s /tmp/plasma -m 1000000000";

    /**
     * Checks what there has to be before the store says that it starts.
     *
     * @throws CommandFailure if a flag is missing, or does not fit the others
     */
    void check() throws CommandFailure {
        boolean noSocket = socket == null || socket.isEmpty();
        if (noSocket && capacityBytes.isEmpty()) {
            throw new CommandFailure(
                    CommandFailure.REFUSED,
                    SOCKET_MISSING + ", and the amount of memory (in bytes) to use with -m" + EXAMPLE);
        }
        if (noSocket) {
            throw new CommandFailure(CommandFailure.REFUSED, SOCKET_MISSING + ", for example -s /tmp/plasma");
        }
        if (capacityBytes.isEmpty() || capacityBytes.getAsLong() == -1) {
            throw new CommandFailure(CommandFailure.REFUSED, CAPACITY_MISSING + ", for example -m 1000000000");
        }
        if ("".equals(directory)) {
            throw hugePages
                    ? new CommandFailure(
                            CommandFailure.REFUSED,
                            "if you want to use hugepages, please specify path to huge pages filesystem with -d")
                    : new CommandFailure(
                            CommandFailure.ABORTED,
                            "Check failed: !plasma_directory.empty(). Found -d ''; name a directory, or leave -d out.");
        }
    }

    /**
     * The options of the store; to be asked for after {@link #check}.
     *
     * @return how to launch it
     * @throws CommandFailure if this store cannot do what a flag asks for
     */
    StoreOptions toOptions() throws CommandFailure {
        long capacity = capacityBytes.orElseThrow();
        if (capacity <= 0) {
            throw new CommandFailure(
                    CommandFailure.ABORTED,
                    "Check failed: mem. Found -m " + capacity + "; expected a positive number of bytes.");
        }
        return StoreOptions.ofCapacity(capacity)
                .withSocketPath(path("-s", String.valueOf(socket)))
                .withDirectory(usableDirectory())
                .withHugePages(hugePages)
                .withExternalStore(externalStoreEndpoint());
    }

    /** Where the log says that objects lie. */
    String shownDirectory() {
        return directory == null ? DEFAULT_DIRECTORY : directory;
    }

    private @Nullable Path usableDirectory() throws CommandFailure {
        if (directory == null) {
            return null;
        }
        Path path = path("-d", directory);
        if (!Files.isDirectory(path) || !Files.isWritable(path)) {
            throw new CommandFailure(
                    CommandFailure.ABORTED,
                    "create_buffer failed to open file " + directory + "/plasmaXXXXXX: " + directory
                            + " is no directory that this user may write to. Name one with -d, or leave -d out.");
        }
        return path;
    }

    private @Nullable String externalStoreEndpoint() throws CommandFailure {
        if (externalStore.isEmpty()) {
            return null;
        }
        if (externalStore.indexOf(':') < 0) {
            throw new CommandFailure(
                    CommandFailure.ABORTED,
                    "Check failed: _s.ok() Bad status: Invalid: Malformed endpoint " + externalStore
                            + ". Expected <name>:<place>, for example hashtable://test.");
        }
        return externalStore;
    }

    private static Path path(String flag, String text) throws CommandFailure {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandFailure(
                    CommandFailure.ABORTED, flag + " is no path: " + e.getMessage() + ". Choose another one.", e);
        }
    }
}
