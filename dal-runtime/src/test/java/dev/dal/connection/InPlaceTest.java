package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.client.StoreClient;
import dev.dal.store.memory.PinnedMemory;
import dev.dal.store.memory.Region;
import dev.dal.testing.TestStore;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that a lane tells of by their place are read there, over a store of this JVM. */
@Timeout(60)
class InPlaceTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long CAPACITY_BYTES = 8 << 20;
    private static final int LONG_BYTES = 64 << 10;

    private TestStore shared;
    private Connection maker;
    private Connection reader;
    private Namespace namespace;

    /** Which kind of store it is all about. */
    TestStore launch(long capacityBytes) {
        return TestStore.inProcess(capacityBytes);
    }

    private void open(long capacityBytes) {
        shared = launch(capacityBytes);
        maker = shared.connect();
        reader = shared.connect();
        namespace = maker.reserveNamespace("maker", List.of(), new byte[0], 10);
        reader.updateObjectTable(SOON);
    }

    @BeforeEach
    void open() {
        open(CAPACITY_BYTES); // the declaration of the namespace brings the segment
    }

    @AfterEach
    void close() {
        reader.close();
        namespace.close();
        maker.close();
        shared.close();
    }

    private HeldObject make(ObjectId id, long sizeBytes, int content) {
        try (NewObject object = maker.objects().create(id, sizeBytes)) {
            object.data().putByte(0, (byte) content);
            object.data().putByte(sizeBytes - 1, (byte) content);
            return object.seal();
        }
    }

    /** A handle of something that the store tells the reader of. */
    private ObjectHandle handle(ObjectId id) {
        ObjectHandle handle = reader.objects().openHandle(id);
        reader.updateObjectTable(SOON);
        return handle;
    }

    private static HeldObject await(ObjectHandle handle) {
        return handle.await(Deadline.after(SOON), ErrorTranslator.NONE);
    }

    /** How many hold an object; negative if it is not there. */
    private int references(ObjectId id) {
        return maker.objects().list().stream()
                .filter(info -> info.id().equals(id))
                .map(ObjectInfo::refCount)
                .findAny()
                .orElse(-1);
    }

    private static boolean comesTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return true;
    }

    private void assertReferences(ObjectId id, int count) {
        assertThat(comesTrue(() -> references(id) == count))
                .as("%d references, found %d", count, references(id))
                .isTrue();
    }

    /** Writes other objects until each place of the store was written. */
    private void reuseMemory() {
        List<HeldObject> others = new ArrayList<>();
        byte[] other = new byte[LONG_BYTES];
        Arrays.fill(other, (byte) 99);
        try {
            while (true) {
                try (NewObject object = maker.objects().create(namespace.nextId(), LONG_BYTES)) {
                    object.data().put(0, other);
                    others.add(object.seal());
                }
            }
        } catch (StoreFullException full) {
            assertThat(others).hasSizeGreaterThan(10);
        } finally {
            others.forEach(HeldObject::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LONG_BYTES, 1 << 20})
    void whatIsAwaitedIsReadWhereItLies(int sizeBytes) {
        ObjectId id = namespace.nextId();
        ObjectHandle handle = handle(id);
        try (HeldObject made = make(id, sizeBytes, 7)) {
            HeldObject held = await(handle);
            assertThat(held).isInstanceOf(SegmentHold.class);
            assertThat(held.id()).isEqualTo(id);
            assertThat(held.lengthBytes()).isEqualTo(sizeBytes);
            assertThat(held.metadata().length()).isZero();
            Region data = held.data();
            assertThat(data.isWritable()).isFalse();
            assertThat(data.length()).isEqualTo(sizeBytes);
            assertThat(data.getByte(0)).isEqualTo((byte) 7);
            assertThat(data.getByte(sizeBytes - 1)).isEqualTo((byte) 7);
            assertReferences(id, 2);
            handle.close();
            assertReferences(id, 1);
            assertThatIllegalStateException().isThrownBy(() -> data.getByte(0));
            assertThatIllegalStateException().isThrownBy(held::data);
            assertThat(made.data().getByte(0)).isEqualTo((byte) 7);
        }
        assertReferences(id, -1);
    }

    @Test
    void metadataComeToo() {
        ObjectId id = namespace.nextId();
        ObjectHandle handle = handle(id);
        byte[] metadata = {1, 2, 3};
        maker.client().createAndSeal(id, ByteBuffer.allocate(LONG_BYTES), ByteBuffer.wrap(metadata));
        assertThat(handle.awaitSettled(Deadline.after(SOON))).isTrue();
        HeldObject held = handle.held();
        assertThat(held).isInstanceOf(SegmentHold.class);
        assertThat(held.metadata().bytes(0, 3)).isEqualTo(metadata);
        handle.close();
        assertReferences(id, 0);
    }

    @Test
    void whatLiesInAnUnknownSegmentIsGotAndAfterThatReadInPlace() {
        close();
        open(300_000_000);
        int sizeBytes = 80_000_000; // more than fits into the first segment, where the declarations are
        for (int count = 0; count < 3; count++) {
            ObjectId id = namespace.nextId();
            ObjectHandle handle = handle(id);
            HeldObject made = make(id, sizeBytes, 5);
            HeldObject held = await(handle);
            assertThat(held instanceof SegmentHold).isEqualTo(count > 0);
            assertThat(held.data().getByte(sizeBytes - 1)).isEqualTo((byte) 5);
            assertReferences(id, 2);
            made.close();
            handle.close();
            assertReferences(id, -1);
        }
    }

    /** What the reader is told by its lane. */
    private void tell(Consumer<LaneDispatch> telling) {
        reader.objects().lock().lock();
        try {
            LaneDispatch lanes = Objects.requireNonNull(reader.lanes());
            telling.accept(lanes);
            lanes.endBatch();
        } finally {
            reader.objects().lock().unlock();
        }
    }

    @Test
    void whatIsToldOfBeforeItsSegmentIsHereIsGot() {
        ObjectId id = namespace.nextId();
        ObjectSlot slot = Expecting.expect(reader.objects(), id, new Unconcerned());
        try (HeldObject made = make(id, LONG_BYTES, 7)) {
            tell(lanes -> lanes.arrivedAt(id, false, new ObjectLocation(999, 64, LONG_BYTES, 0)));
            assertThat(slot.held()).isNotNull().isNotInstanceOf(SegmentHold.class);
            assertThat(slot.held().data().getByte(0)).isEqualTo((byte) 7);
            assertReferences(made.id(), 2);
            new ObjectHandle(reader, slot).close();
        }
        assertReferences(id, -1);
    }

    @Test
    void aPlaceOutsideOfItsSegmentIsAFaultOfTheStore() {
        ObjectLocation outside = new ObjectLocation(1, 0, 1L << 40, 0);
        assertThatThrownBy(() -> tell(lanes -> lanes.arrivedAt(namespace.nextId(), false, outside)))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessageContaining("ends at byte 1099511627776 of segment 1");
    }

    @Test
    void whatIsNeededComesWithWhatNeedsIt() {
        ObjectId need = namespace.nextId();
        ObjectId other = namespace.nextId();
        ObjectId call = ObjectId.of((long) namespace.prefix() << 32, 5, 5);
        List<String> told = new ArrayList<>();
        reader.objects().listen(namespace.prefix(), new ObjectListener() {
            @Override
            public void sealed(ObjectId sealed) {
                told.add("sealed " + sealed);
            }

            @Override
            public void arrived(HeldObject object, List<HeldObject> needs, boolean sent) {
                told.add("arrived " + object.id() + " " + sent + " with "
                        + needs.stream().map(HeldObject::id).toList());
                assertThat(needs).allMatch(SegmentHold.class::isInstance);
                object.close();
                needs.forEach(HeldObject::close);
            }

            @Override
            public void deleted(ObjectId deleted) {
                told.add("deleted " + deleted);
            }
        });
        told.clear();
        ObjectLocation place = new ObjectLocation(1, 64, LONG_BYTES, 0);
        ByteBuffer bytes = ByteBuffer.allocate(9);
        tell(lanes -> {
            lanes.arrivedAt(other, false, place);
            lanes.sealed(need, LONG_BYTES, 0);
            lanes.arrived(call, false, false, bytes.duplicate(), ByteBuffer.allocate(0));
            lanes.arrivedAt(need, true, place);
            lanes.deleted(other);
            lanes.arrivedAt(need, true, place);
        });
        assertThat(told)
                .containsExactly(
                        "arrived " + other + " false with []",
                        "sealed " + need,
                        "arrived " + call + " true with [" + need + "]",
                        "deleted " + other,
                        "arrived " + need + " false with []");
    }

    @Test
    void aPinKeepsTheHoldBeyondTheEndOfTheViews() {
        ObjectId id = namespace.nextId();
        ObjectHandle handle = handle(id);
        HeldObject made = make(id, LONG_BYTES, 7);
        Region data = await(handle).data();
        made.close();
        PinnedMemory one = data.pin();
        PinnedMemory other = data.pin();
        handle.close();
        assertThatIllegalStateException().isThrownBy(() -> data.getByte(0));
        assertThatIllegalStateException().isThrownBy(data::pin);
        one.close();
        one.close();
        reader.updateObjectTable(SOON);
        assertThat(references(id)).isEqualTo(1);
        other.close();
        assertReferences(id, -1);
    }

    @Test
    void anExportedBufferKeepsTheObject() {
        ObjectId id = namespace.nextId();
        BufferRef ref = new BufferRef(handle(id), null, ErrorTranslator.NONE);
        HeldObject made = make(id, LONG_BYTES, 7);
        ByteBuffer exported = ref.get(SOON).data().export(0, LONG_BYTES);
        made.close();
        ref.close();
        reuseMemory();
        assertThat(exported.get(0)).isEqualTo((byte) 7);
        assertThat(exported.get(LONG_BYTES - 1)).isEqualTo((byte) 7);
        assertThat(references(id)).isEqualTo(1);
        Reference.reachabilityFence(exported);
        exported = null;
        assertThat(comesTrue(() -> {
                    System.gc();
                    return references(id) < 0;
                }))
                .isTrue();
    }

    @Test
    void nothingIsReleasedTwice() {
        ObjectId id = namespace.nextId();
        ObjectHandle handle = handle(id);
        try (HeldObject made = make(id, LONG_BYTES, 7)) {
            HeldObject held = await(handle);
            HeldObject inVain = failToMake(reader, id);
            assertReferences(id, 2);
            handle.close();
            held.close();
            held.close();
            reader.updateObjectTable(SOON);
            assertThat(references(id)).as("of the other hold").isEqualTo(2);
            inVain.close();
            assertReferences(id, 1);
            assertThat(made.data().getByte(0)).isEqualTo((byte) 7);
        }
    }

    @Test
    void whatNobodyWantsIsReleased() {
        ObjectId id = namespace.nextId();
        awaitByLane(id);
        try (HeldObject made = make(id, LONG_BYTES, 7)) {
            reader.updateObjectTable(SOON);
            assertReferences(made.id(), 1);
        }
        assertReferences(id, -1);
    }

    private void awaitByLane(ObjectId id) {
        Lane lane = Objects.requireNonNull(reader.lanes()).lane();
        lane.await(id);
        reader.updateObjectTable(SOON);
    }

    @Test
    void anOutputThatWasGivenUpIsDeleted() {
        ObjectId id = namespace.nextId();
        ObjectSlot slot = Expecting.expect(reader.objects(), id, new Unconcerned());
        new ObjectHandle(reader, slot).close();
        awaitByLane(id);
        maker.client().put(id, ByteBuffer.allocate(LONG_BYTES), ByteBuffer.allocate(0));
        assertReferences(id, -1);
    }

    /** Makes something, and does not care. */
    private static final class Unconcerned implements ObjectSlot.Producer {
        @Override
        public void settled(ObjectSlot slot, @Nullable HeldObject object) {}

        @Override
        public void unwanted(ObjectSlot slot) {}

        @Override
        public DalException lost(ObjectSlot slot) {
            return new ObjectLostException("lost");
        }

        @Override
        public String describe(ObjectSlot slot) {
            return "output of nobody";
        }
    }

    @Test
    void whoListensIsToldOfWhatIsAwaitedToo() {
        Namespace listening = reader.reserveNamespace("listening", List.of(), new byte[0], 10);
        ObjectId id = namespace.nextIdIn(listening.prefix());
        List<ObjectId> told = new ArrayList<>();
        reader.objects().listen(listening.prefix(), new ObjectListener() {
            @Override
            public void sealed(ObjectId sealed) {
                if (!ObjectIds.isDeclaration(sealed)) {
                    told.add(sealed);
                }
            }

            @Override
            public void arrived(HeldObject object, List<HeldObject> needs, boolean sent) {
                object.close();
            }

            @Override
            public void deleted(ObjectId deleted) {
                told.remove(deleted);
            }
        });
        ObjectHandle handle = handle(id);
        try (HeldObject made = make(id, LONG_BYTES, 7)) {
            assertThat(await(handle)).isInstanceOf(SegmentHold.class);
            reader.updateObjectTable(SOON);
            assertThat(told).containsExactly(id);
            assertReferences(made.id(), 2);
            handle.close();
        }
        assertReferences(id, -1);
        reader.updateObjectTable(SOON);
        assertThat(told).isEmpty();
        listening.close();
    }

    @Test
    void viewsEndWithTheConnection() {
        ObjectId id = namespace.nextId();
        BufferRef ref = new BufferRef(handle(id), null, ErrorTranslator.NONE);
        try (HeldObject made = make(id, LONG_BYTES, 7)) {
            Region seen = ref.get(SOON).data();
            Region own = ref.handle().held().data();
            assertThat(seen.getByte(0)).isEqualTo(made.data().getByte(0));
            reader.close();
            assertThatIllegalStateException().isThrownBy(() -> seen.getByte(0));
            assertThatIllegalStateException().isThrownBy(() -> own.getByte(0));
        }
        assertReferences(id, -1);
        ref.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, LONG_BYTES})
    void whoFailsToMakeAnObjectStillReadsTheOneThatIsThere(int sizeBytes) {
        ObjectId id = namespace.nextId();
        ObjectHandle handle = handle(id);
        HeldObject made = make(id, sizeBytes, 7);
        Region seen = await(handle).data();
        HeldObject inVain = failToMake(reader, id);
        HeldObject alsoInVain = failToMake(maker, id);
        inVain.close();
        alsoInVain.close();
        made.close();
        reader.updateObjectTable(SOON);
        maker.updateObjectTable(SOON);
        reuseMemory();
        assertThat(seen.getByte(0)).isEqualTo((byte) 7);
        assertThat(seen.getByte(sizeBytes - 1)).isEqualTo((byte) 7);
        assertThat(references(id)).isEqualTo(1);
        try (StoreClient other = StoreClient.connect(shared.socket());
                var object = other.get(id, 0)) {
            assertThat(object.data().getByte(0)).isEqualTo((byte) 7);
        }
        handle.close();
        assertReferences(id, -1);
    }

    @Test
    void whoFailsToMakeWhatIsBeingWrittenReadsItAfterwards() {
        ObjectId id = namespace.nextId();
        ObjectHandle handle = handle(id);
        try (NewObject object = maker.objects().create(id, LONG_BYTES)) {
            HeldObject inVain = failToMake(reader, id);
            object.data().putByte(0, (byte) 7);
            object.seal().close();
            Region seen = await(handle).data();
            inVain.close();
            reader.updateObjectTable(SOON);
            reuseMemory();
            assertThat(seen.getByte(0)).isEqualTo((byte) 7);
            assertThat(references(id)).isEqualTo(1);
        }
        handle.close();
        assertReferences(id, -1);
    }

    /** Makes another object of an id that is in use. */
    private static HeldObject failToMake(Connection connection, ObjectId id) {
        List<ObjectId> failed = new ArrayList<>();
        Runnable noMoreOutputs = connection.objects().whenOutputsFail((other, reason) -> failed.add(other));
        Runnable noMoreCalls = connection.objects().whenCallsFail((own, reason) -> failed.add(own));
        try (NewObject object = connection.objects().createOutput(id, 8)) {
            object.data().putLong(0, -1);
            HeldObject inVain = object.seal();
            connection.updateObjectTable(SOON);
            assertThat(failed).containsExactly(id);
            return inVain;
        } finally {
            noMoreOutputs.run();
            noMoreCalls.run();
        }
    }
}
