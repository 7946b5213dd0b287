package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.Lane;
import dev.dal.store.LaneLink;
import dev.dal.store.ObjectId;
import dev.dal.testing.ExtensionsOn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a store does on lanes (docs/protocol.md section 8), over every shell. */
@Timeout(60)
@ExtensionsOn
abstract class LaneContract {

    static final int CAPACITY_BYTES = 1_000_000;
    private static final int PREFIX = id(1).prefix();
    private static final int CALL = Lane.OWNED | Lane.KEPT;
    private static final int OUTPUT = Lane.OWNED | Lane.HANDED;
    private static final ObjectId TOKEN = ObjectId.of(-1, -1, 77);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(CAPACITY_BYTES);

    private LaneLink caller;
    private LaneLink processor;
    private RawClient witness;

    abstract LaneLink openLane();

    @BeforeEach
    void open() {
        caller = openLane();
        processor = openLane();
        witness = fixture.client();
        processor.watch(PREFIX);
        processor.flush();
        assertSynced(processor);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void publish(LaneLink lane, int number, int flags, String data, ObjectId... needs) {
        lane.publish(id(number), flags, List.of(needs), bytes(data), bytes(""));
    }

    private static void assertSynced(LaneLink lane) {
        lane.sync(TOKEN);
        lane.flush();
        assertThat(LaneLog.next(lane, 1)).containsExactly("synced 77");
    }

    @Test
    void aCallAndItsAnswerTakeOneFrameEachWay() {
        caller.publish(id(1), CALL, List.of(), bytes("ys"), bytes("m"));
        publish(caller, 2, CALL, "call", id(1));
        caller.await(id(3));
        caller.flush();
        assertThat(LaneLog.next(processor, 3))
                .containsExactly("arrived 1 ys|m unheld", "arrived 2 call unheld", "attached 1 ys|m");
        publish(processor, 3, OUTPUT, "zs");
        processor.release(id(1));
        processor.flush();
        assertThat(LaneLog.next(caller, 1)).containsExactly("arrived 3 zs");
        for (int number = 1; number <= 3; number++) {
            caller.release(id(number));
        }
        caller.flush();
        assertThat(witness.list()).isEmpty();
        assertThat(LaneLog.next(processor, 2)).containsExactly("deleted 1", "deleted 2");
        assertSynced(processor);
    }

    @Test
    void objectsThatFollowEachOtherArriveTogether() {
        processor.unwatch(PREFIX);
        assertSynced(processor);
        caller.watch(PREFIX);
        assertSynced(caller);
        publish(processor, 64, OUTPUT, "a");
        publish(processor, 65, OUTPUT, "b");
        publish(processor, 66, OUTPUT, "c");
        processor.flush();
        assertThat(LaneLog.next(caller, 3)).containsExactly("arrived 64 a", "arrived 65 b", "arrived 66 c");
        caller.release(id(64));
        assertSynced(caller);
        assertThat(witness.text(witness.get(id(65)))).isEqualTo("b");
        witness.release(id(65));
        caller.release(id(65));
        caller.release(id(66));
        caller.flush();
        assertThat(witness.list()).isEmpty();
    }

    @Test
    void oneOfARangeThatCannotBeMadeFailsAlone() {
        processor.unwatch(PREFIX);
        assertSynced(processor);
        caller.watch(PREFIX);
        assertSynced(caller);
        witness.put(id(65), "x");
        publish(processor, 64, OUTPUT, "a");
        publish(processor, 65, OUTPUT, "b");
        publish(processor, 66, OUTPUT, "c");
        processor.flush();
        assertThat(LaneLog.next(caller, 3)).containsExactly("arrived 65 x", "arrived 64 a", "arrived 66 c");
        assertThat(LaneLog.next(processor, 1)).containsExactly("failed 65 exists 1");
    }

    @Test
    void whatIsToldIsTrueForEverybody() {
        publish(caller, 1, CALL, "data");
        caller.flush();
        assertThat(witness.text(witness.get(id(1)))).isEqualTo("data");
        witness.release(id(1));
        witness.put(id(2), "from another");
        assertThat(LaneLog.next(processor, 2)).containsExactly("arrived 1 data unheld", "arrived 2 from another");
    }

    @Test
    void whatWasThereBeforeIsTold() {
        witness.put(id(1), "x");
        witness.put(ObjectId.of((long) PREFIX << 32, 0, 0), "declared");
        LaneLink late = openLane();
        late.watch(PREFIX);
        late.flush();
        assertThat(LaneLog.next(late, 2)).containsExactly("sealed declaration 8+0", "sealed 1 1+0");
    }

    @Test
    void whatNeedsSomethingThatFailedIsNotMade() {
        witness.put(id(1), "x");
        assertThat(LaneLog.next(processor, 1)).containsExactly("arrived 1 x");
        publish(caller, 2, CALL, "first");
        publish(caller, 1, CALL, "second");
        publish(caller, 3, CALL, "third", id(1));
        publish(caller, 5, CALL, "fifth", id(2));
        caller.flush();
        publish(caller, 4, CALL, "fourth");
        publish(caller, 6, CALL, "sixth", id(3));
        caller.flush();
        assertThat(LaneLog.next(caller, 3)).containsExactly("failed 1 exists 6", "failed 3 full 5", "failed 6 full 5");
        assertThat(LaneLog.next(processor, 4))
                .containsExactly(
                        "arrived 2 first unheld",
                        "arrived 5 fifth unheld",
                        "attached 2 first",
                        "arrived 4 fourth unheld");
    }

    @Test
    void aFullStoreIsAFailureAndLosesNothing() {
        String much = "x".repeat(400_000);
        publish(caller, 1, CALL, much);
        publish(caller, 2, CALL, much);
        publish(caller, 3, CALL, much);
        caller.flush();
        assertThat(LaneLog.next(caller, 1)).containsExactly("failed 3 full 400000");
        caller.release(id(1));
        publish(caller, 3, CALL, much);
        caller.flush();
        assertThat(LaneLog.next(processor, 4))
                .containsExactly("sealed 1 400000+0", "sealed 2 400000+0", "deleted 1", "sealed 3 400000+0");
    }

    @Test
    void manyCallsAtOnceKeepTheirOrder() {
        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= 2000; number++) {
            publish(caller, number, CALL, "call" + number);
            expected.add("arrived " + number + " call" + number + " unheld");
        }
        caller.flush();
        assertThat(LaneLog.next(processor, 2000)).isEqualTo(expected);
    }

    @Test
    void aLaneThatEndsLeavesNothing() {
        publish(caller, 1, CALL, "x");
        publish(processor, 2, CALL, "y");
        caller.flush();
        processor.flush();
        caller.await(id(2));
        caller.flush();
        assertThat(LaneLog.next(caller, 1)).containsExactly("arrived 2 y");
        close(caller);
        close(processor);
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (!witness.list().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(witness.list()).isEmpty();
    }

    /** Ends the client of a lane. */
    abstract void close(LaneLink lane);
}
