package dev.dal.store.core;

import static dev.dal.store.DeleteOutcome.DEFERRED_IN_USE;
import static dev.dal.store.DeleteOutcome.DEFERRED_UNSEALED;
import static dev.dal.store.DeleteOutcome.DELETED;
import static dev.dal.store.DeleteOutcome.NOT_FOUND;
import static dev.dal.store.core.CoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreCoreDeleteTest {

    private final CoreFixture store = new CoreFixture(100_000);
    private final StoreCore core = store.core;
    private final int one = core.connect();
    private final int two = core.connect();
    private final int listener = core.connect();

    @BeforeEach
    void listen() {
        core.subscribe(listener);
    }

    @Test
    void deletesAtOnceWhatNobodyHolds() {
        store.put(one, 1, 10);

        assertThat(core.delete(id(1))).isEqualTo(DELETED);
        assertThat(core.delete(id(1))).isEqualTo(NOT_FOUND);
        assertThat(core.contains(id(1))).isFalse();
        assertThat(core.usedBytes()).isZero();
        assertThat(store.drain()).containsExactly("2 sealed 1", "2 deleted 1");
    }

    @Test
    void deletesAtTheLastRelease() {
        store.putHeld(one, 1, 10);
        assertThat(core.delete(id(1))).isEqualTo(DEFERRED_IN_USE);
        assertThat(store.got(two, 1)).containsExactly(true);
        core.release(one, id(1));
        assertThat(core.contains(id(1))).isTrue();
        store.drain();

        core.release(two, id(1));

        assertThat(core.contains(id(1))).isFalse();
        assertThat(store.drain()).containsExactly("2 deleted 1");
    }

    @Test
    void ownedObjectsDieWithTheirOwner() {
        store.create(one, 1, 10);
        assertThat(core.delete(id(1))).isEqualTo(DEFERRED_UNSEALED);
        store.seal(one, 1);
        assertThat(core.evict(1000)).isZero();
        store.drain();

        core.disconnect(one);

        assertThat(store.drain()).containsExactly("2 deleted 1");
    }

    @Test
    void anOwnedObjectOutlivesItsOwnerWhileAnotherHoldsIt() {
        store.create(one, 1, 10);
        core.delete(id(1));
        store.seal(one, 1);
        store.got(two, 1);
        core.disconnect(one);
        assertThat(core.contains(id(1))).isTrue();

        core.disconnect(two);

        assertThat(core.contains(id(1))).isFalse();
    }

    @Test
    void theDeletionSticksToTheIdThroughAbort() {
        store.create(one, 1, 10);
        core.delete(id(1));
        core.abort(one, id(1));
        store.put(two, 1, 10);

        assertThat(core.exists(id(1))).isFalse();
        assertThat(store.drain()).containsExactly("2 sealed 1", "2 deleted 1");
        store.put(two, 1, 10);
        assertThat(core.contains(id(1))).isTrue();
    }

    @Test
    void theDeletionSticksToTheIdThroughTheDeathOfTheCreator() {
        store.create(one, 1, 10);
        core.delete(id(1));
        core.disconnect(one);
        assertThat(core.exists(id(1))).isFalse();
        assertThat(core.delete(id(1))).isEqualTo(NOT_FOUND);

        store.putHeld(two, 1, 10);
        core.release(two, id(1));

        assertThat(core.exists(id(1))).isFalse();
    }

    @Test
    void inlineObjectsDisappearAtOnceWhenADeletionWasPending() {
        store.create(one, 1, 10);
        core.delete(id(1));
        core.abort(one, id(1));
        store.await(two, -1, 2);

        core.createAndSeal(one, FakeInlineObject.batch(1, 2), true, 0);

        assertThat(store.drain()).containsExactly("2 sealed 1 2", "1 got#1 2", "2 deleted 1");
        assertThat(core.contains(id(1))).isFalse();
        assertThat(core.contains(id(2))).isTrue();
    }

    @Test
    void anUnsealedObjectReleasedByItsCreatorIsDeletedWhenSomebodySealsIt() {
        store.create(one, 1, 10);
        core.delete(id(1));
        core.release(one, id(1));
        assertThat(core.exists(id(1))).isTrue();

        store.seal(two, 1);

        assertThat(store.drain()).containsExactly("2 sealed 1", "2 deleted 1");
    }

    @Test
    void rememberedDeletionsDoNotPileUp() {
        int extra = 100;
        for (int i = 0; i < DeferredDeletions.MAXIMUM_WITHOUT_OBJECT + extra; i++) {
            store.create(one, i, 0);
            core.delete(id(i));
            core.abort(one, id(i));
        }
        assertThat(core.objects().table().size()).isEqualTo(DeferredDeletions.MAXIMUM_WITHOUT_OBJECT);

        store.put(one, extra - 1, 0);
        store.put(one, extra, 0);

        assertThat(core.contains(id(extra - 1))).as("forgotten").isTrue();
        assertThat(core.contains(id(extra))).as("remembered").isFalse();
    }
}
