package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Lane;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.StoreClient;
import dev.dal.store.memory.Region;
import dev.dal.testing.ExtensionsOn;
import dev.dal.testing.TestStore;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where connections write objects of some KiB, and what becomes of that memory, over every way into a store. */
@Timeout(60)
@ExtensionsOn
abstract class SlabsContract {

    private static final long CAPACITY_BYTES = 32 << 20;
    /** The most that the store leases. */
    private static final long MOST_LEASED_BYTES = CAPACITY_BYTES / 8;

    private static final int SLAB_BYTES = 1 << 20;

    private TestStore shared;
    private Connection connection;
    private Store store;
    private StoreClient witness;

    abstract TestStore launch(long capacityBytes);

    @BeforeEach
    void open() {
        shared = launch(CAPACITY_BYTES);
        connection = shared.connect();
        store = Store.open(connection, "test");
        witness = StoreClient.connect(shared.socket());
    }

    @AfterEach
    void close() {
        witness.close();
        store.close();
        connection.close();
        shared.close();
    }

    private NewObject create(long sizeBytes) {
        return connection.objects().createToSend(store.namespace().nextId(), sizeBytes);
    }

    private List<ObjectInfo> objects() {
        connection.objects().flush();
        return witness.list().stream()
                .filter(info -> !ObjectIds.isDeclaration(info.id()))
                .toList();
    }

    /** Whether nothing is leased to anybody. */
    private boolean isNothingLeased() {
        connection.objects().flush();
        try (StoreClient probe = StoreClient.connect(shared.socket())) {
            assertThat(probe.openLane()).isNotNull();
            return probe.lease(MOST_LEASED_BYTES) != null;
        }
    }

    private static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return false;
    }

    private static byte[] pattern(int sizeBytes, int seed) {
        byte[] bytes = new byte[sizeBytes];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private HeldObject make(byte[] content) {
        try (NewObject object = create(content.length)) {
            object.data().put(0, content);
            return object.seal();
        }
    }

    /** Makes objects until the present slab is full. */
    private void fillSlab() {
        for (int i = 0; i <= SLAB_BYTES / Slabs.MOST_BYTES; i++) {
            try (NewObject object = create(Slabs.MOST_BYTES);
                    HeldObject held = object.seal()) {
                assertThat(held.lengthBytes()).isEqualTo(Slabs.MOST_BYTES);
            }
        }
    }

    private static byte[] bytes(Region region) {
        return region.bytes(0, (int) region.length());
    }

    private byte[] readByWitness(ObjectId id) {
        connection.objects().flush();
        try (ObjectBuffer buffer = Objects.requireNonNull(witness.get(id, 0))) {
            return bytes(buffer.data());
        }
    }

    @Test
    void theLengthSaysWhereAnObjectIsMade() {
        try (NewObject shortest = create(Lane.INLINE_BYTES)) {
            assertThat(shortest).isInstanceOf(LaneDraft.class);
        }
        assertThat(isNothingLeased()).isTrue();
        try (NewObject first = create(Lane.INLINE_BYTES + 1);
                NewObject last = create(Slabs.MOST_BYTES);
                NewObject longest = create(Slabs.MOST_BYTES + 1)) {
            assertThat(first).isInstanceOf(SlabDraft.class);
            assertThat(last).isInstanceOf(SlabDraft.class);
            assertThat(longest).isNotInstanceOf(SlabDraft.class);
        }
        assertThat(isNothingLeased()).isFalse();
        assertThat(objects()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadInPlaceAndByOthers() {
        byte[] content = pattern(65_600, 1);
        ObjectId id;
        try (HeldObject held = make(content)) {
            id = held.id();
            assertThat(held).isInstanceOf(SlabHold.class);
            assertThat(held.lengthBytes()).isEqualTo(content.length);
            assertThat(held.metadata().length()).isZero();
            assertThat(bytes(held.data())).isEqualTo(content);
            assertThat(held.data().isWritable()).isFalse();
            assertThat(readByWitness(id)).isEqualTo(content);
            assertThat(objects())
                    .singleElement()
                    .satisfies(info -> assertThat(info.sizeBytes()).isEqualTo(content.length));
        }
        assertThat(objects()).isEmpty();
    }

    @Test
    void viewsEndWithTheHoldAndWritingWithTheSeal() {
        NewObject object = create(10_000);
        Region writable = object.data();
        writable.putByte(5, (byte) 7);
        HeldObject held = object.seal();
        assertThatIllegalStateException().isThrownBy(() -> writable.putByte(5, (byte) 8));
        assertThatIllegalStateException().isThrownBy(object::seal);
        object.close();
        Region readable = held.data();
        assertThat(readable.getByte(5)).isEqualTo((byte) 7);
        held.close();
        held.close();
        assertThatIllegalStateException().isThrownBy(() -> readable.getByte(5));
        assertThatIllegalStateException().isThrownBy(() -> held.data().getByte(5));
        assertThat(objects()).isEmpty();
    }

    @Test
    void whatIsNotSealedIsNotMade() {
        NewObject object = create(10_000);
        Region writable = object.data();
        object.close();
        object.close();
        assertThatIllegalStateException().isThrownBy(() -> writable.putByte(5, (byte) 8));
        assertThatIllegalStateException().isThrownBy(object::seal);
        assertThat(objects()).isEmpty();
    }

    @Test
    void aPinKeepsTheObjectAfterItsHold() throws InterruptedException {
        byte[] content = pattern(20_000, 2);
        HeldObject held = make(content);
        Runnable unpin = ((SlabHold) held).pin();
        held.close();
        fillSlab();
        assertThat(objects())
                .singleElement()
                .satisfies(info -> assertThat(info.refCount()).isEqualTo(1));
        assertThat(readByWitness(held.id())).isEqualTo(content);
        assertThatIllegalStateException().isThrownBy(((SlabHold) held)::pin);
        unpin.run();
        assertThat(comesTrue(() -> objects().isEmpty())).isTrue();
    }

    @Test
    void aSlabIsGivenUpWhenNobodyWritesThereAnyMore() throws InterruptedException {
        SlabDraft open = (SlabDraft) create(10_000);
        Runnable unpin = open.pin();
        fillSlab();
        assertThat(leasedBytes())
                .as("a quarter of the first, half of the second")
                .isEqualTo(SLAB_BYTES * 3L / 4);
        open.close();
        assertThat(leasedBytes()).as("pinned").isEqualTo(SLAB_BYTES * 3L / 4);
        unpin.run();
        assertThat(comesTrue(() -> leasedBytes() == SLAB_BYTES / 2)).isTrue();
        connection.close();
        try (StoreClient probe = StoreClient.connect(shared.socket())) {
            assertThat(probe.openLane()).isNotNull();
            assertThat(comesTrue(() -> probe.lease(MOST_LEASED_BYTES) != null)).isTrue();
        }
    }

    /** What is leased and in no object: what is left for others tells. */
    private long leasedBytes() {
        connection.objects().flush();
        try (StoreClient probe = StoreClient.connect(shared.socket())) {
            LaneLink lane = Objects.requireNonNull(probe.openLane());
            long free = 0;
            for (long step = MOST_LEASED_BYTES; step >= 64; step /= 2) {
                LeasedMemory lease = free + step > MOST_LEASED_BYTES ? null : probe.lease(free + step);
                if (lease != null) {
                    free += step;
                    lane.giveUp(lease);
                }
            }
            return MOST_LEASED_BYTES - free;
        }
    }

    @Test
    void theEndOfTheConnectionEndsAllViews() {
        HeldObject held = make(pattern(10_000, 3));
        Region readable = held.data();
        NewObject draft = create(10_000);
        Region writable = draft.data();
        ObjectId next = store.namespace().nextId();
        connection.close();
        assertThatIllegalStateException().isThrownBy(() -> readable.getByte(0));
        assertThatIllegalStateException().isThrownBy(() -> writable.putByte(0, (byte) 1));
        assertThatThrownBy(draft::seal).isInstanceOf(ConnectionClosedException.class);
        held.close();
        draft.close();
        assertThatThrownBy(() -> connection.objects().createToSend(next, 10_000))
                .isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void whoHoldsWhatCouldNotBeMadeStillReadsWhatItWrote() {
        byte[] content = pattern(200_000, 4);
        ObjectId id = store.namespace().nextId();
        witness.put(id, ByteBuffer.allocate(3), ByteBuffer.allocate(0));
        NewObject object = connection.objects().createToSend(id, content.length);
        object.data().put(0, content);
        long before;
        try (HeldObject held = object.seal()) {
            for (int i = 0; i < 50; i++) {
                fillSlab();
            }
            assertThat(bytes(held.data())).isEqualTo(content);
            assertThat(readByWitness(id)).hasSize(3);
            before = leasedBytes();
        }
        assertThat(leasedBytes()).isEqualTo(before - content.length);
        assertThat(witness.delete(id)).isNotNull();
        assertThat(objects()).isEmpty();
    }

    @Test
    void whereNothingIsLeasedObjectsAreMadeInThePlainWay() {
        try (StoreClient greedy = StoreClient.connect(shared.socket())) {
            assertThat(greedy.openLane()).isNotNull();
            assertThat(greedy.lease(MOST_LEASED_BYTES)).isNotNull();
            try (HeldObject held = make(pattern(10_000, 5))) {
                assertThat(held).isNotInstanceOf(SlabHold.class);
                assertThat(objects()).hasSize(1);
            }
        }
    }

    @Test
    void objectsOfAllLengthsFromSeveralThreadsKeepTheirBytes() throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (Connection other = shared.connect()) {
            List<Future<Boolean>> done = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int seed = thread;
                done.add(executor.submit(() -> makeAndCompare(other, seed)));
            }
            for (Future<Boolean> each : done) {
                assertThat(each.get(50, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(comesTrue(() -> objects().isEmpty())).isTrue();
        assertThat(leasedBytes()).isLessThanOrEqualTo(SLAB_BYTES);
    }

    private boolean makeAndCompare(Connection other, int seed) {
        Random random = new Random(seed);
        Deque<HeldObject> kept = new ArrayDeque<>();
        Deque<byte[]> contents = new ArrayDeque<>();
        boolean equal = true;
        for (int i = 0; i < 300; i++) {
            int sizeBytes = random.nextInt(5) == 0 ? random.nextInt(300_000) : random.nextInt(8_000, 40_000);
            byte[] content = pattern(sizeBytes, random.nextInt());
            if (random.nextInt(6) == 0) {
                try (NewObject given = create(sizeBytes)) {
                    given.data().put(0, content);
                }
                continue;
            }
            HeldObject held = make(content);
            kept.add(held);
            contents.add(content);
            if (random.nextInt(3) == 0) {
                connection.objects().flush();
                // Requests of other threads, which are answered, may come before what was just flushed.
                try (ObjectBuffer got = Objects.requireNonNull(other.client().get(held.id(), 10_000))) {
                    equal &= Arrays.equals(bytes(got.data()), content);
                }
            }
            if (kept.size() > 10) {
                try (HeldObject oldest = kept.remove()) {
                    equal &= Arrays.equals(bytes(oldest.data()), contents.remove());
                }
            }
        }
        kept.forEach(HeldObject::close);
        return equal;
    }

    @Test
    void viewsEndBeforeTheirMemoryIsOthers() throws Exception {
        LaneLink lane = Objects.requireNonNull(witness.openLane());
        for (int round = 0; round < 20; round++) {
            LeasedMemory others = Objects.requireNonNull(witness.lease(MOST_LEASED_BYTES - SLAB_BYTES));
            Connection closing = shared.connect();
            Store owner = Store.open(closing, "closing");
            Region written = closing.objects()
                    .createToSend(owner.namespace().nextId(), 200_000)
                    .data();
            Region created = closing.objects()
                    .create(owner.namespace().nextId(), 300_000)
                    .data();
            assertThat(witness.lease(SLAB_BYTES)).isNull();
            Thread ending = new Thread(closing::close);
            ending.start();
            LeasedMemory freed = null;
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                    freed == null && System.nanoTime() < end; ) {
                freed = witness.lease(SLAB_BYTES);
            }
            assertThatIllegalStateException().isThrownBy(() -> written.putByte(0, (byte) 1));
            assertThatIllegalStateException().isThrownBy(() -> created.putByte(0, (byte) 1));
            ending.join();
            lane.giveUp(Objects.requireNonNull(freed));
            lane.giveUp(others);
            lane.flush();
        }
    }
}
