package dev.dal.benchmarks.programs;

import dev.dal.connection.Connection;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How a program reaches the store: through the socket of another process, or because the store is its own. */
final class StoreAccess implements AutoCloseable {

    private static final String EMBEDDED = "embedded:";

    private final @Nullable EmbeddedStore own;
    private final Path socket;
    private final Connection connection;

    private StoreAccess(@Nullable EmbeddedStore own, Path socket, Connection connection) {
        this.own = own;
        this.socket = socket;
        this.connection = connection;
    }

    /**
     * Opens a store.
     *
     * @param place path of a store's socket, or {@code embedded:} and the capacity in bytes of one of its own
     * @return the access, to be closed by the caller
     */
    static StoreAccess open(String place) {
        if (place.startsWith(EMBEDDED)) {
            long capacityBytes = Long.parseLong(place.substring(EMBEDDED.length()));
            EmbeddedStore own = EmbeddedStore.launch(StoreOptions.ofCapacity(capacityBytes));
            return new StoreAccess(own, own.socketPath(), Connection.open(own));
        }
        return new StoreAccess(null, Path.of(place), Connection.open(Path.of(place)));
    }

    Connection connection() {
        return connection;
    }

    Path socket() {
        return socket;
    }

    @Override
    public void close() {
        connection.close();
        if (own != null) {
            own.close();
        }
    }
}
