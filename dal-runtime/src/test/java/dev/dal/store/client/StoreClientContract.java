package dev.dal.store.client;

import static dev.dal.testing.ProcessResources.afterCollecting;
import static dev.dal.testing.ProcessResources.descriptors;
import static dev.dal.testing.ProcessResources.mappings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectNotFoundException;
import dev.dal.store.ObjectSealedException;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreFullException;
import dev.dal.store.memory.Region;
import dev.dal.store.protocol.PlasmaDigest;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does, whatever the store at the other end of the socket is. */
abstract class StoreClientContract {

    static final long CAPACITY = 10_000_000;
    static final long SOON = 10_000;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    StoreClient client;
    StoreClient other;

    /** Path of a store of {@link #CAPACITY} bytes that was started for this test. */
    abstract Path socket();

    /** Stops that store as a crash would. */
    abstract void killStore();

    /** Another client of that store. */
    StoreClient open() {
        return StoreClient.connect(socket());
    }

    /** What a client that was closed says. */
    String closedText() {
        return "The connection to " + socket() + " is closed.";
    }

    /** The class in which a thread waits for an answer. */
    String waitingClass() {
        return ReplyAdapter.class.getName();
    }

    /** How many segments the store itself maps, if it is in this process. */
    long storeMappings() {
        return 0;
    }

    @BeforeEach
    void connect() {
        client = open();
        other = open();
    }

    @AfterEach
    void disconnect() {
        client.close();
        other.close();
        client.close();
    }

    @Test
    void knowsTheCapacity() {
        assertThat(client.capacityBytes()).isEqualTo(CAPACITY);
    }

    @Test
    void whatOneWritesTheOtherReads() {
        ObjectId id = ObjectId.random();
        byte[] bytes = random(10_000);
        try (ObjectDraft draft = client.create(id, bytes.length, 3)) {
            assertThat(draft.id()).isEqualTo(id);
            draft.data().put(0, bytes);
            draft.metadata().put(0, new byte[] {1, 2, 3});
            assertThat(other.contains(id)).isFalse();
            draft.seal().close();
        }
        try (ObjectBuffer read = other.get(id, 0)) {
            assertThat(read.id()).isEqualTo(id);
            assertThat(read.data().bytes(0, bytes.length)).isEqualTo(bytes);
            assertThat(read.data().length()).isEqualTo(bytes.length);
            assertThat(read.metadata().bytes(0, 3)).containsExactly(1, 2, 3);
            assertThat(read.data().isWritable()).isFalse();
            assertThatThrownBy(() -> read.data().putByte(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
            assertThatThrownBy(() -> read.data().export(0, 1).put(0, (byte) 1))
                    .isInstanceOf(ReadOnlyBufferException.class);
        }
        long digest = PlasmaDigest.of(ByteBuffer.wrap(bytes), ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(info(id).digest()).isEqualTo(digest);
        assertThat(other.digest(id)).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 4096, 1 << 20, 3_000_001})
    void objectsOfAnySizeTravelEitherWay(int size) {
        ObjectId put = ObjectId.random();
        ObjectId sent = ObjectId.random();
        ByteBuffer data = ByteBuffer.wrap(random(size));
        ByteBuffer metadata = ByteBuffer.wrap(random(size % 1000));
        client.put(put, data, metadata);
        client.createAndSeal(sent, data, metadata);
        assertThat(data.position()).isZero();
        for (ObjectId id : List.of(put, sent)) {
            try (ObjectBuffer read = other.get(id, 0)) {
                assertThat(read.data().bytes(0, size)).isEqualTo(data.array());
                assertThat(read.metadata().bytes(0, size % 1000)).isEqualTo(metadata.array());
                assertThat(info(id).digest()).isEqualTo(PlasmaDigest.of(data, metadata));
                assertThat(info(id).refCount()).isEqualTo(1);
            }
        }
    }

    @Test
    void emptyObjectsAreObjects() {
        ObjectId id = ObjectId.random();
        client.put(id, NOTHING, NOTHING);
        try (ObjectBuffer read = other.get(id, 0)) {
            assertThat(read.data().length()).isZero();
            assertThat(read.metadata().length()).isZero();
            assertThat(read.data().export(0, 0).remaining()).isZero();
        }
        assertThat(info(id).digest()).isEqualTo(0xef46db3751d8e999L);
    }

    @Test
    void anIdIsUsedOnce() {
        ObjectId id = ObjectId.random();
        try (ObjectDraft draft = client.create(id, 10, 0)) {
            assertThatThrownBy(() -> other.create(id, 10, 0))
                    .isInstanceOf(ObjectExistsException.class)
                    .hasMessage("Object " + id
                            + " is in the store already, sealed or not. Use another id, or delete it first.");
            assertThatThrownBy(() -> client.createAndSeal(id, NOTHING, NOTHING))
                    .isInstanceOf(ObjectExistsException.class);
            draft.data().putLong(0, 5);
            draft.seal(PlasmaDigest.NONE).close();
        }
        assertThatThrownBy(() -> client.create(id, 10, 0)).isInstanceOf(ObjectExistsException.class);
        assertThat(info(id).digest()).isZero();
        awaitReleased(id);
    }

    @Test
    void impossibleSizesAreRefusedHere() {
        for (long[] sizes : new long[][] {{-1, 0}, {0, -1}, {10, -5}, {Long.MAX_VALUE, 1}}) {
            assertThatThrownBy(() -> client.create(ObjectId.random(), sizes[0], sizes[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The sizes of an object are not negative and have a sum below 2^63; found data="
                            + sizes[0] + " metadata=" + sizes[1] + ".");
        }
        assertThatThrownBy(() -> client.evict(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.get(ObjectId.random(), -2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void missingObjectsAreNull() {
        ObjectId id = ObjectId.random();
        assertThat(client.get(id, 0)).isNull();
        long before = System.nanoTime();
        assertThat(client.get(List.of(id, ObjectId.random()), 100)).containsExactly(null, null);
        assertThat(System.nanoTime() - before).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(99));
        assertThat(client.get(List.of(), -1)).isEmpty();
        assertThat(client.contains(id)).isFalse();
        assertThatThrownBy(() -> client.digest(id))
                .isInstanceOf(ObjectNotFoundException.class)
                .hasMessage("There is no sealed object " + id + " in the store.");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, SOON})
    void aWaitingGetEndsWithTheSealOfAnother(long timeout) {
        ObjectId there = put(client, 5);
        ObjectId later = ObjectId.random();
        CompletableFuture<List<ObjectBuffer>> waiting =
                CompletableFuture.supplyAsync(() -> client.get(List.of(there, later), timeout));
        awaitTrue(() -> info(there).refCount() == 1);
        other.put(later, ByteBuffer.wrap(new byte[] {7}), NOTHING);

        List<ObjectBuffer> got = waiting.orTimeout(SOON, TimeUnit.MILLISECONDS).join();

        assertThat(got.get(1).data().getByte(0)).isEqualTo((byte) 7);
        got.forEach(ObjectBuffer::close);
        awaitReleased(there);
        awaitReleased(later);
    }

    @Test
    void severalIdsKeepTheirPlacesAndMayRepeat() {
        ObjectId a = put(client, 1);
        ObjectId b = put(client, 2);
        ObjectId missing = ObjectId.random();

        List<ObjectBuffer> got = other.get(List.of(a, missing, b, a, missing, b), 0);

        assertThat(got.stream().map(buffer -> buffer == null ? null : buffer.id()))
                .containsExactly(a, null, b, a, null, b);
        assertThat(info(a).refCount()).isEqualTo(1);
        got.get(0).close();
        got.get(0).close();
        assertThat(info(a).refCount()).isEqualTo(1);
        assertThat(got.get(3).data().getByte(0)).isEqualTo((byte) 1);
        got.get(3).close();
        awaitReleased(a);
        assertThat(info(b).refCount()).isEqualTo(1);
        got.get(2).close();
        got.get(5).close();
        awaitReleased(b);
    }

    @Test
    void whatIsHeldIsGotWithoutTheStore() {
        ObjectId id = put(client, 1);
        try (ObjectBuffer first = client.get(id, 0)) {
            assertThat(other.delete(id)).isEqualTo(DeleteOutcome.DEFERRED_IN_USE);
            try (ObjectBuffer second = client.get(id, -1)) {
                assertThat(second.data().getByte(0)).isEqualTo(first.data().getByte(0));
            }
            assertThat(client.contains(id)).isTrue();
        }
        assertThat(client.contains(id)).isFalse();
        assertThat(client.get(id, 0)).isNull();
    }

    @Test
    void closedBuffersCannotBeRead() {
        ObjectId id = put(client, 1);
        ObjectBuffer buffer = client.get(id, 0);
        Region data = buffer.data();
        Region slice = data.slice(0, 1);
        assertThat(buffer.isClosed()).isFalse();
        buffer.close();
        assertThat(buffer.isClosed()).isTrue();
        assertThatThrownBy(() -> data.getByte(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> slice.getByte(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> slice.export(0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void draftsCannotBeWrittenOnceSealed() {
        ObjectId id = ObjectId.random();
        ObjectDraft draft = client.create(id, 8, 0);
        Region data = draft.data();
        data.putLong(0, 77);
        try (ObjectBuffer buffer = draft.seal()) {
            assertThatThrownBy(() -> data.putLong(0, 1)).isInstanceOf(IllegalStateException.class);
            assertThat(buffer.data().getLong(0)).isEqualTo(77);
            assertThat(info(id).refCount()).isEqualTo(1);
            assertThatThrownBy(draft::seal)
                    .isInstanceOf(ObjectSealedException.class)
                    .hasMessage("The draft of object " + id + " is sealed already.");
            assertThatThrownBy(draft::abort).isInstanceOf(ObjectSealedException.class);
            draft.close();
            assertThat(client.contains(id)).isTrue();
        }
        awaitReleased(id);
    }

    @Test
    void abortedDraftsLeaveNothing() {
        ObjectId id = ObjectId.random();
        ObjectDraft draft = client.create(id, 100, 0);
        Region data = draft.data();
        draft.abort();
        draft.abort();
        assertThatThrownBy(() -> data.putByte(0, (byte) 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> draft.seal(1))
                .isInstanceOf(ObjectSealedException.class)
                .hasMessage("The draft of object " + id + " is aborted already.");
        assertThat(other.list()).isEmpty();
        try (ObjectDraft again = client.create(id, 5, 5)) {
            assertThat(again.data().length()).isEqualTo(5);
        }
        assertThat(other.list()).isEmpty();
        client.put(id, NOTHING, NOTHING);
        assertThat(other.contains(id)).isTrue();
    }

    @Test
    void ownDraftsAreMissingUntilAnotherThreadSealsThem() {
        ObjectId id = ObjectId.random();
        ObjectDraft draft = client.create(id, 8, 0);
        assertThat(client.get(id, 0)).isNull();
        assertThat(client.get(id, 10)).isNull();
        CompletableFuture<ObjectBuffer> waiting = CompletableFuture.supplyAsync(() -> client.get(id, SOON));
        draft.data().putLong(0, 3);
        draft.seal().close();
        try (ObjectBuffer got = waiting.join()) {
            assertThat(got.data().getLong(0)).isEqualTo(3);
        }
    }

    @Test
    void deletionSaysWhatItDid() {
        ObjectId free = put(client, 1);
        ObjectId used = put(client, 2);
        ObjectBuffer holding = other.get(used, 0);
        ObjectDraft draft = client.create(ObjectId.random(), 1, 1);

        assertThat(client.delete(List.of(free, ObjectId.random(), used, draft.id())))
                .containsExactly(
                        DeleteOutcome.DELETED,
                        DeleteOutcome.NOT_FOUND,
                        DeleteOutcome.DEFERRED_IN_USE,
                        DeleteOutcome.DEFERRED_UNSEALED);

        assertThat(client.contains(used)).isTrue();
        holding.close();
        awaitTrue(() -> !client.contains(used));
        draft.seal().close();
        assertThat(client.list()).isEmpty();
    }

    @Test
    void ownedObjectsLiveAsLongAsTheirOwner() {
        ObjectId id = ObjectId.random();
        ObjectDraft draft = client.createOwned(id, 8, 0);
        draft.data().putLong(0, 9);
        ObjectBuffer owned = draft.seal(PlasmaDigest.NONE);
        try (ObjectBuffer seen = other.get(id, 0)) {
            assertThat(seen.data().getLong(0)).isEqualTo(9);
        }
        assertThat(other.contains(id)).isTrue();
        assertThat(owned.data().getLong(0)).isEqualTo(9);

        client.close();

        awaitTrue(() -> !other.contains(id));
    }

    @Test
    void ownedObjectsGoWithTheLastHold() {
        ObjectId id = ObjectId.random();
        ObjectBuffer owned = client.createOwned(id, 8, 0).seal();
        ObjectBuffer seen = other.get(id, 0);
        owned.close();
        assertThat(client.contains(id)).isTrue();
        seen.close();
        awaitTrue(() -> !client.contains(id));
    }

    @Test
    void owningTakesNoObjectFromAnother() {
        ObjectId id = put(other, 4);
        assertThatThrownBy(() -> client.createOwned(id, 8, 0)).isInstanceOf(ObjectExistsException.class);
        assertThat(client.contains(id)).isTrue();
    }

    @Test
    void listShowsEveryState() {
        long now = System.currentTimeMillis() / 1000;
        ObjectDraft draft = client.create(ObjectId.random(), 100, 5);
        ObjectId sealed = put(client, 3);

        ObjectInfo unsealed = info(draft.id());
        assertThat(unsealed.sealed()).isFalse();
        assertThat(unsealed.digest()).isZero();
        assertThat(unsealed.dataSize()).isEqualTo(100);
        assertThat(unsealed.metadataSize()).isEqualTo(5);
        assertThat(unsealed.sizeBytes()).isEqualTo(105);
        assertThat(unsealed.refCount()).isEqualTo(1);
        assertThat(unsealed.constructDurationSeconds()).isEqualTo(-1);
        assertThat(unsealed.createTimeSeconds()).isBetween(now - 2, now + 10);
        assertThat(info(sealed).sealed()).isTrue();
        assertThat(info(sealed).constructDurationSeconds()).isBetween(0L, 10L);
        draft.close();
    }

    @Test
    void evictionTakesTheLongestUnused() {
        ObjectId first = put(client, 1);
        ObjectId second = put(client, 2);
        ObjectId third = put(client, 3);
        try (ObjectBuffer held = client.get(first, 0)) {
            assertThat(client.evict(0)).isZero();
            client.refreshLru(List.of(second, ObjectId.random()));
            assertThat(client.evict(1)).isEqualTo(3);
            assertThat(held.data().getByte(0)).isEqualTo((byte) 1);
        }
        assertThat(client.contains(third)).isFalse();
        assertThat(client.contains(second)).isTrue();
        assertThat(client.evict(Long.MAX_VALUE)).isEqualTo(1 + 2);
        assertThat(client.list()).isEmpty();
    }

    @Test
    void aFullStoreSaysWhoHoldsIt() {
        ObjectId big = ObjectId.of(0x0a0b0c0d_00000000L, 1, 1);
        ObjectDraft held = client.create(big, 6_000_000, 0);
        client.createAndSeal(ObjectId.of(0xff000000_00000000L, 1, 1), ByteBuffer.allocate(100), NOTHING);

        assertThatThrownBy(() -> other.create(ObjectId.of(1, 2, 3), 5_000_000, 1))
                .isInstanceOfSatisfying(StoreFullException.class, full -> {
                    assertThat(full.requestedBytes()).isEqualTo(5_000_001);
                    assertThat(full.capacityBytes()).isEqualTo(CAPACITY);
                    assertThat(full.holders().get(0))
                            .isEqualTo(new StoreFullException.Holder(0x0a0b0c0d, "", 1, 6_000_000, 6_000_000));
                    assertThat(full)
                            .hasMessageStartingWith("There is no room for the 5000001 bytes of object "
                                    + ObjectId.of(1, 2, 3) + " in a store of 10000000 bytes: 6000000 bytes are held")
                            .hasMessageContaining("0a0b0c0d 6000000 bytes of 6000000 in 1 objects");
                });
        held.close();
        assertThatThrownBy(() -> other.create(ObjectId.of(1, 2, 3), CAPACITY + 1, 0))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("it is larger than the store");
        other.create(ObjectId.of(1, 2, 3), CAPACITY, 0).close();
    }

    @Test
    void withoutEvictionUnusedObjectsStay() {
        ObjectId id = ObjectId.random();
        client.put(id, ByteBuffer.allocate(6_000_000), NOTHING);
        assertThatThrownBy(() -> client.create(ObjectId.random(), 6_000_000, 0, false))
                .isInstanceOf(StoreFullException.class);
        assertThat(client.contains(id)).isTrue();
        client.create(ObjectId.random(), 6_000_000, 0, true).close();
        assertThat(client.contains(id)).isFalse();
    }

    @Test
    void optionsAndDebugText() {
        client.setOptions("the client", 1_000_000);
        assertThat(client.debugString())
                .contains("allocation limit: 10000000")
                .contains("num clients with quota: 1")
                .contains("(the client) capacity: 1000000");
        assertThatThrownBy(() -> client.setOptions("again", 1))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("a quota cannot be changed once set");
    }

    @Test
    void lostBuffersAreReleased() {
        ObjectId id = put(client, 1);
        getAndLose(id);
        assertThat(afterCollecting(() -> info(id).refCount() == 0)).isTrue();
    }

    private void getAndLose(ObjectId id) {
        ObjectBuffer lost = client.get(id, 0);
        assertThat(info(id).refCount()).isEqualTo(1);
        Reference.reachabilityFence(lost);
    }

    @Test
    void lostDraftsAreAborted() {
        createAndLose();
        assertThat(afterCollecting(() -> other.list().isEmpty())).isTrue();
    }

    private void createAndLose() {
        ObjectDraft lost = client.create(ObjectId.random(), 10, 0);
        assertThat(other.list()).hasSize(1);
        Reference.reachabilityFence(lost);
    }

    @Test
    void aRegionKeepsItsObjectHeld() {
        ObjectId id = put(client, 6);
        Region slice = sliceOfLostBuffer(id);
        WeakReference<Object> collected = new WeakReference<>(new Object());
        assertThat(afterCollecting(() -> collected.refersTo(null))).isTrue();
        assertThat(info(id).refCount()).isEqualTo(1);
        assertThat(slice.getByte(0)).isEqualTo((byte) 6);
        Reference.reachabilityFence(slice);
    }

    private Region sliceOfLostBuffer(ObjectId id) {
        return client.get(id, 0).data().slice(0, 1);
    }

    @Test
    void exportedBuffersHoldTheirObjectBeyondItsBuffer() {
        ObjectId id = put(client, 6);
        assertExportHolds(id);
        assertThat(afterCollecting(() -> !other.contains(id))).isTrue();
    }

    private void assertExportHolds(ObjectId id) {
        ObjectBuffer buffer = client.get(id, 0);
        ByteBuffer exported = buffer.data().export(0, 1).slice();
        buffer.close();
        assertThat(info(id).refCount()).isEqualTo(1);
        assertThat(exported.get(0)).isEqualTo((byte) 6);
        assertThat(other.delete(id)).isEqualTo(DeleteOutcome.DEFERRED_IN_USE);
        assertThat(exported.get(0)).isEqualTo((byte) 6);
        Reference.reachabilityFence(exported);
    }

    @Test
    void hundredObjectsLeaveNoDescriptorAndNoMapping() {
        client.put(ObjectId.random(), ByteBuffer.allocate(1000), NOTHING);
        client.get(List.of(put(client, 1)), 0).get(0).close();
        long descriptors = descriptors();
        long mappings = sharedMappings();
        for (int i = 0; i < 100; i++) {
            ObjectId id = ObjectId.random();
            try (ObjectDraft draft = client.create(id, 1000, 10)) {
                draft.data().putInt(0, i);
                draft.seal().close();
            }
            try (ObjectBuffer read = client.get(id, 0)) {
                assertThat(read.data().getInt(0)).isEqualTo(i);
            }
        }
        assertThat(descriptors()).isEqualTo(descriptors);
        assertThat(sharedMappings()).isEqualTo(mappings);
    }

    @Test
    void closedClientsLeaveNoDescriptorAndNoMapping() {
        useAndClose(ObjectId.random());
        assertThat(afterCollecting(() -> sharedMappings() == storeMappings())).isTrue();
        long descriptors = descriptors();
        for (int i = 0; i < 20; i++) {
            useAndClose(ObjectId.random());
        }
        assertThat(descriptors()).isEqualTo(descriptors);
        assertThat(afterCollecting(() -> sharedMappings() == storeMappings())).isTrue();
    }

    private void useAndClose(ObjectId id) {
        try (StoreClient third = open()) {
            third.subscribe();
            third.put(id, ByteBuffer.allocate(100), NOTHING);
            assertThat(third.get(id, 0).data().length()).isEqualTo(100);
        }
        // The answer comes after the store has closed its side, should it be in this process.
        assertThat(client.list()).isNotEmpty();
    }

    @Test
    void closingEndsEverything() {
        ObjectId id = put(client, 1);
        ObjectBuffer buffer = client.get(id, 0);
        Region data = buffer.data();
        ObjectDraft draft = client.create(ObjectId.random(), 1, 0);
        client.close();

        assertThatThrownBy(() -> data.getByte(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(draft::seal).isInstanceOf(StoreConnectionException.class);
        assertThatThrownBy(() -> client.get(id, 0))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage(closedText());
        assertThatThrownBy(() -> client.create(id, 1, 1)).isInstanceOf(StoreConnectionException.class);
        assertThatThrownBy(client::subscribe).isInstanceOf(StoreConnectionException.class);
        buffer.close();
        draft.close();
        awaitTrue(() -> other.list().size() == 1 && info(id).refCount() == 0);
    }

    @Test
    void closingEndsTheWaitOfAnotherThread() {
        CompletableFuture<ObjectBuffer> waiting =
                CompletableFuture.supplyAsync(() -> client.get(ObjectId.random(), -1));
        awaitTrue(() -> Thread.getAllStackTraces().values().stream()
                .anyMatch(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(waitingClass()))));
        client.close();
        assertThatThrownBy(() -> waiting.orTimeout(SOON, TimeUnit.MILLISECONDS).join())
                .hasCauseInstanceOf(StoreConnectionException.class)
                .hasMessageContaining(closedText());
    }

    @Test
    void aDeadStoreEndsEverything() {
        ObjectId id = put(client, 1);
        ObjectBuffer buffer = client.get(id, 0);
        ObjectDraft draft = client.create(ObjectId.random(), 1, 0);
        CompletableFuture<ObjectBuffer> waiting =
                CompletableFuture.supplyAsync(() -> other.get(ObjectId.random(), SOON));
        awaitTrue(() -> Thread.getAllStackTraces().values().stream()
                .anyMatch(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(waitingClass()))));
        killStore();

        assertThatThrownBy(() -> waiting.orTimeout(SOON, TimeUnit.MILLISECONDS).join())
                .hasCauseInstanceOf(StoreConnectionException.class);
        assertThatThrownBy(() -> client.list()).isInstanceOf(StoreConnectionException.class);
        assertThat(buffer.data().getByte(0)).isEqualTo((byte) 1);
        assertThatThrownBy(() -> draft.seal(1)).isInstanceOf(StoreConnectionException.class);
        buffer.close();
        draft.close();
    }

    @Test
    void threadsShareAClient() {
        AtomicInteger seen = new AtomicInteger();
        ObjectId shared = put(client, 9);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int seed = t;
            threads.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 200; i++) {
                    ObjectId id = ObjectId.of(seed, i, 0);
                    try (ObjectDraft draft = client.create(id, 16, 0)) {
                        draft.data().putLong(0, seed * 1000L + i);
                        draft.seal(0).close();
                    }
                    try (ObjectBuffer own = client.get(id, 0);
                            ObjectBuffer common = client.get(shared, 0)) {
                        assertThat(own.data().getLong(0)).isEqualTo(seed * 1000L + i);
                        assertThat(common.data().getByte(0)).isEqualTo((byte) 9);
                        seen.incrementAndGet();
                    }
                    client.delete(id);
                }
            }));
        }
        threads.forEach(thread -> thread.orTimeout(60, TimeUnit.SECONDS).join());
        assertThat(seen).hasValue(1600);
        awaitReleased(shared);
        assertThat(client.list()).hasSize(1);
    }

    ObjectId put(StoreClient by, int value) {
        ObjectId id = ObjectId.random();
        byte[] data = new byte[value];
        Arrays.fill(data, (byte) value);
        by.put(id, ByteBuffer.wrap(data), NOTHING);
        return id;
    }

    ObjectInfo info(ObjectId id) {
        return other.list().stream()
                .filter(object -> object.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Waits until nobody holds an object. The original store may see a request of one connection before a release that
     * another has sent earlier: a connection that it has just served keeps its place in front of its epoll's list.
     */
    void awaitReleased(ObjectId id) {
        awaitTrue(() -> info(id).refCount() == 0);
    }

    private static long sharedMappings() {
        return mappings("/dev/shm/plasma") + mappings("/memfd:dal");
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SOON);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time that is left").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
