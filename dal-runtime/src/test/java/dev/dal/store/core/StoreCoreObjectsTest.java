package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreCoreObjectsTest {

    private final CoreFixture store = new CoreFixture(100_000);
    private final StoreCore core = store.core;
    private final int one = core.connect();
    private final int two = core.connect();

    @Test
    void createsAnUnsealedObjectThatItsCreatorHolds() {
        CreateResult result = core.create(one, id(1), 100, 5, true, 1234);

        assertThat(result.outcome()).isEqualTo(Outcome.OK);
        assertThat(result.location()).isEqualTo(new ObjectLocation(1, 0, 100, 5));
        assertThat(core.list()).containsExactly(new ObjectInfo(id(1), 100, 5, 1, 1234, -1, 0, false));
        assertThat(core.contains(id(1))).isFalse();
        assertThat(core.exists(id(1))).isTrue();
        assertThat(core.usedBytes()).isEqualTo(105);
    }

    @Test
    void sealsOnceAndTellsHowLongItTook() {
        store.create(one, 1, 10);
        store.nowSeconds += 3;

        assertThat(store.seal(one, 1)).isEqualTo(Outcome.OK);

        assertThat(core.list()).containsExactly(new ObjectInfo(id(1), 10, 0, 1, 1000, 3, CoreFixture.DIGEST, true));
        assertThat(core.contains(id(1))).isTrue();
        assertThat(store.seal(one, 1)).isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(store.seal(one, 2)).isEqualTo(Outcome.OBJECT_NOT_FOUND);
    }

    @Test
    void showsNoNegativeDurationWhenTheClockWasSetBack() {
        store.create(one, 1, 10);
        store.nowSeconds -= 100;
        store.seal(one, 1);

        assertThat(store.info(1).constructDurationSeconds()).isZero();
    }

    @Test
    void anyClientMaySeal() {
        store.create(one, 1, 10);

        assertThat(store.seal(two, 1)).isEqualTo(Outcome.OK);
        assertThat(store.info(1).refCount()).isEqualTo(1);
        assertThat(core.release(one, id(1))).isTrue();
    }

    @Test
    void refusesAnIdThatExistsInAnyState() {
        store.create(one, 1, 10);
        assertThat(store.create(two, 1, 10)).isEqualTo(CreateResult.EXISTS);
        store.seal(one, 1);
        assertThat(store.create(two, 1, 10)).isEqualTo(CreateResult.EXISTS);
        core.release(one, id(1));
        assertThat(store.create(two, 1, 10)).isEqualTo(CreateResult.EXISTS);
        assertThat(core.create(two, id(1), -1, 0, true, 0)).isEqualTo(CreateResult.EXISTS);
        assertThat(core.usedBytes()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0",
        "0, -1",
        "-5, 10",
        "10, -5",
        "-9223372036854775808, 0",
        "9223372036854775807, 1",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775807, 0",
        "100001, 0",
        "100000, 1"
    })
    void refusesSizesThatCannotBe(long dataSize, long metadataSize) {
        assertThat(core.create(one, id(1), dataSize, metadataSize, true, 0)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(core.exists(id(1))).isFalse();
        assertThat(store.events).isEmpty();
        assertThat(store.segments.made).isEmpty();
    }

    @Test
    void emptyObjectsHaveAPlaceOfTheirOwn() {
        ObjectLocation first = store.create(one, 1, 0).location();
        ObjectLocation second = store.create(one, 2, 0).location();

        assertThat(first).isEqualTo(new ObjectLocation(1, 0, 0, 0));
        assertThat(second).isEqualTo(new ObjectLocation(1, 64, 0, 0));
    }

    @Test
    void anEmptyObjectFitsIntoAFullStore() {
        store.putHeld(one, 1, 100_000);

        assertThat(store.create(one, 2, 0).outcome()).isEqualTo(Outcome.OK);
        assertThat(store.create(one, 3, 1)).isEqualTo(CreateResult.OUT_OF_MEMORY);
    }

    @Test
    void abortTakesBackOnlyOwnUnsealedObjects() {
        store.create(one, 1, 10);
        store.putHeld(one, 2, 10);

        assertThat(core.abort(two, id(1))).isFalse();
        assertThat(core.abort(one, id(2))).isFalse();
        assertThat(core.abort(one, id(3))).isFalse();
        assertThat(core.abort(one, id(1))).isTrue();
        assertThat(core.abort(one, id(1))).isFalse();

        assertThat(core.exists(id(1))).isFalse();
        assertThat(core.usedBytes()).isEqualTo(10);
        assertThat(store.events).isEmpty();
        assertThat(store.create(two, 1, 10).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void countsOneReferencePerClientHoweverOftenItGets() {
        store.putHeld(one, 1, 10);
        store.got(two, 1, 1);
        store.got(two, 1);
        store.got(one, 1);
        assertThat(store.info(1).refCount()).isEqualTo(2);

        assertThat(core.release(two, id(1))).isTrue();
        assertThat(core.release(two, id(1))).isFalse();
        assertThat(store.info(1).refCount()).isEqualTo(1);
        assertThat(core.release(one, id(1))).isTrue();
        assertThat(store.info(1).refCount()).isZero();
    }

    @Test
    void ignoresReleasesOfWhatIsNotHeld() {
        store.put(one, 1, 10);
        store.create(one, 2, 10);

        assertThat(core.release(one, id(1))).isFalse();
        assertThat(core.release(two, id(2))).isFalse();
        assertThat(core.release(one, id(3))).isFalse();
        assertThat(core.usedBytes()).isEqualTo(20);
    }

    @Test
    void anUnsealedObjectThatWasReleasedStaysUnsealedAndIsNeverEvicted() {
        store.create(one, 1, 60_000);
        assertThat(core.release(one, id(1))).isTrue();

        assertThat(core.evict(100_000)).isZero();
        assertThat(store.create(two, 2, 60_000)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(core.abort(one, id(1))).isFalse();
        assertThat(store.seal(two, 1)).isEqualTo(Outcome.OK);
        assertThat(core.evict(1)).isEqualTo(60_000);
    }

    @Test
    void anUnsealedObjectThatWasReleasedGoesWithItsCreator() {
        store.create(one, 1, 10);
        core.release(one, id(1));

        core.disconnect(one);

        assertThat(core.exists(id(1))).isFalse();
        assertThat(core.usedBytes()).isZero();
    }

    @Test
    void knowsConnectedClientsOnly() {
        core.disconnect(two);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.create(two, 1, 1))
                .withMessage("client=1 is not connected");
        assertThatIllegalArgumentException().isThrownBy(() -> core.disconnect(two));
        assertThatIllegalArgumentException().isThrownBy(() -> core.release(-1, id(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreCore(0, store.segments, store))
                .withMessage("capacityBytes=0 expected: positive");
        assertThat(core.connect()).isEqualTo(two);
    }

    @Test
    void inlineObjectsAreMadeAndSealedInOneStep() {
        FakeInlineObject inlineObject = new FakeInlineObject(1, 100, 5);

        assertThat(core.createAndSeal(one, List.of(inlineObject), true, 1234)).isEqualTo(Outcome.OK);

        assertThat(inlineObject.writtenTo).isEqualTo(new ObjectLocation(1, 0, 100, 5));
        assertThat(core.list()).containsExactly(new ObjectInfo(id(1), 100, 5, 0, 1234, 0, 101, true));
        assertThat(core.createAndSeal(two, List.of(inlineObject), true, 1234)).isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(core.evict(1)).isEqualTo(105);
    }

    @Test
    void aBatchIsMadeWhollyOrNotAtAll() {
        core.subscribe(two);
        store.put(one, 9, 2_000);
        store.drain();

        assertThat(core.createAndSeal(one, FakeInlineObject.batch(1, 2, 9), true, 0))
                .isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(core.createAndSeal(one, FakeInlineObject.batch(1, 2, 1), true, 0))
                .isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(store.drain()).isEmpty();
        List<FakeInlineObject> tooMuch = List.of(new FakeInlineObject(1, 99_000, 0), new FakeInlineObject(2, 2_000, 0));
        assertThat(core.createAndSeal(one, tooMuch, true, 0)).isEqualTo(Outcome.OUT_OF_MEMORY);
        assertThat(core.list()).isEmpty();
        // Evictions on the way to a failure are not undone.
        assertThat(store.drain()).containsExactly("1 deleted 9", "evicted 1 objects, 2000 of 2000 bytes");

        assertThat(core.createAndSeal(one, FakeInlineObject.batch(3, 1, 2), true, 0))
                .isEqualTo(Outcome.OK);
        assertThat(store.drain()).containsExactly("1 sealed 3 1 2");
        assertThat(core.createAndSeal(one, List.of(), true, 0)).isEqualTo(Outcome.OK);
        assertThat(store.drain()).isEmpty();
    }

    @Test
    void nothingStaysOfABatchThatCannotBeWritten() {
        FakeInlineObject failing = new FakeInlineObject(2, 10, 0);
        failing.failure = new IllegalStateException("no");

        assertThatIllegalStateException()
                .isThrownBy(() -> core.createAndSeal(one, List.of(new FakeInlineObject(1, 10, 0), failing), true, 0))
                .withMessage("no");

        assertThat(core.list()).isEmpty();
        assertThat(core.usedBytes()).isZero();
        assertThat(core.createAndSeal(one, FakeInlineObject.batch(1, 2), true, 0))
                .isEqualTo(Outcome.OK);
    }
}
