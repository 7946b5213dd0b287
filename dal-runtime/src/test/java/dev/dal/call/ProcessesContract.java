package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.call.AdderCaller.LongResult;
import dev.dal.call.AdderCaller.TagResult;
import dev.dal.connection.Connection;
import dev.dal.connection.Draft;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ProcessorLostException;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreFullException;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.testing.TestJvm;
import dev.dal.testing.TestStore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What processes do to each other when they die or run out of room; with real processes. */
@Timeout(120)
abstract class ProcessesContract {

    static final long CAPACITY_BYTES = 10_000_000;

    private static final Duration SOON = Duration.ofSeconds(10);

    private TestStore shared;

    /** A store of {@link #CAPACITY_BYTES}. */
    abstract TestStore launch();

    @BeforeEach
    void launchStore() {
        shared = launch();
    }

    @AfterEach
    void endStore() {
        shared.close();
    }

    @Test
    void aProcessorThatIsKilledFailsItsCallsWithinASecond() throws Exception {
        try (TestJvm processor = shared.start(AdderProgram.class)) {
            String prefix = processor.awaitLine("serving at ");
            try (Connection connection = shared.connect();
                    Store store = Store.open(connection, "test");
                    AdderCaller adder = AdderCaller.find(store);
                    LongResult done = adder.simpleFn(1, LongTensor.of(1));
                    TagResult running = adder.await_();
                    LongResult queued = adder.simpleFn(1, LongTensor.of(2));
                    LongResult chained = adder.simpleFn(1, queued.zs())) {
                assertThat(done.get(SOON).get(0)).isEqualTo(2);
                processor.kill();
                Duration oneSecond = Duration.ofSeconds(1);
                ProcessorLostException lost =
                        catchThrowableOfType(ProcessorLostException.class, () -> running.await(oneSecond));
                assertThat(lost.error().processor()).isEqualTo("Adder@" + prefix);
                assertThatThrownBy(() -> queued.get(Duration.ZERO)).isInstanceOf(ProcessorLostException.class);
                assertThatThrownBy(() -> chained.get(Duration.ZERO)).isInstanceOf(ProcessorLostException.class);
                assertThat(done.get(SOON).get(0)).as("what was held stays").isEqualTo(2);
            }
        }
    }

    @Test
    void aCallerThatIsKilledLeavesNothingAndDisturbsNobody() throws Exception {
        try (TestJvm processor = shared.start(AdderProgram.class)) {
            processor.awaitLine("serving at ");
            try (TestJvm caller = shared.start(CallingProgram.class);
                    Connection connection = shared.connect()) {
                int prefix = HexFormat.fromHexDigits(caller.awaitLine("calling from "));
                assertThat(withPrefix(connection, prefix)).isNotEmpty();
                caller.kill();
                assertThat(becomesEmpty(connection, prefix)).isTrue();
                try (Store store = Store.open(connection, "next");
                        AdderCaller adder = AdderCaller.find(store);
                        LongResult result = adder.simpleFn(1, LongTensor.of(1))) {
                    assertThat(result.get(SOON).get(0)).isEqualTo(2);
                }
                // The processor may have run a call of the one that was killed after all else of it had gone.
                assertThat(becomesEmpty(connection, prefix)).isTrue();
            }
            assertThat(processor.isAlive()).isTrue();
        }
    }

    private static boolean becomesEmpty(Connection connection, int prefix) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (System.nanoTime() < deadline) {
            if (withPrefix(connection, prefix).isEmpty()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    private static List<ObjectId> withPrefix(Connection connection, int prefix) {
        return connection.objects().list().stream()
                .map(ObjectInfo::id)
                .filter(id -> id.prefix() == prefix)
                .toList();
    }

    @Test
    void aFullStoreSaysWhoHoldsTheRoomAndRecovers() {
        try (Connection connection = shared.connect();
                Store store = Store.open(connection, "hoarder")) {
            Shape half = Shape.of(CAPACITY_BYTES / Long.BYTES / 2);
            TensorRef<LongTensor> first;
            try (Draft<LongTensor> draft = store.newTensor(LongTensor.TYPE, half)) {
                first = draft.seal().retain();
            }
            StoreFullException full =
                    catchThrowableOfType(StoreFullException.class, () -> store.newTensor(LongTensor.TYPE, half));
            assertThat(full.capacityBytes()).isEqualTo(CAPACITY_BYTES);
            assertThat(full.requestedBytes()).isBetween(CAPACITY_BYTES / 2, CAPACITY_BYTES / 2 + 1024);
            assertThat(full.holders().get(0).prefix())
                    .isEqualTo(store.namespace().prefix());
            assertThat(full.holders().get(0).heldBytes()).isGreaterThan(CAPACITY_BYTES / 2);
            assertThat(full)
                    .hasMessageContaining(Long.toString(full.requestedBytes()))
                    .hasMessageContaining(Long.toString(CAPACITY_BYTES))
                    .hasMessageContaining(ObjectIds.prefixHex(store.namespace().prefix()));
            first.close();
            try (Draft<LongTensor> again = store.newTensor(LongTensor.TYPE, half)) {
                assertThat(again.seal().get().shape()).isEqualTo(half);
            }
        }
    }
}
