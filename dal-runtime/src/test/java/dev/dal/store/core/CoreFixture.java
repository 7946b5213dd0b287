package dev.dal.store.core;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A core with its surroundings: time that the test moves, segments without memory, and all effects as short texts, such
 * as {@code "1 sealed 7"} for a notification to client 1, in order.
 */
final class CoreFixture implements Effects {

    static final int DIGEST = 77;

    final FakeSegments segments = new FakeSegments();
    final List<String> events = new ArrayList<>();
    final StoreCore core;
    long nowNanos;
    long nowSeconds = 1000;

    CoreFixture(long capacityBytes) {
        this(capacityBytes, null);
    }

    CoreFixture(long capacityBytes, @Nullable ExternalStore external) {
        core = new StoreCore(capacityBytes, segments, this, external);
    }

    static ObjectId id(long number) {
        return ObjectId.of(0x0102030405060708L, number, 9);
    }

    static List<ObjectId> ids(long... numbers) {
        List<ObjectId> ids = new ArrayList<>();
        for (long number : numbers) {
            ids.add(id(number));
        }
        return ids;
    }

    /** Ids whose number is in their last bytes have a name of their own. */
    private static String name(ObjectId id) {
        return id.low() == 9 || id.low() == 0 ? Long.toString(id.middle()) : "r" + id.low();
    }

    CreateResult create(int client, long number, long dataSize) {
        return core.create(client, id(number), dataSize, 0, true, nowSeconds);
    }

    Outcome seal(int client, long number) {
        return core.seal(client, id(number), DIGEST, nowSeconds);
    }

    /** Makes a sealed object that nobody holds. */
    void put(int client, long number, long dataSize) {
        expect(Outcome.OK, create(client, number, dataSize).outcome());
        expect(Outcome.OK, seal(client, number));
        expect(true, core.release(client, id(number)));
    }

    /** Makes a sealed object that its creator holds. */
    void putHeld(int client, long number, long dataSize) {
        expect(Outcome.OK, create(client, number, dataSize).outcome());
        expect(Outcome.OK, seal(client, number));
    }

    /** A Get with timeout 0: for each id, whether it is there. */
    List<Boolean> got(int client, long... numbers) {
        return get(client, 0, numbers).stream().map(Objects::nonNull).toList();
    }

    List<@Nullable ObjectLocation> get(int client, long timeoutMillis, long... numbers) {
        List<@Nullable ObjectLocation> locations = new ArrayList<>();
        expect(StoreCore.ANSWERED, core.get(client, ids(numbers), timeoutMillis, nowNanos, nowSeconds, locations));
        return locations;
    }

    /** A Get that has to wait. */
    long await(int client, long timeoutMillis, long... numbers) {
        List<@Nullable ObjectLocation> locations = new ArrayList<>();
        long ticket = core.get(client, ids(numbers), timeoutMillis, nowNanos, nowSeconds, locations);
        if (ticket <= 0 || !locations.isEmpty()) {
            throw new AssertionError("answered at once: " + locations);
        }
        return ticket;
    }

    void pass(long millis) {
        nowNanos += millis * 1_000_000;
        core.expire(nowNanos);
    }

    @Nullable
    ObjectInfo info(long number) {
        return core.list().stream()
                .filter(info -> info.id().equals(id(number)))
                .findAny()
                .orElse(null);
    }

    /** All events since the last call. */
    List<String> drain() {
        List<String> drained = List.copyOf(events);
        events.clear();
        return drained;
    }

    private static <T> void expect(T expected, T found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + " but found " + found);
        }
    }

    /** Which segments lanes know, by key. */
    final Set<Integer> knownSegments = new HashSet<>();

    /** How many ranges have arrived. */
    int ranges;

    /** Whether lanes take what is short. */
    boolean lanesTake = true;

    @Override
    public boolean takes(int lane, SealedObject object) {
        long sizeBytes = object.location().dataSize() + object.location().metadataSize();
        return sizeBytes <= Lane.INLINE_BYTES
                ? lanesTake
                : knownSegments.contains(object.location().segment());
    }

    @Override
    public void announced(int lane, SealedObject object) {
        events.add(lane + " announced " + name(object.id()));
    }

    @Override
    public void arrived(int lane, SealedObject object, boolean attached, boolean held) {
        events.add(lane + (attached ? " attached " : " arrived ") + name(object.id()) + (held ? "" : " unheld"));
    }

    @Override
    public void arrivedRange(int lane, SealedObject first, int count, int strideBytes) {
        ranges++;
        for (int i = 0; i < count; i++) {
            events.add(lane + " arrived " + name(first.id().plus(i)));
        }
    }

    @Override
    public void gone(int lane, ObjectId id) {
        events.add(lane + " gone " + name(id));
    }

    @Override
    public void sealed(int client, List<SealedObject> objects) {
        StringBuilder text = new StringBuilder(client + " sealed");
        objects.forEach(object -> text.append(' ').append(name(object.id())));
        events.add(text.toString());
    }

    @Override
    public void deleted(int client, ObjectId id) {
        events.add(client + " deleted " + name(id));
    }

    @Override
    public void getAnswered(int client, long ticket, List<ObjectId> ids, List<@Nullable ObjectLocation> locations) {
        StringBuilder text = new StringBuilder(client + " got#" + ticket);
        for (int i = 0; i < ids.size(); i++) {
            text.append(' ').append(locations.get(i) == null ? "-" : ids.get(i).middle());
        }
        events.add(text.toString());
    }

    @Override
    public void evicted(int objectCount, long sizeBytes, long usedBytes) {
        events.add("evicted " + objectCount + " objects, " + sizeBytes + " of " + usedBytes + " bytes");
    }

    @Override
    public void quotaExceeded(int client, long sizeBytes, long quotaBytes) {
        events.add(client + " wanted " + sizeBytes + " of " + quotaBytes + " bytes");
    }

    @Override
    public void memoryRefused(long sizeBytes, String reason) {
        events.add("refused " + sizeBytes + ": " + reason);
    }
}
