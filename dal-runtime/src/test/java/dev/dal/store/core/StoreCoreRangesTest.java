package dev.dal.store.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that are made together (docs/protocol.md section 8.1) are like any others. */
class StoreCoreRangesTest {

    private static final int OUTPUT = Lane.OWNED | Lane.HANDED | Lane.KEPT;
    private static final int CALL = Lane.OWNED | Lane.KEPT;
    private static final ObjectId FIRST = id(64);
    private static final int PREFIX = FIRST.prefix();

    private final Both both = new Both(10_000_000);

    private static final int INPUT_BYTES = 208;

    private static ObjectId id(int number) {
        return ObjectId.of(0x0102030405060708L, 5, number);
    }

    private static ObjectId inputId(int number) {
        return ObjectId.of(0x0202030405060708L, 6, number);
    }

    private static ObjectId callId(int number) {
        return ObjectId.of(0x0302030405060708L, 7, number);
    }

    /** A store with a processor that publishes, the caller who watches, and a client without a lane. */
    private static final class Side {
        final CoreFixture fixture;
        final StoreCore core;
        final int processor;
        final int caller;
        final int client;
        final int processorLane;
        final int callerLane;

        Side(long capacityBytes) {
            fixture = new CoreFixture(capacityBytes);
            core = fixture.core;
            processor = core.connect();
            caller = core.connect();
            client = core.connect();
            processorLane = core.openLane(processor);
            callerLane = core.openLane(caller);
            core.watch(callerLane, PREFIX);
            core.watch(callerLane, inputId(0).prefix());
            core.watch(processorLane, callId(0).prefix());
        }

        boolean publishRange(int first, int count, int sizeBytes, int flags) {
            return core.publishRange(processorLane, new WrittenRange(id(first), count, sizeBytes), flags, 0);
        }

        void publishEach(int first, int count, int sizeBytes, int flags) {
            for (int i = 0; i < count; i++) {
                core.publish(processorLane, new Written(id(first + i), sizeBytes), flags, List.of(), 0);
            }
        }

        /** The caller makes inputs in a namespace of its own. */
        boolean publishInputs(int first, int count) {
            return core.publishRange(callerLane, new WrittenRange(inputId(first), count, INPUT_BYTES), OUTPUT, 0);
        }

        void publishEachInput(int first, int count) {
            for (int i = 0; i < count; i++) {
                core.publish(callerLane, new Written(inputId(first + i), INPUT_BYTES), OUTPUT, List.of(), 0);
            }
        }

        /** The caller makes a call. */
        void call(int number, List<ObjectId> needs) {
            core.publish(callerLane, new Written(callId(number), 300), CALL, needs, 0);
        }

        boolean gets(int number) {
            List<@Nullable ObjectLocation> locations = new ArrayList<>();
            core.get(client, List.of(id(number)), 0, 0, 0, locations);
            return locations.get(0) != null;
        }
    }

    private record WrittenRange(ObjectId first, int count, int sizeBytes) implements InlineRange {
        @Override
        public void writeTo(int segment, long offset) {
            assertThat(offset % 64).isZero();
        }
    }

    /** The same done to two stores, of which the second knows no ranges. */
    private static final class Both {
        final Side ranges;
        final Side singles;

        Both(long capacityBytes) {
            ranges = new Side(capacityBytes);
            singles = new Side(capacityBytes);
        }

        void publish(int first, int count, int sizeBytes, int flags) {
            if (!ranges.publishRange(first, count, sizeBytes, flags)) {
                ranges.publishEach(first, count, sizeBytes, flags);
            }
            singles.publishEach(first, count, sizeBytes, flags);
        }

        void publishInputs(int first, int count) {
            if (!ranges.publishInputs(first, count)) {
                ranges.publishEachInput(first, count);
            }
            singles.publishEachInput(first, count);
        }

        void call(int number, List<ObjectId> needs) {
            ranges.call(number, needs);
            singles.call(number, needs);
        }

        void giveBackInputs(boolean byCaller, int first, int count) {
            ranges.core.giveBack(byCaller ? ranges.callerLane : ranges.processorLane, inputId(first), count);
            for (int i = 0; i < count; i++) {
                singles.core.giveBack(byCaller ? singles.callerLane : singles.processorLane, inputId(first + i));
            }
        }

        void giveBackCall(int number) {
            ranges.core.giveBack(ranges.callerLane, callId(number));
            singles.core.giveBack(singles.callerLane, callId(number));
        }

        void giveBack(boolean byCaller, int first, int count) {
            ranges.core.giveBack(byCaller ? ranges.callerLane : ranges.processorLane, id(first), count);
            for (int i = 0; i < count; i++) {
                singles.core.giveBack(byCaller ? singles.callerLane : singles.processorLane, id(first + i));
            }
        }

        void assertSameEvents() {
            assertThat(ranges.fixture.drain()).isEqualTo(singles.fixture.drain());
        }

        void assertSameObjects() {
            assertThat(ranges.core.list()).containsExactlyInAnyOrderElementsOf(singles.core.list());
            assertThat(ranges.core.isBalanced()).isTrue();
            assertThat(ranges.core.usedBytes()).isEqualTo(singles.core.usedBytes());
        }

        int arrivedTogether() {
            return ranges.fixture.ranges;
        }
    }

    @Test
    void aRangeIsHandedOverAndGoesWithItsLastHold() {
        both.publish(64, 64, 100, OUTPUT);
        assertThat(both.arrivedTogether()).isEqualTo(1);
        both.assertSameEvents();
        both.giveBack(true, 64, 64);
        assertThat(both.ranges.core.usedBytes()).isEqualTo(6400);
        both.giveBack(false, 64, 63);
        assertThat(both.ranges.core.usedBytes()).isEqualTo(6400);
        assertThat(both.ranges.core.isBalanced()).isTrue();
        both.giveBack(false, 127, 1);
        assertThat(both.ranges.core.usedBytes()).isZero();
        both.assertSameEvents();
        both.assertSameObjects();
    }

    @Test
    void aRangeThatNobodyKeepsGoesWithTheTaker() {
        both.publish(64, 3, 1, OUTPUT & ~Lane.KEPT);
        assertThat(both.arrivedTogether()).isEqualTo(1);
        both.giveBack(true, 66, 1);
        both.assertSameObjects();
        both.giveBack(true, 64, 2);
        both.assertSameObjects();
        assertThat(both.ranges.core.usedBytes()).isZero();
    }

    @Test
    void whoCannotMakeARangeHoldsWhatIsThereInstead() {
        both.publishInputs(64, 3);
        for (Side side : List.of(both.ranges, both.singles)) {
            for (int i = 63; i < 66; i++) {
                side.core.publish(side.processorLane, new Written(inputId(i), 10), CALL, List.of(), 0);
            }
        }
        both.giveBackInputs(true, 64, 3);
        both.assertSameObjects();
        assertThat(both.ranges.core.exists(inputId(65))).isTrue();
        both.giveBackInputs(false, 63, 3);
        both.assertSameEvents();
        both.assertSameObjects();
        assertThat(both.ranges.core.usedBytes()).isZero();
    }

    @Test
    void releasesOfWhatCouldNotBeMadeAreIgnoredWithinARange() {
        for (Side side : List.of(both.ranges, both.singles)) {
            side.core.create(side.client, id(65), 10, 0, true, 0);
            side.core.publish(side.processorLane, new Written(id(65), 10), CALL, List.of(), 0);
            side.core.abort(side.client, id(65));
        }
        both.publish(64, 3, 100, OUTPUT);
        both.giveBack(true, 64, 3);
        both.giveBack(false, 64, 3);
        both.assertSameEvents();
        both.assertSameObjects();
        assertThat(both.ranges.core.exists(id(65)))
                .as("one release more is due")
                .isTrue();
        both.giveBack(false, 65, 1);
        assertThat(both.ranges.core.usedBytes()).isZero();
    }

    @Test
    void inputsAreSentAlongWithTheCallsThatNeedThem() {
        assertThat(both.ranges.publishInputs(64, 16)).isTrue();
        both.singles.publishEachInput(64, 16);
        both.call(1, List.of(inputId(64), inputId(66), inputId(79), inputId(200)));
        both.assertSameEvents();
        both.giveBackInputs(true, 64, 16);
        assertThat(both.ranges.core.exists(inputId(65))).isFalse();
        assertThat(both.ranges.core.usedBytes()).isEqualTo(16 * INPUT_BYTES + 300);
        both.giveBackInputs(false, 64, 3);
        both.giveBackInputs(false, 79, 1);
        both.giveBackCall(1);
        assertThat(both.ranges.core.usedBytes()).isZero();
        both.assertSameEvents();
        both.assertSameObjects();
    }

    @Test
    void inputsThatAreNeededTwiceAreHeldTwice() {
        both.publishInputs(64, 3);
        both.call(1, List.of(inputId(64), inputId(65)));
        both.call(2, List.of(inputId(65), inputId(66)));
        both.giveBackInputs(true, 64, 3);
        both.giveBackInputs(false, 64, 3);
        assertThat(both.ranges.core.exists(inputId(65))).isTrue();
        both.giveBackInputs(false, 65, 1);
        both.giveBackCall(1);
        both.giveBackCall(2);
        both.assertSameEvents();
        both.assertSameObjects();
        assertThat(both.ranges.core.usedBytes()).isZero();
    }

    @Test
    void inputsAreNotSentToWhoHasLeftMuchUnread() {
        both.publishInputs(64, 3);
        both.ranges.fixture.lanesTake = false;
        both.singles.fixture.lanesTake = false;
        both.call(1, List.of(inputId(64)));
        both.assertSameEvents();
        both.giveBackInputs(true, 64, 3);
        assertThat(both.ranges.core.exists(inputId(64)))
                .as("was not handed over")
                .isFalse();
        both.giveBackCall(1);
        both.assertSameEvents();
        both.assertSameObjects();
    }

    @Test
    void whoeverAsksForAnObjectFindsIt() {
        both.publish(64, 10, 100, OUTPUT);
        both.giveBack(true, 64, 2);
        both.giveBack(false, 64, 1);
        assertThat(both.ranges.core.exists(id(64))).isFalse();
        assertThat(both.ranges.gets(65)).isTrue();
        assertThat(both.singles.gets(65)).isTrue();
        both.assertSameObjects();
        both.giveBack(true, 64, 10);
        both.giveBack(false, 64, 10);
        both.assertSameEvents();
        both.assertSameObjects();
        assertThat(both.ranges.core.list())
                .singleElement()
                .satisfies(info -> assertThat(info.id()).isEqualTo(id(65)));
    }

    @Test
    void objectsOfARangeLieSideBySide() {
        both.publish(64, 3, 100, OUTPUT);
        ObjectLocation first = both.ranges.core.locate(id(64));
        ObjectLocation last = both.ranges.core.locate(id(66));
        assertThat(first).isNotNull();
        assertThat(last).isEqualTo(new ObjectLocation(first.segment(), first.dataOffset() + 256, 100, 0));
    }

    @Test
    void whatOthersHaveToDoWithIsMadeOneByOne() {
        assertThat(both.ranges.publishRange(64, 2, 8, Lane.OWNED | Lane.KEPT)).isFalse();
        assertThat(both.ranges.publishRange(64, 2, 8, Lane.HANDED | Lane.KEPT)).isFalse();
        assertThat(both.ranges.publishRange(64, 2, 513, OUTPUT)).isFalse();
        assertThat(both.ranges.publishRange(120, 9, 8, OUTPUT)).isFalse();
        both.ranges.fixture.lanesTake = false;
        assertThat(both.ranges.publishRange(64, 2, 8, OUTPUT)).isFalse();
        both.ranges.fixture.lanesTake = true;
        both.ranges.core.await(both.ranges.processorLane, id(65));
        assertThat(both.ranges.publishRange(64, 2, 8, OUTPUT)).isFalse();
        both.ranges.core.get(both.ranges.client, List.of(id(68)), 1000, 0, 0, new ArrayList<>());
        assertThat(both.ranges.publishRange(67, 2, 8, OUTPUT)).isFalse();
        both.ranges.fixture.put(both.ranges.client, 1, 5);
        both.ranges.core.createAndSeal(both.ranges.client, List.of(new Written(id(71), 1)), true, 0);
        assertThat(both.ranges.publishRange(70, 2, 8, OUTPUT)).isFalse();
        both.ranges.core.subscribe(both.ranges.client);
        assertThat(both.ranges.publishRange(80, 2, 8, OUTPUT)).isFalse();
        both.ranges.core.unsubscribe(both.ranges.client);
        assertThat(both.ranges.core.usedBytes()).isEqualTo(6);
        assertThat(both.ranges.publishRange(80, 2, 8, OUTPUT)).isTrue();
        assertThat(both.ranges.publishRange(81, 2, 8, OUTPUT)).isFalse();
        both.ranges.core.watch(both.ranges.processorLane, PREFIX);
        assertThat(both.ranges.publishRange(96, 2, 8, OUTPUT)).isFalse();
    }

    @Test
    void aFullStoreMakesThemOneByOneAsFarAsThereIsRoom() {
        Both small = new Both(1000);
        small.publish(64, 10, 99, OUTPUT);
        assertThat(small.arrivedTogether()).isEqualTo(1);
        small.publish(128, 2, 10, OUTPUT);
        assertThat(small.arrivedTogether()).isEqualTo(1);
        small.assertSameEvents();
        small.assertSameObjects();
    }

    @Test
    void whatHasGoneOfRangesGivesWayWhereRoomIsShort() {
        Both small = new Both(100_000);
        for (int first = 64; first < 64 + 3 * 64; first += 64) {
            small.publish(first, 64, 500, OUTPUT);
            small.giveBack(true, first + 1, 63);
            small.giveBack(false, first + 1, 63);
        }
        assertThat(small.arrivedTogether()).isEqualTo(3);
        small.ranges.fixture.put(small.ranges.client, 1, 90_000);
        small.singles.fixture.put(small.singles.client, 1, 90_000);
        small.assertSameEvents();
        small.assertSameObjects();
    }

    @Test
    void declarationsAreToldToAll() {
        ObjectId declaration = ObjectId.of((long) PREFIX << 32, 0, 0);
        assertThat(both.ranges.core.publishRange(
                        both.ranges.processorLane, new WrittenRange(declaration, 2, 8), OUTPUT, 0))
                .isFalse();
        both.ranges.core.publish(both.ranges.processorLane, new Written(declaration, 8), OUTPUT, List.of(), 0);
        both.ranges.core.giveBack(both.ranges.processorLane, declaration);
        assertThat(both.ranges.fixture.drain())
                .containsExactly(
                        both.ranges.callerLane + " announced 0",
                        both.ranges.processorLane + " gone 0",
                        both.ranges.callerLane + " gone 0");
    }

    @Test
    void whatALostLaneHeldGoes() {
        both.publish(64, 5, 10, OUTPUT);
        both.publish(128, 5, 10, OUTPUT);
        both.giveBack(true, 128, 5);
        both.ranges.core.disconnect(both.ranges.processor);
        both.singles.core.disconnect(both.singles.processor);
        both.assertSameObjects();
        assertThat(both.ranges.core.list()).hasSize(5);
        both.ranges.core.disconnect(both.ranges.caller);
        both.singles.core.disconnect(both.singles.caller);
        both.assertSameObjects();
        assertThat(both.ranges.core.list()).isEmpty();
        assertThat(both.ranges.core.usedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nobodyCanTellTheDifference(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 5_000; step++) {
            act(random);
            both.assertSameEvents();
            if (random.nextInt(100) == 0) {
                both.assertSameObjects();
            }
        }
        for (int number = 0; number < 256; number++) {
            for (int hold = 0; hold < 100; hold++) { // what could not be made counts too
                both.giveBack(true, number, 1);
                both.giveBack(false, number, 1);
                both.giveBackCall(number);
                both.giveBackInputs(true, number, 1);
                both.giveBackInputs(false, number, 1);
            }
            releaseAndDelete(both.ranges, number);
            releaseAndDelete(both.singles, number);
        }
        both.assertSameEvents();
        both.assertSameObjects();
        assertThat(both.ranges.core.usedBytes()).isZero();
        assertThat(both.arrivedTogether()).isGreaterThan(50);
    }

    private static void releaseAndDelete(Side side, int number) {
        side.core.release(side.client, id(number));
        side.core.delete(id(number));
    }

    private void act(Random random) {
        int first = random.nextInt(240);
        int count = 1 + random.nextInt(15);
        switch (random.nextInt(18)) {
            case 12 -> both.publishInputs(first, count);
            case 13 -> both.giveBackInputs(true, first, 4 * count);
            case 14 -> both.giveBackInputs(false, first, 4 * count);
            case 15, 16 -> both.call(first, List.of(inputId(first), inputId(first + 1), inputId(first + count)));
            case 17 -> both.giveBackCall(first);
            case 0, 1, 2, 3 -> both.publish(first, count, random.nextInt(130), OUTPUT);
            case 4, 5 -> both.giveBack(true, first, 8 * count);
            case 6, 7 -> both.giveBack(false, first, 8 * count);
            case 8 -> assertThat(both.ranges.gets(first)).isEqualTo(both.singles.gets(first));
            case 9 ->
                assertThat(both.ranges.core.release(both.ranges.client, id(first)))
                        .isEqualTo(both.singles.core.release(both.singles.client, id(first)));
            case 10 -> rarely(random, first);
            default ->
                assertThat(both.ranges.core.contains(id(first))).isEqualTo(both.singles.core.contains(id(first)));
        }
    }

    private void rarely(Random random, int number) {
        switch (random.nextInt(20)) {
            case 0 -> {
                both.ranges.core.subscribe(both.ranges.client);
                both.singles.core.subscribe(both.singles.client);
                assertThat(both.ranges.fixture.drain())
                        .containsExactlyInAnyOrderElementsOf(both.singles.fixture.drain());
            }
            case 1, 2 -> {
                both.ranges.core.unsubscribe(both.ranges.client);
                both.singles.core.unsubscribe(both.singles.client);
            }
            case 3 -> assertThat(both.ranges.core.delete(id(number))).isEqualTo(both.singles.core.delete(id(number)));
            case 4 -> {
                both.ranges.core.await(both.ranges.callerLane, id(number));
                both.singles.core.await(both.singles.callerLane, id(number));
            }
            default -> assertThat(both.ranges.core.exists(id(number))).isEqualTo(both.singles.core.exists(id(number)));
        }
    }
}
