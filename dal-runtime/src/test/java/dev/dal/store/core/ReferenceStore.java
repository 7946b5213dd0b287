package dev.dal.store.core;

import dev.dal.store.DeleteOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What plasma-store.md sections 4 and 7.4 say, written down as plainly as possible, without any thought of speed or memory:
 * the yardstick for {@link StoreCore}. Objects are numbers; effects are the texts of {@link CoreFixture}.
 */
final class ReferenceStore {

    /** An object. */
    static final class Thing {
        final long sizeBytes;
        final int creator;
        boolean sealed;
        final Set<Integer> holders = new TreeSet<>();

        Thing(long sizeBytes, int creator) {
            this.sizeBytes = sizeBytes;
            this.creator = creator;
            holders.add(creator);
        }
    }

    /** A Get that waits. */
    record Waiting(int client, long ticket, List<Long> ids, Set<Long> missing, long deadlineMillis) {}

    private final long capacityBytes;
    final Map<Long, Thing> things = new TreeMap<>();
    final Set<Long> evictable = new LinkedHashSet<>();
    private final Set<Long> deletions = new TreeSet<>();
    private final List<Waiting> gets = new ArrayList<>();
    private final List<Integer> subscribers = new ArrayList<>();
    /** What each client holds, in the order in which it took hold. */
    private final Map<Integer, Set<Long>> held = new LinkedHashMap<>();

    final List<String> events = new ArrayList<>();
    private long lastTicket;
    private long nowMillis;

    ReferenceStore(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    long usedBytes() {
        return things.values().stream().mapToLong(thing -> thing.sizeBytes).sum();
    }

    void connect(int client) {
        held.put(client, new LinkedHashSet<>());
    }

    void disconnect(int client) {
        things.values().removeIf(thing -> !thing.sealed && thing.creator == client);
        held.get(client).retainAll(things.keySet());
        gets.removeIf(get -> get.client == client);
        List.copyOf(held.get(client)).forEach(id -> release(client, id));
        subscribers.remove((Integer) client);
        held.remove(client);
    }

    Outcome create(int client, long id, long sizeBytes, boolean evictIfFull) {
        if (things.containsKey(id)) {
            return Outcome.OBJECT_EXISTS;
        }
        long missing = usedBytes() + sizeBytes - capacityBytes;
        if (missing > 0) {
            if (!evictIfFull || missing > sizeOf(evictable)) {
                return Outcome.OUT_OF_MEMORY;
            }
            long used = usedBytes();
            int count = things.size();
            long freed = evict(Math.max(missing, capacityBytes / 5));
            events.add("evicted " + (count - things.size()) + " objects, " + freed + " of " + used + " bytes");
        }
        things.put(id, new Thing(sizeBytes, client));
        held.get(client).add(id);
        return Outcome.OK;
    }

    Outcome createAndSeal(int client, List<Long> ids, long sizeBytes) {
        List<Long> made = new ArrayList<>();
        for (long id : ids) {
            Outcome outcome = create(client, id, sizeBytes, true);
            if (outcome != Outcome.OK) {
                made.forEach(each -> abort(client, each));
                return outcome;
            }
            made.add(id);
        }
        made.forEach(id -> things.get(id).sealed = true);
        tellSealed(made);
        made.forEach(this::serve);
        made.forEach(id -> release(client, id));
        return Outcome.OK;
    }

    Outcome seal(long id) {
        Thing thing = things.get(id);
        if (thing == null) {
            return Outcome.OBJECT_NOT_FOUND;
        }
        if (thing.sealed) {
            return Outcome.OBJECT_EXISTS;
        }
        thing.sealed = true;
        tellSealed(List.of(id));
        serve(id);
        settle(id);
        return Outcome.OK;
    }

    boolean abort(int client, long id) {
        Thing thing = things.get(id);
        if (thing == null || thing.sealed || !thing.holders.contains(client)) {
            return false;
        }
        things.remove(id);
        held.get(client).remove(id);
        return true;
    }

    /** Null if the Get waits, else whether each object was there. */
    @Nullable
    List<Boolean> get(int client, List<Long> ids, long timeoutMillis) {
        List<Boolean> found = ids.stream().map(id -> take(client, id)).toList();
        if (timeoutMillis == 0 || timeoutMillis < -1 || !found.contains(false)) {
            return found;
        }
        Set<Long> missing = new TreeSet<>(ids);
        missing.removeIf(id -> things.containsKey(id) && things.get(id).sealed);
        long deadline = timeoutMillis == -1 ? Long.MAX_VALUE : nowMillis + timeoutMillis;
        gets.add(new Waiting(client, ++lastTicket, ids, missing, deadline));
        return null;
    }

    long lastTicket() {
        return lastTicket;
    }

    void endWait(int client, long ticket) {
        gets.stream()
                .filter(get -> get.client == client && get.ticket == ticket)
                .findAny()
                .ifPresent(this::answer);
    }

    void pass(long millis) {
        nowMillis += millis;
        gets.stream()
                .filter(get -> get.deadlineMillis <= nowMillis)
                .sorted((a, b) -> a.deadlineMillis == b.deadlineMillis
                        ? Long.compare(a.ticket, b.ticket)
                        : Long.compare(a.deadlineMillis, b.deadlineMillis))
                .toList()
                .forEach(this::answer);
    }

    boolean release(int client, long id) {
        Thing thing = things.get(id);
        if (thing == null || !thing.holders.remove(client)) {
            return false;
        }
        held.get(client).remove(id);
        settle(id);
        return true;
    }

    DeleteOutcome delete(long id) {
        Thing thing = things.get(id);
        if (thing == null) {
            return DeleteOutcome.NOT_FOUND;
        }
        if (thing.sealed && thing.holders.isEmpty()) {
            erase(id);
            return DeleteOutcome.DELETED;
        }
        deletions.add(id);
        return thing.sealed ? DeleteOutcome.DEFERRED_IN_USE : DeleteOutcome.DEFERRED_UNSEALED;
    }

    long evict(long wantedBytes) {
        long freed = 0;
        while (freed < wantedBytes && !evictable.isEmpty()) {
            long oldest = evictable.iterator().next();
            freed += things.get(oldest).sizeBytes;
            erase(oldest);
        }
        return freed;
    }

    void refresh(List<Long> ids) {
        for (long id : ids) {
            if (evictable.remove(id)) {
                evictable.add(id);
            }
        }
    }

    boolean subscribe(int client) {
        if (subscribers.contains(client)) {
            return false;
        }
        subscribers.add(client);
        things.forEach((id, thing) -> {
            if (thing.sealed) {
                events.add(client + " sealed " + id);
            }
        });
        return true;
    }

    void unsubscribe(int client) {
        subscribers.remove((Integer) client);
    }

    private boolean take(int client, long id) {
        Thing thing = things.get(id);
        if (thing == null || !thing.sealed) {
            return false;
        }
        if (thing.holders.add(client)) {
            held.get(client).add(id);
            evictable.remove(id);
        }
        return true;
    }

    private void serve(long id) {
        for (Waiting get : List.copyOf(gets)) {
            if (get.missing.remove(id)) {
                take(get.client, id);
                if (get.missing.isEmpty()) {
                    answer(get);
                }
            }
        }
    }

    private void answer(Waiting get) {
        gets.remove(get);
        StringBuilder text = new StringBuilder(get.client + " got#" + get.ticket);
        get.ids.forEach(id -> text.append(' ').append(take(get.client, id) ? id.toString() : "-"));
        events.add(text.toString());
    }

    private void settle(long id) {
        Thing thing = things.get(id);
        if (thing.sealed && thing.holders.isEmpty()) {
            if (deletions.remove(id)) {
                erase(id);
            } else {
                evictable.add(id);
            }
        }
    }

    private void erase(long id) {
        things.remove(id);
        evictable.remove(id);
        subscribers.forEach(client -> events.add(client + " deleted " + id));
    }

    private void tellSealed(List<Long> ids) {
        StringBuilder text = new StringBuilder();
        ids.forEach(id -> text.append(' ').append(id));
        if (!ids.isEmpty()) {
            subscribers.forEach(client -> events.add(client + " sealed" + text));
        }
    }

    private long sizeOf(Collection<Long> ids) {
        return ids.stream().mapToLong(id -> things.get(id).sizeBytes).sum();
    }
}
