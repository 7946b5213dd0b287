package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The core does what the plain reference does, whatever is asked of it in whatever order. */
class StoreCoreModelTest {

    private static final long CAPACITY_BYTES = 100_000;
    private static final int IDS = 60;
    private static final int MOST_CLIENTS = 6;

    private final CoreFixture store = new CoreFixture(CAPACITY_BYTES);
    private final StoreCore core = store.core;
    private final ReferenceStore expected = new ReferenceStore(CAPACITY_BYTES);
    private final List<Integer> clients = new ArrayList<>();
    private Random random = new Random(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesWhatTheReferenceDoes(long seed) {
        random = new Random(seed);
        connect();
        for (int step = 0; step < 50_000; step++) {
            String hint = "seed " + seed + " step " + step;
            try {
                act(hint);
            } catch (RuntimeException failure) {
                throw new AssertionError(hint, failure);
            }
            assertThat(core.usedBytes()).as(hint).isEqualTo(expected.usedBytes());
            if (step % 100 == 0) {
                compareObjects(hint);
            }
        }
        while (!clients.isEmpty()) {
            disconnect();
        }
        core.evict(Long.MAX_VALUE);
        assertThat(core.list()).isEmpty();
        assertThat(core.usedBytes()).isZero();
        assertThat(core.nextDeadlineNanos()).isEqualTo(StoreCore.NEVER);
    }

    private void act(String hint) {
        boolean ordered = true;
        switch (random.nextInt(20)) {
            case 0 -> connect();
            case 1 -> maybeDisconnect();
            case 2, 3, 4, 5 -> create(hint);
            case 6, 7, 8 -> seal(hint);
            case 9 -> abort(hint);
            case 10, 11 -> get(hint);
            case 12, 13, 14 -> release(hint);
            case 15 -> delete(hint);
            case 16 -> createAndSeal(hint);
            case 17 -> evictOrRefresh(hint);
            case 18 -> passTime();
            default -> {
                subscribeOrNot(hint);
                ordered = false;
            }
        }
        List<String> found = store.drain();
        if (ordered) {
            assertThat(found).as(hint).isEqualTo(expected.events);
        } else {
            assertThat(found).as(hint).containsExactlyInAnyOrderElementsOf(expected.events);
        }
        expected.events.clear();
    }

    private int client() {
        return clients.get(random.nextInt(clients.size()));
    }

    private long number() {
        return random.nextInt(IDS);
    }

    private long size() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> random.nextInt(40_000);
            default -> random.nextInt(5_000);
        };
    }

    private List<Long> numbers() {
        List<Long> numbers = new ArrayList<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            numbers.add(!numbers.isEmpty() && random.nextInt(4) == 0 ? numbers.get(0) : Long.valueOf(number()));
        }
        return numbers;
    }

    private static List<ObjectId> ids(List<Long> numbers) {
        return numbers.stream().map(CoreFixture::id).toList();
    }

    private void connect() {
        if (clients.size() < MOST_CLIENTS) {
            int client = core.connect();
            clients.add(client);
            expected.connect(client);
        }
    }

    private void maybeDisconnect() {
        if (clients.size() > 1 && random.nextInt(3) == 0) {
            disconnect();
        }
    }

    private void disconnect() {
        int client = client();
        core.disconnect(client);
        expected.disconnect(client);
        clients.remove((Integer) client);
    }

    private void create(String hint) {
        int client = client();
        long number = number();
        long sizeBytes = size();
        long dataSize = sizeBytes == 0 ? 0 : random.nextLong(sizeBytes);
        boolean evict = random.nextInt(4) > 0;
        CreateResult result = core.create(client, id(number), dataSize, sizeBytes - dataSize, evict, 0);
        assertThat(result.outcome()).as(hint).isEqualTo(expected.create(client, number, sizeBytes, evict));
    }

    private void seal(String hint) {
        long number = number();
        assertThat(store.seal(client(), number)).as(hint).isEqualTo(expected.seal(number));
    }

    private void abort(String hint) {
        int client = client();
        long number = number();
        assertThat(core.abort(client, id(number))).as(hint).isEqualTo(expected.abort(client, number));
    }

    private void get(String hint) {
        int client = client();
        List<Long> numbers = numbers();
        long timeoutMillis = random.nextInt(-2, 30);
        List<ObjectLocation> locations = new ArrayList<>();
        long ticket = core.get(client, ids(numbers), timeoutMillis, store.nowNanos, 0, locations);
        List<Boolean> found = expected.get(client, numbers, timeoutMillis);
        if (found == null) {
            assertThat(ticket).as(hint).isEqualTo(expected.lastTicket());
        } else {
            assertThat(ticket).as(hint).isEqualTo(StoreCore.ANSWERED);
            assertThat(locations.stream().map(Objects::nonNull).toList())
                    .as(hint)
                    .isEqualTo(found);
        }
    }

    private void release(String hint) {
        int client = client();
        long number = number();
        assertThat(core.release(client, id(number))).as(hint).isEqualTo(expected.release(client, number));
    }

    private void delete(String hint) {
        long number = number();
        assertThat(core.delete(id(number))).as(hint).isEqualTo(expected.delete(number));
    }

    private void createAndSeal(String hint) {
        int client = client();
        List<Long> numbers = numbers();
        long sizeBytes = size();
        List<FakeInlineObject> inlineObjects = numbers.stream()
                .map(number -> new FakeInlineObject(number, sizeBytes, 0))
                .toList();
        assertThat(core.createAndSeal(client, inlineObjects, true, 0))
                .as(hint)
                .isEqualTo(expected.createAndSeal(client, numbers, sizeBytes));
    }

    private void evictOrRefresh(String hint) {
        if (random.nextBoolean()) {
            long wanted = random.nextInt(5) == 0 ? 0 : random.nextInt(20_000);
            assertThat(core.evict(wanted)).as(hint).isEqualTo(expected.evict(wanted));
        } else {
            List<Long> numbers = numbers();
            core.refreshLru(ids(numbers));
            expected.refresh(numbers);
        }
    }

    private void passTime() {
        if (random.nextInt(4) == 0 && expected.lastTicket() > 0) {
            int client = client();
            long ticket = 1 + random.nextLong(expected.lastTicket());
            core.endWait(client, ticket);
            expected.endWait(client, ticket);
        }
        long millis = random.nextInt(10);
        store.pass(millis);
        expected.pass(millis);
    }

    private void subscribeOrNot(String hint) {
        int client = client();
        if (random.nextInt(3) == 0) {
            core.unsubscribe(client);
            expected.unsubscribe(client);
        } else {
            assertThat(core.subscribe(client)).as(hint).isEqualTo(expected.subscribe(client));
        }
    }

    private void compareObjects(String hint) {
        Map<ObjectId, ObjectInfo> found = new HashMap<>();
        core.list().forEach(info -> found.put(info.id(), info));
        assertThat(found).as(hint).hasSize(expected.things.size());
        expected.things.forEach((number, thing) -> {
            ObjectInfo info = found.get(id(number));
            assertThat(info).as("%s object %d", hint, number).isNotNull();
            assertThat(info.sizeBytes()).isEqualTo(thing.sizeBytes);
            assertThat(info.sealed()).isEqualTo(thing.sealed);
            assertThat(info.refCount()).as("%s object %d", hint, number).isEqualTo(thing.holders.size());
            assertThat(core.contains(info.id())).isEqualTo(thing.sealed);
        });
        assertThat(core.evictableBytes())
                .as(hint)
                .isEqualTo(expected.evictable.stream()
                        .mapToLong(number -> expected.things.get(number).sizeBytes)
                        .sum());
        assertThat(core.reservedBytes()).isEqualTo(store.segments.totalBytes());
        comparePlaces(hint);
    }

    /** No two objects overlap; each is aligned and inside a segment that exists. */
    private void comparePlaces(String hint) {
        Map<Integer, TreeMap<Long, Long>> bySegment = new HashMap<>();
        core.objects().table().forEach(entry -> {
            if (entry.state == null) {
                return;
            }
            ObjectLocation location = entry.location();
            assertThat(location.dataOffset() % 64).as(hint).isZero();
            long end = location.metadataOffset() + location.metadataSize();
            assertThat(end).as(hint).isLessThanOrEqualTo(store.segments.live.get(location.segment()));
            Long clash = bySegment
                    .computeIfAbsent(location.segment(), key -> new TreeMap<>())
                    .put(location.dataOffset(), end);
            assertThat(clash).as(hint).isNull();
        });
        bySegment.values().forEach(places -> {
            long last = 0;
            for (Map.Entry<Long, Long> place : places.entrySet()) {
                assertThat(place.getKey()).as(hint).isGreaterThanOrEqualTo(last);
                last = place.getValue();
            }
        });
    }
}
