package dev.dal.store.server;

import dev.dal.store.core.ExternalStore;
import org.jspecify.annotations.Nullable;

/** The external stores by the name at the beginning of their endpoint (plasma-store.md section 7.7). */
final class ExternalStores {

    private ExternalStores() {}

    /**
     * Opens an external store.
     *
     * @param endpoint {@code name:anything}, or null for none
     * @param segments where the objects are
     * @throws IllegalArgumentException if there is no store of that name
     */
    static @Nullable ExternalStore open(@Nullable String endpoint, Segments segments) {
        if (endpoint == null) {
            return null;
        }
        String name = endpoint.substring(0, endpoint.indexOf(':'));
        if (name.equals("hashtable")) {
            return new HashTableStore(segments);
        }
        throw new IllegalArgumentException("no such external store \"" + name + "\"");
    }
}
