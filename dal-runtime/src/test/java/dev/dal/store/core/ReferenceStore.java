package dev.dal.store.core;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.Lane;
import dev.dal.store.ObjectLocation;
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
 * What plasma-store.md sections 4, 7.4 and 7.5, and docs/protocol.md sections 8.1 and 8.2 say of what lanes make, await and hold, written down as plainly as possible, without any thought of speed or memory:
 * the yardstick for {@link StoreCore}. Objects are numbers; effects are the texts of {@link CoreFixture}.
 */
final class ReferenceStore {

    /** An object. */
    static final class Thing {
        final long sizeBytes;
        final int creator;
        boolean sealed;

        /** The quota that it is charged to. */
        @Nullable
        Reserved charged;

        final Set<Integer> holders = new TreeSet<>();

        Thing(long sizeBytes, int creator) {
            this.sizeBytes = sizeBytes;
            this.creator = creator;
            holders.add(creator);
        }
    }

    /** A quota: what is charged to it, in the order of creation, and what had to leave. */
    static final class Reserved {
        final String name;
        final long bytes;
        final Set<Long> ids = new LinkedHashSet<>();
        long evictions;
        long evictedBytes;

        Reserved(String name, long bytes) {
            this.name = name;
            this.bytes = bytes;
        }
    }

    /** A Get that waits. */
    record Waiting(int client, long ticket, List<Long> ids, Set<Long> missing, long deadlineMillis) {}

    private final long capacityBytes;
    final Map<Long, Thing> things = new TreeMap<>();
    final Set<Long> evictable = new LinkedHashSet<>();
    private final Map<Integer, Reserved> quotas = new LinkedHashMap<>();
    private long evictions;
    private long evictedBytes;
    private final Set<Long> deletions = new TreeSet<>();
    private final List<Waiting> gets = new ArrayList<>();
    private final List<Integer> subscribers = new ArrayList<>();
    /** What is leased to the lane of each client. */
    private final Map<Integer, ReferenceLeases> leases = new LinkedHashMap<>();
    /** What each client holds, in the order in which it took hold. */
    private final Map<Integer, Set<Long>> held = new LinkedHashMap<>();

    private final Map<Integer, Integer> laneOf = new LinkedHashMap<>();
    /** How often each lane holds what. */
    private final Map<Integer, Map<Long, Integer>> laneHolds = new LinkedHashMap<>();
    /** How many releases of what are owed by each lane and end nothing. */
    private final Map<Integer, Map<Long, Integer>> idleReleases = new LinkedHashMap<>();
    /** The lanes that await each object. */
    private final Map<Long, Set<Integer>> awaits = new LinkedHashMap<>();

    final List<String> events = new ArrayList<>();
    private long lastTicket;
    private long nowMillis;

    ReferenceStore(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    long usedBytes() {
        long sum = 0;
        for (Thing thing : things.values()) {
            sum += thing.sizeBytes;
        }
        return sum;
    }

    void connect(int client, int lane) {
        held.put(client, new LinkedHashSet<>());
        held.put(lane, new LinkedHashSet<>());
        laneOf.put(client, lane);
        leases.put(client, new ReferenceLeases());
        laneHolds.put(lane, new TreeMap<>());
        idleReleases.put(lane, new TreeMap<>());
    }

    private void closeLane(int lane) {
        awaits.values().forEach(waiting -> waiting.remove(lane));
        List.copyOf(held.get(lane)).forEach(id -> release(lane, id));
        held.remove(lane);
        laneHolds.remove(lane);
        idleReleases.remove(lane);
    }

    Outcome publish(int client, long id, long sizeBytes, int flags) {
        int lane = laneOf.get(client);
        boolean kept = (flags & Lane.KEPT) != 0;
        Thing other = things.get(id);
        if (other != null && kept && other.sealed) {
            retain(lane, id);
        } else if (other != null && kept) {
            idleReleases.get(lane).merge(id, 1, Integer::sum);
        }
        Outcome outcome = create(lane, id, sizeBytes, true);
        if (outcome == Outcome.OK) {
            sealForLane(lane, id, flags);
        }
        return outcome;
    }

    private void sealForLane(int lane, long id, int flags) {
        if ((flags & Lane.KEPT) != 0) {
            laneHolds.get(lane).put(id, 1);
        } else {
            things.get(id).holders.clear();
            held.get(lane).remove(id);
        }
        if ((flags & Lane.OWNED) != 0) {
            deletions.add(id);
        }
        seal(id);
    }

    private void retain(int lane, long id) {
        take(lane, id);
        laneHolds.get(lane).merge(id, 1, Integer::sum);
    }

    void await(int client, long id) {
        int lane = laneOf.get(client);
        Thing thing = things.get(id);
        if (thing != null && thing.sealed) {
            handOver(lane, id);
        } else {
            awaits.computeIfAbsent(id, key -> new LinkedHashSet<>()).add(lane);
        }
    }

    private void handOver(int lane, long id) {
        if (things.get(id).sizeBytes > Lane.INLINE_BYTES) {
            events.add(lane + " announced " + id);
        } else {
            retain(lane, id);
            events.add(lane + " arrived " + id);
        }
    }

    private void endAwaits(long id) {
        Set<Integer> waiting = awaits.remove(id);
        if (waiting != null) {
            waiting.forEach(lane -> handOver(lane, id));
        }
    }

    void giveBack(int client, long id) {
        int lane = laneOf.get(client);
        if (oneLess(idleReleases.get(lane), id)) {
            return;
        }
        Map<Long, Integer> counts = laneHolds.get(lane);
        if (oneLess(counts, id) && !counts.containsKey(id)) {
            release(lane, id);
        }
    }

    /** Whether there was one. */
    private static boolean oneLess(Map<Long, Integer> counts, long id) {
        boolean any = counts.containsKey(id);
        counts.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1);
        return any;
    }

    void disconnect(int client) {
        closeLane(laneOf.remove(client));
        leases.remove(client);
        Reserved quota = quotas.remove(client);
        if (quota != null) {
            for (long id : quota.ids) {
                things.get(id).charged = null;
                if (things.get(id).sealed && things.get(id).holders.isEmpty()) {
                    evictable.add(id);
                }
            }
        }
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
        Reserved quota = quotas.get(client);
        if (quota != null && evictIfFull && !enforce(client, quota, sizeBytes)) {
            return Outcome.OUT_OF_MEMORY;
        }
        if (!makeRoom(sizeBytes, evictIfFull)) {
            return Outcome.OUT_OF_MEMORY;
        }
        things.put(id, new Thing(sizeBytes, client));
        if (quota != null) {
            things.get(id).charged = quota;
            quota.ids.add(id);
        }
        held.get(client).add(id);
        return Outcome.OK;
    }

    private boolean makeRoom(long sizeBytes, boolean evictIfFull) {
        long missing = usedBytes() + sizeBytes - capacityBytes;
        if (missing > 0) {
            if (!evictIfFull || missing > sizeOf(evictable)) {
                return false;
            }
            long used = usedBytes();
            int count = things.size();
            long freed = evict(Math.max(missing, capacityBytes / 5));
            events.add("evicted " + (count - things.size()) + " objects, " + freed + " of " + used + " bytes");
        }
        return true;
    }

    ReferenceLeases leases(int client) {
        return leases.get(client);
    }

    long leasedBytes() {
        return leases.values().stream().mapToLong(ReferenceLeases::leasedBytes).sum();
    }

    boolean canLease(long wantedBytes) {
        return wantedBytes > 0 && leasedBytes() + wantedBytes <= capacityBytes / 8;
    }

    Outcome sealAt(int client, long id, ObjectLocation place, int flags) {
        ReferenceLeases leased = leases.get(client);
        int lane = laneOf.get(client);
        if (!leased.isLeased(place)) {
            return Outcome.NOT_LEASED;
        }
        Outcome outcome = create(lane, id, place.dataSize() + place.metadataSize(), true);
        if (outcome == Outcome.OK) {
            leased.take(place);
            sealForLane(lane, id, flags);
        } else if ((flags & Lane.KEPT) != 0) {
            leased.take(place);
            leased.keepRefused(place);
        }
        return outcome;
    }

    void giveBackAt(int client, long id, ObjectLocation place) {
        if (!leases.get(client).releaseRefused(place)) {
            giveBack(client, id);
        }
    }

    private boolean enforce(int client, Reserved quota, long sizeBytes) {
        if (sizeBytes > quota.bytes) {
            events.add(client + " wanted " + sizeBytes + " of " + quota.bytes + " bytes");
            return false;
        }
        long missing = sizeBytes - quota.bytes + sizeOf(quota.ids);
        List<Long> leaving = new ArrayList<>();
        long freed = 0;
        for (long id : quota.ids) {
            if (missing > 0) {
                missing -= things.get(id).sizeBytes;
                freed += isUnused(id) ? things.get(id).sizeBytes : 0;
                leaving.add(id);
            }
        }
        if (usedBytes() + sizeBytes - capacityBytes - freed > sizeOf(evictable)) {
            return false;
        }
        for (long id : leaving) {
            quota.evictions++;
            quota.evictedBytes += things.get(id).sizeBytes;
            if (isUnused(id)) {
                erase(id);
            } else {
                things.get(id).charged = null;
                quota.ids.remove(id);
            }
        }
        return true;
    }

    private boolean isUnused(long id) {
        return things.get(id).sealed && things.get(id).holders.isEmpty();
    }

    QuotaOutcome setQuota(int client, long bytes) {
        if (quotas.containsKey(client)) {
            return QuotaOutcome.SET_ALREADY;
        }
        if (commonBytes() - bytes < 0.3 * capacityBytes) {
            return QuotaOutcome.TOO_LARGE;
        }
        quotas.put(client, new Reserved("client " + client, bytes));
        return QuotaOutcome.RESERVED;
    }

    private long commonBytes() {
        return capacityBytes
                - quotas.values().stream().mapToLong(quota -> quota.bytes).sum();
    }

    long evictableBytes() {
        return sizeOf(evictable);
    }

    /** The text of section 7.6. */
    String debugText() {
        StringBuilder text = new StringBuilder();
        List<Long> charged =
                quotas.values().stream().flatMap(quota -> quota.ids.stream()).toList();
        text.append("num clients with quota: ").append(quotas.size());
        text.append("\nquota map size: ").append(charged.size());
        text.append("\npinned quota map size: ")
                .append(charged.stream()
                        .filter(id -> !things.get(id).holders.isEmpty())
                        .count());
        text.append("\nallocated bytes: ").append(usedBytes());
        text.append("\nallocation limit: ").append(capacityBytes);
        text.append("\npinned bytes: ")
                .append(things.values().stream()
                        .filter(thing -> !thing.holders.isEmpty())
                        .mapToLong(thing -> thing.sizeBytes)
                        .sum());
        describe(text, "global lru", commonBytes(), commonBytes() - sizeOf(evictable), capacityBytes, evictable.size());
        text.append("\n(global lru) num evictions: ").append(evictions);
        text.append("\n(global lru) bytes evicted: ").append(evictedBytes);
        for (Reserved quota : quotas.values()) {
            describe(text, quota.name, quota.bytes, quota.bytes - sizeOf(quota.ids), quota.bytes, quota.ids.size());
            text.append("\n(").append(quota.name).append(") num evictions: ").append(quota.evictions);
            text.append("\n(").append(quota.name).append(") bytes evicted: ").append(quota.evictedBytes);
        }
        return text.toString();
    }

    private static void describe(StringBuilder text, String name, long bytes, long unused, long whole, int count) {
        text.append("\n(").append(name).append(") capacity: ").append(bytes);
        text.append("\n(")
                .append(name)
                .append(") used: ")
                .append(DebugText.percent(unused, whole))
                .append('%');
        text.append("\n(").append(name).append(") num objects: ").append(count);
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
        made.forEach(this::endAwaits);
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
        endAwaits(id);
        settle(id);
        return Outcome.OK;
    }

    boolean abort(int client, long id) {
        Thing thing = things.get(id);
        if (thing == null || thing.sealed || !thing.holders.contains(client)) {
            return false;
        }
        forget(id);
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
            evictions++;
            evictedBytes += things.get(oldest).sizeBytes;
            erase(oldest);
        }
        return freed;
    }

    void refresh(List<Long> ids) {
        for (long id : ids) {
            Thing thing = things.get(id);
            Set<Long> list = thing != null && thing.charged != null ? thing.charged.ids : evictable;
            if (list.remove(id)) {
                list.add(id);
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
            } else if (thing.charged == null) {
                evictable.add(id);
            }
        }
    }

    private void erase(long id) {
        forget(id);
        evictable.remove(id);
        subscribers.forEach(client -> events.add(client + " deleted " + id));
    }

    private void forget(long id) {
        Thing thing = things.remove(id);
        if (thing.charged != null) {
            thing.charged.ids.remove(id);
        }
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
