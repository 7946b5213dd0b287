package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreFullException;
import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The objects of in-process connections keep the rules of a store. */
@Timeout(30)
class LocalObjectsTest {

    private static final ObjectId FIRST = ObjectIds.of(1, 1, 1, 1);
    private static final ObjectId SECOND = ObjectIds.of(1, 1, 1, 2);
    private static final byte[] NO_METADATA = {};

    private final LocalObjects objects = new LocalObjects();
    private final List<String> told = new ArrayList<>();
    private final EventSink sink = new EventSink() {
        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {
            told.add("sealed " + id.low() + " " + dataSize + " " + metadataSize);
        }

        @Override
        public void deleted(ObjectId id) {
            told.add("deleted " + id.low());
        }
    };

    private List<String> events() {
        told.clear();
        objects.subscribe().poll(sink, 0);
        return List.copyOf(told);
    }

    @Test
    void anObjectIsSeenOnceItIsSealed() {
        NewObject made = objects.create(FIRST, 3, new byte[] {7}, false);
        assertThat(made.id()).isEqualTo(FIRST);
        made.data().put(0, new byte[] {1, 2, 3});
        assertThat(objects.get(List.of(FIRST))).containsOnlyNulls();
        assertThat(objects.list()).extracting(ObjectInfo::sealed).containsExactly(false);
        assertThat(events()).isEmpty();
        Region writable = made.data();
        try (HeldObject held = made.seal()) {
            assertThat(events()).containsExactly("sealed 1 3 1");
            assertThat(held.id()).isEqualTo(FIRST);
            assertThat(held.data().bytes(0, 3)).containsExactly(1, 2, 3);
            assertThat(held.metadata().bytes(0, 1)).containsExactly(7);
            assertThat(held.data().isWritable()).isFalse();
            assertThatThrownBy(() -> writable.putByte(0, (byte) 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(made::seal)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was sealed or given up before");
            made.close();
            assertThat(objects.list()).extracting(ObjectInfo::refCount).containsExactly(1);
        }
        assertThat(objects.list()).extracting(ObjectInfo::refCount).containsExactly(0);
        assertThat(events()).isEmpty();
    }

    @Test
    void anIdIsUsedOnce() {
        NewObject made = objects.create(FIRST, 1, NO_METADATA, false);
        assertThatThrownBy(() -> objects.create(FIRST, 1, NO_METADATA, false))
                .isInstanceOf(ObjectExistsException.class)
                .hasMessage("Object " + FIRST + " exists already.");
        made.close();
        made.close();
        assertThat(objects.list()).isEmpty();
        objects.create(FIRST, 1, NO_METADATA, false).close();
        assertThat(events()).as("what was given up was never there").isEmpty();
    }

    @Test
    void anOwnedObjectGoesWithItsLastHold() {
        HeldObject made = objects.create(FIRST, 1, NO_METADATA, true).seal();
        HeldObject got = objects.get(List.of(FIRST, SECOND)).get(0);
        made.close();
        made.close();
        assertThat(got.data().getByte(0)).isZero();
        assertThat(objects.list()).hasSize(1);
        Region data = got.data();
        got.close();
        assertThat(objects.list()).isEmpty();
        assertThat(events()).containsExactly("sealed 1 1 0", "deleted 1");
        assertThatThrownBy(() -> data.getByte(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void deletionWaitsForTheLastHold() {
        HeldObject held = objects.create(FIRST, 1, NO_METADATA, false).seal();
        objects.create(SECOND, 1, NO_METADATA, false).seal().close();
        objects.delete(List.of(FIRST, SECOND, ObjectIds.of(9, 9, 9, 9)));
        assertThat(events()).containsExactly("sealed 1 1 0", "sealed 2 1 0", "deleted 2");
        held.close();
        assertThat(events()).containsExactly("deleted 1");
    }

    @Test
    void anObjectThatIsBeingWrittenMayBeDeletedLater() {
        NewObject made = objects.create(FIRST, 1, NO_METADATA, false);
        objects.delete(List.of(FIRST));
        made.seal().close();
        assertThat(events()).containsExactly("sealed 1 1 0", "deleted 1");
    }

    @Test
    void thereIsNoRoomForMoreThanOneWindow() {
        assertThatThrownBy(() -> objects.create(FIRST, Region.WINDOW_BYTES + 1L, NO_METADATA, false))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("Use a store for more");
        assertThatThrownBy(() -> objects.create(FIRST, Long.MAX_VALUE, new byte[1], false))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("No room for " + Long.MAX_VALUE + " bytes");
        assertThat(objects.list()).isEmpty();
    }

    @Test
    void onePollHandsOverEverythingWhoeverWakesItUp() {
        EventSource events = objects.subscribe();
        events.wakeUp();
        objects.create(FIRST, 1, NO_METADATA, false).seal().close();
        events.wakeUp();
        events.wakeUp();
        objects.create(SECOND, 1, NO_METADATA, false).seal().close();
        assertThat(events.poll(sink, 1000)).isEqualTo(2);
        assertThat(told).containsExactly("sealed 1 1 0", "sealed 2 1 0");
        assertThat(events.poll(sink, 0)).isZero();
    }

    @Test
    void aWakeUpEndsAPollThatWaits() {
        objects.subscribe().wakeUp();
        assertThat(objects.subscribe().poll(sink, -1)).isZero();
    }

    @Test
    void closingEndsTheEvents() {
        objects.close();
        objects.close();
        assertThatThrownBy(() -> objects.subscribe().poll(sink, 0))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("The in-process connection is closed.");
    }
}
