package dev.dal.store.client;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreInterruptedException;
import dev.dal.store.StoreLink;
import dev.dal.store.transport.Deadline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gets objects: what the client holds already from its table, the rest from the store, each id asked for once
 * (plasma-store.md sections 4.6 and 6.1). Thread-safe.
 */
final class ObjectGetter {

    private final StoreLink link;
    private final HoldTable holds;
    private final ObjectViews views;

    /**
     * A getter.
     *
     * @param link the store
     * @param holds what the client holds
     * @param views makes buffers
     */
    ObjectGetter(StoreLink link, HoldTable holds, ObjectViews views) {
        this.link = link;
        this.holds = holds;
        this.views = views;
    }

    List<@Nullable ObjectBuffer> get(List<ObjectId> ids, long timeoutMillis) {
        long deadline = Deadline.after(timeoutMillis);
        Collection<ObjectId> drafts = holds.awaitNoDraft(ids, deadline);
        List<@Nullable ObjectBuffer> buffers = new ArrayList<>(Collections.nCopies(ids.size(), null));
        try {
            Map<ObjectId, Integer> missing = takeHeld(ids, drafts, buffers);
            if (!missing.isEmpty()) {
                ask(missing, Deadline.remainingMillis(deadline), buffers);
                takeRepeated(ids, missing, buffers);
            }
            if (Thread.currentThread().isInterrupted()
                    && Deadline.remainingNanos(deadline) > 0
                    && buffers.contains(null)) {
                throw new StoreInterruptedException("Interrupted while waiting for objects: " + absent(ids, buffers));
            }
            return buffers;
        } catch (RuntimeException | Error failure) {
            buffers.stream().filter(Objects::nonNull).forEach(ObjectBuffer::close);
            throw failure;
        }
    }

    private static List<ObjectId> absent(List<ObjectId> ids, List<@Nullable ObjectBuffer> buffers) {
        return IntStream.range(0, ids.size())
                .filter(i -> buffers.get(i) == null)
                .mapToObj(ids::get)
                .distinct()
                .toList();
    }

    /** Takes what is held already; the first index of each other id, drafts left out. */
    private Map<ObjectId, Integer> takeHeld(
            List<ObjectId> ids, Collection<ObjectId> drafts, List<@Nullable ObjectBuffer> buffers) {
        Map<ObjectId, Integer> missing = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            ObjectId id = ids.get(i);
            ObjectBuffer held = held(id);
            if (held != null) {
                buffers.set(i, held);
            } else if (!drafts.contains(id)) {
                missing.putIfAbsent(id, i);
            }
        }
        return missing;
    }

    private @Nullable ObjectBuffer held(ObjectId id) {
        Hold hold = holds.retainIfReadable(id);
        return hold == null
                ? null
                : views.buffer(hold, Objects.requireNonNull(hold.location, "a held object without location"));
    }

    private void ask(Map<ObjectId, Integer> missing, long waitMillis, List<@Nullable ObjectBuffer> buffers) {
        List<ObjectId> ids = List.copyOf(missing.keySet());
        List<Hold> requests = ids.stream().map(holds::request).toList();
        List<@Nullable ObjectLocation> locations;
        try {
            locations = link.get(ids, waitMillis);
        } catch (RuntimeException | Error failure) {
            requests.forEach(holds::failed);
            throw failure;
        }
        List<Hold> found = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            ObjectLocation location = locations.get(i);
            if (location == null) {
                holds.failed(requests.get(i));
            } else {
                holds.got(requests.get(i), location);
                found.add(requests.get(i));
            }
        }
        fill(found, missing, buffers);
    }

    /** Makes a buffer of each hold, or gives all holds up. */
    private void fill(List<Hold> found, Map<ObjectId, Integer> positions, List<@Nullable ObjectBuffer> buffers) {
        int done = 0;
        try {
            for (Hold hold : found) {
                done++;
                ObjectLocation location = Objects.requireNonNull(hold.location, "a found object without location");
                buffers.set(Objects.requireNonNull(positions.get(hold.id)), views.buffer(hold, location));
            }
        } finally {
            found.subList(done, found.size()).forEach(holds::drop);
        }
    }

    /** The same id again: one more count of the hold. */
    private void takeRepeated(List<ObjectId> ids, Map<ObjectId, Integer> asked, List<@Nullable ObjectBuffer> buffers) {
        if (asked.size() == ids.size()) {
            return;
        }
        for (int i = 0; i < ids.size(); i++) {
            if (buffers.get(i) == null && asked.containsKey(ids.get(i))) {
                buffers.set(i, held(ids.get(i)));
            }
        }
    }
}
