package dev.dal.connection;

import dev.dal.store.ObjectId;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The sealed objects of a store as the subscription tells them, sorted by id. Written by the reader thread, read by any.
 */
final class ObjectIndex {

    private final ConcurrentSkipListMap<ObjectId, Sizes> objects = new ConcurrentSkipListMap<>();

    /** Lengths of an object's parts in bytes. */
    record Sizes(long dataBytes, long metadataBytes) {}

    void sealed(ObjectId id, long dataBytes, long metadataBytes) {
        objects.put(id, new Sizes(dataBytes, metadataBytes));
    }

    void deleted(ObjectId id) {
        if (!objects.isEmpty()) {
            objects.remove(id);
        }
    }

    /** Forgets a namespace, of whose objects nothing is told any more, but for its declaration. */
    void forget(int prefix) {
        inNamespace(prefix).stream().filter(id -> !ObjectIds.isDeclaration(id)).forEach(objects::remove);
    }

    boolean contains(ObjectId id) {
        return objects.containsKey(id);
    }

    @Nullable
    Sizes sizes(ObjectId id) {
        return objects.get(id);
    }

    /** The ids of a namespace in order, its declaration first. */
    List<ObjectId> inNamespace(int prefix) {
        ObjectId first = ObjectIds.declaration(prefix);
        NavigableMap<ObjectId, Sizes> tail = objects.tailMap(first, true);
        return tail.keySet().stream().takeWhile(id -> id.prefix() == prefix).toList();
    }
}
