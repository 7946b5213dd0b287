package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;

import dev.dal.store.Lane;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A core and the reference side by side, to which the same is done. */
final class ModelRun {

    static final long CAPACITY_BYTES = 100_000;

    private static final int STEPS_BETWEEN_FULL_COMPARISONS = 64;

    private final CoreFixture store = new CoreFixture(CAPACITY_BYTES);
    private final StoreCore core = store.core;
    private final ReferenceStore expected = new ReferenceStore(CAPACITY_BYTES);
    /** The lane of each client. */
    private final Map<Integer, Integer> lanes = new HashMap<>();

    private final @Nullable Integer[] clients = new Integer[ModelOperation.SLOTS];
    /** What was leased to each client, as long as it was not given up. */
    private final List<List<@Nullable LeasedMemory>> leases = Stream.<List<@Nullable LeasedMemory>>generate(
                    ArrayList::new)
            .limit(ModelOperation.SLOTS)
            .toList();

    /** What each client has tried to seal in its leases. */
    private final List<List<Sealed>> sealed = Stream.<List<Sealed>>generate(ArrayList::new)
            .limit(ModelOperation.SLOTS)
            .toList();

    /** An object and its place. */
    private record Sealed(long number, ObjectLocation place) {}

    /** A difference between the two. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int step;

        Mismatch(int step, String message, @Nullable Throwable cause) {
            super("step " + step + ": " + message, cause);
            this.step = step;
        }
    }

    private ModelRun() {}

    /** Runs a script; the first difference, or null. */
    static @Nullable Mismatch run(List<ModelOperation> script) {
        ModelRun run = new ModelRun();
        for (int step = 0; step < script.size(); step++) {
            try {
                run.act(script.get(step));
                run.compare(script.get(step));
                if (step % STEPS_BETWEEN_FULL_COMPARISONS == 0 || step == script.size() - 1) {
                    run.compareEverything();
                }
            } catch (RuntimeException | AssertionError difference) {
                return new Mismatch(step, script.get(step) + ": " + difference, difference);
            }
        }
        try {
            run.end();
            return null;
        } catch (RuntimeException | AssertionError difference) {
            return new Mismatch(script.size(), "at the end: " + difference, difference);
        }
    }

    private static void same(Object expected, @Nullable Object found, String what) {
        if (!expected.equals(found)) {
            throw new AssertionError(what + ": expected " + expected + " but found " + found);
        }
    }

    private void act(ModelOperation operation) {
        Integer client = clients[operation.slot()];
        switch (operation.kind()) {
            case CONNECT -> connect(operation.slot());
            case EVICT -> same(expected.evict(operation.number()), core.evict(operation.number()), "evict");
            case DELETE -> {
                long number = operation.ids().get(0);
                same(expected.delete(number), core.delete(id(number)), "delete");
            }
            case REFRESH -> {
                core.refreshLru(ids(operation.ids()));
                expected.refresh(operation.ids());
            }
            case PASS_TIME -> {
                store.pass(operation.number());
                expected.pass(operation.number());
            }
            default -> {
                if (client != null) {
                    act(client, operation);
                }
            }
        }
    }

    private void act(int client, ModelOperation operation) {
        List<Long> numbers = operation.ids();
        long number = numbers.isEmpty() ? 0 : numbers.get(0);
        switch (operation.kind()) {
            case DISCONNECT -> disconnect(operation.slot(), client);
            case CREATE -> create(client, number, operation);
            case SEAL -> same(expected.seal(number), store.seal(client, number), "seal");
            case ABORT -> same(expected.abort(client, number), core.abort(client, id(number)), "abort");
            case RELEASE -> same(expected.release(client, number), core.release(client, id(number)), "release");
            case GET -> get(client, operation);
            case CREATE_AND_SEAL -> createAndSeal(client, operation);
            case END_WAIT -> {
                long ticket = 1 + operation.flag() % Math.max(1, expected.lastTicket());
                core.endWait(client, ticket);
                expected.endWait(client, ticket);
            }
            case SUBSCRIBE -> same(expected.subscribe(client), core.subscribe(client), "subscribe");
            case UNSUBSCRIBE -> {
                core.unsubscribe(client);
                expected.unsubscribe(client);
            }
            case SET_QUOTA ->
                same(
                        expected.setQuota(client, operation.number()),
                        core.setQuota(client, "client " + client, operation.number()),
                        "quota");
            case PUBLISH -> publish(client, number, operation);
            case AWAIT -> {
                core.await(lane(client), id(number));
                expected.await(client, number);
            }
            case GIVE_BACK -> {
                core.giveBack(lane(client), id(number));
                expected.giveBack(client, number);
            }
            case LEASE -> lease(operation.slot(), client, operation.number());
            case SEAL_AT -> sealAt(operation.slot(), client, number, operation);
            case GIVE_BACK_AT -> giveBackAt(operation.slot(), client, operation.flag());
            case GIVE_UP -> giveUp(operation.slot(), client, operation.flag());
            default -> throw new IllegalStateException("operation=" + operation);
        }
    }

    private void connect(int slot) {
        if (clients[slot] == null) {
            int client = core.connect();
            clients[slot] = client;
            lanes.put(client, core.openLane(client));
            expected.connect(client, lane(client));
        }
    }

    private int lane(int client) {
        return Objects.requireNonNull(lanes.get(client));
    }

    private void disconnect(int slot, int client) {
        core.disconnect(client);
        expected.disconnect(client);
        lanes.remove(client);
        clients[slot] = null;
        leases.get(slot).clear();
        sealed.get(slot).clear();
    }

    private void lease(int slot, int client, long wantedBytes) {
        boolean granted = expected.canLease(wantedBytes);
        LeasedMemory lease = core.lease(lane(client), wantedBytes);
        same(granted, lease != null, "lease");
        if (lease != null) {
            same(0L, lease.offset() % 64, "alignment");
            same(64L * ReferenceLeases.units(wantedBytes), lease.lengthBytes(), "length");
            leases.get(slot).add(lease);
            expected.leases(client).add(new ObjectLocation(lease.segment(), lease.offset(), lease.lengthBytes(), 0));
        }
    }

    private void sealAt(int slot, int client, long number, ModelOperation operation) {
        List<@Nullable LeasedMemory> leased = leases.get(slot);
        int flag = operation.flag();
        int which = flag % 5 == 0 ? flag / 5 % Math.max(1, leased.size()) : leased.size() - 1;
        LeasedMemory lease = leased.isEmpty() ? null : leased.get(which);
        if (lease == null) {
            return;
        }
        long offset = 64L * (flag / 8 % (1 + lease.lengthBytes() / 64)) + (flag % 97 == 0 ? 32 : 0);
        long sizeBytes = operation.number();
        long dataSize = sizeBytes == 0 ? 0 : flag % sizeBytes;
        ObjectLocation place =
                new ObjectLocation(lease.segment(), lease.offset() + offset, dataSize, sizeBytes - dataSize);
        int flags = flag % 8;
        Outcome outcome = core.sealAt(lane(client), id(number), place, flags, List.of(), 0);
        same(expected.sealAt(client, number, place, flags), outcome, "seal at");
        if (outcome != Outcome.NOT_LEASED) {
            sealed.get(slot).add(new Sealed(number, place));
        }
        if (outcome == Outcome.OK && core.exists(id(number))) {
            same(place, core.locate(id(number)), "place");
        }
    }

    private void giveBackAt(int slot, int client, int flag) {
        List<Sealed> places = sealed.get(slot);
        if (!places.isEmpty()) {
            Sealed given = places.remove(flag % places.size());
            core.giveBackAt(lane(client), id(given.number()), given.place());
            expected.giveBackAt(client, given.number(), given.place());
        }
    }

    private void giveUp(int slot, int client, int flag) {
        List<@Nullable LeasedMemory> leased = leases.get(slot);
        LeasedMemory asked = leased.isEmpty() ? null : leased.get(flag % leased.size());
        if (asked != null) {
            // Of leases of the same place the first is given up first.
            int which = leased.indexOf(asked);
            LeasedMemory wrong = new LeasedMemory(asked.segment(), asked.offset(), asked.lengthBytes() + 32);
            same(false, core.giveUp(lane(client), wrong), "give up what is no lease");
            same(true, core.giveUp(lane(client), asked), "give up");
            expected.leases(client).giveUp(which);
            leased.set(which, null);
        }
    }

    private void create(int client, long number, ModelOperation operation) {
        long sizeBytes = operation.number();
        long dataSize = sizeBytes == 0 ? 0 : operation.flag() % sizeBytes;
        boolean evict = operation.flag() % 4 > 0;
        CreateResult result = core.create(client, id(number), dataSize, sizeBytes - dataSize, evict, 0);
        same(expected.create(client, number, sizeBytes, evict), result.outcome(), "create");
    }

    private void publish(int client, long number, ModelOperation operation) {
        int flags = operation.flag() & (Lane.OWNED | Lane.KEPT);
        same(
                expected.publish(client, number, operation.number(), flags),
                core.publish(lane(client), new Written(id(number), operation.number()), flags, List.of(), 0),
                "publish");
    }

    private void createAndSeal(int client, ModelOperation operation) {
        List<FakeInlineObject> objects = operation.ids().stream()
                .map(number -> new FakeInlineObject(number, operation.number(), 0))
                .toList();
        same(
                expected.createAndSeal(client, operation.ids(), operation.number()),
                core.createAndSeal(client, objects, true, 0),
                "create and seal");
    }

    private void get(int client, ModelOperation operation) {
        List<ObjectLocation> locations = new ArrayList<>();
        long ticket = core.get(client, ids(operation.ids()), operation.number(), store.nowNanos, 0, locations);
        List<Boolean> found = expected.get(client, operation.ids(), operation.number());
        if (found == null) {
            same(expected.lastTicket(), ticket, "ticket");
        } else {
            same(StoreCore.ANSWERED, ticket, "ticket");
            same(found, locations.stream().map(Objects::nonNull).toList(), "got");
        }
    }

    private static List<ObjectId> ids(List<Long> numbers) {
        return numbers.stream().map(CoreFixture::id).toList();
    }

    /** What every step shows: effects, and accounted bytes. */
    private void compare(ModelOperation operation) {
        if (!expected.events.isEmpty() || !store.events.isEmpty()) {
            if (operation.kind() == ModelOperation.Kind.SUBSCRIBE) {
                // What is there already is told in no order.
                expected.events.sort(null);
                store.events.sort(null);
            }
            same(expected.events, store.events, "effects");
            expected.events.clear();
            store.events.clear();
        }
        same(expected.usedBytes(), core.usedBytes(), "used bytes");
        same(expected.leasedBytes(), core.leasedBytes(), "leased bytes");
    }

    private void compareEverything() {
        same(expected.debugText(), core.debugText(), "debug text");
        Map<ObjectId, ObjectInfo> listed = new HashMap<>();
        core.list().forEach(info -> listed.put(info.id(), info));
        same(expected.things.size(), listed.size(), "number of objects");
        long sum = 0;
        for (Map.Entry<Long, ReferenceStore.Thing> entry : expected.things.entrySet()) {
            ReferenceStore.Thing thing = entry.getValue();
            ObjectInfo info = Objects.requireNonNull(listed.get(id(entry.getKey())), "object " + entry.getKey());
            same(thing.sizeBytes, info.sizeBytes(), "size");
            same(thing.sealed, info.sealed(), "sealed");
            same(thing.holders.size(), info.refCount(), "references");
            same(thing.sealed, core.contains(info.id()), "contains");
            sum += info.sizeBytes();
        }
        same(sum, core.usedBytes(), "used bytes and List");
        same(expected.evictableBytes(), core.evictableBytes(), "evictable bytes");
        same(store.segments.totalBytes(), core.reservedBytes(), "reserved bytes");
        same(true, core.isBalanced(), "balanced");
        comparePlaces();
    }

    /** Nothing overlaps, neither objects nor what is leased; each is aligned and inside a segment that exists. */
    private void comparePlaces() {
        Map<Integer, TreeMap<Long, Long>> bySegment = new HashMap<>();
        List<ObjectLocation> places = new ArrayList<>(core.objects().leases().places());
        core.objects().table().forEach(entry -> {
            if (entry.state != null) {
                places.add(entry.location());
            }
        });
        places.forEach(location -> {
            long end = location.metadataOffset() + location.metadataSize();
            same(0L, location.dataOffset() % 64, "alignment");
            if (end > store.segments.live.get(location.segment())) {
                throw new AssertionError("outside of its segment: " + location);
            }
            Long clash = bySegment
                    .computeIfAbsent(location.segment(), key -> new TreeMap<>())
                    .put(location.dataOffset(), end);
            if (clash != null) {
                throw new AssertionError("two objects at " + location);
            }
        });
        bySegment.values().forEach(inSegment -> {
            long last = 0;
            for (Map.Entry<Long, Long> place : inSegment.entrySet()) {
                if (place.getKey() < last) {
                    throw new AssertionError("objects overlap at " + place.getKey());
                }
                last = place.getValue();
            }
        });
    }

    /** Everybody leaves: nothing stays but what can be evicted, and then nothing at all. */
    private void end() {
        for (int slot = 0; slot < clients.length; slot++) {
            Integer client = clients[slot];
            if (client != null) {
                disconnect(slot, client);
            }
        }
        same(expected.events, store.events, "effects of leaving");
        compareEverything();
        core.evict(Long.MAX_VALUE);
        same(List.of(), core.list(), "objects");
        same(0L, core.usedBytes(), "used bytes");
        same(StoreCore.NEVER, core.nextDeadlineNanos(), "next deadline");
        same(0L, core.leasedBytes(), "leased bytes");
    }
}
