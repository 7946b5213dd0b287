package dev.dal.store.server;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreFullException.Holder;
import dev.dal.store.core.StoreCore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The failure of a request for which there is no room: tells who holds it. */
final class FullStore {

    private static final int MOST_HOLDERS = 10;

    private FullStore() {}

    static StoreFullException failure(StoreCore core, ObjectId id, long dataSize, long metadataSize) {
        List<Holder> holders = holders(core.list());
        String message = "There is no room for object " + id + ": dataSize=" + dataSize + " metadataSize="
                + metadataSize + " capacity=" + core.capacityBytes() + " used=" + core.usedBytes() + " evictable="
                + core.evictableBytes() + ". " + describe(holders);
        return new StoreFullException(message, dataSize + metadataSize, core.capacityBytes(), holders);
    }

    private static List<Holder> holders(List<ObjectInfo> objects) {
        Map<Integer, Holder> byPrefix = new HashMap<>();
        for (ObjectInfo object : objects) {
            long sizeBytes = object.sizeBytes();
            boolean held = object.refCount() > 0 || !object.sealed();
            int prefix = object.id().prefix();
            byPrefix.merge(prefix, new Holder(prefix, "", 1, sizeBytes, held ? sizeBytes : 0), FullStore::sum);
        }
        return byPrefix.values().stream()
                .sorted(Comparator.comparingLong(Holder::heldBytes).reversed().thenComparing(Holder::prefix))
                .limit(MOST_HOLDERS)
                .toList();
    }

    private static Holder sum(Holder one, Holder other) {
        return new Holder(
                one.prefix(),
                one.name(),
                one.objectCount() + other.objectCount(),
                one.sizeBytes() + other.sizeBytes(),
                one.heldBytes() + other.heldBytes());
    }

    private static String describe(List<Holder> holders) {
        if (holders.isEmpty()) {
            return "The store is empty: make a larger one.";
        }
        Holder most = holders.get(0);
        return String.format(
                "Namespace %08x holds most: %d of %d bytes in %d objects. Release or delete objects, or make a larger"
                        + " store.",
                most.prefix(), most.heldBytes(), most.sizeBytes(), most.objectCount());
    }
}
