package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreLink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscriptions within the store's JVM. */
@Timeout(60)
class InProcessEventsTest {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    private final List<String> heard = new ArrayList<>();
    private final EventSink sink = new EventSink() {
        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {
            heard.add("sealed " + id.low() + " " + dataSize + "+" + metadataSize);
        }

        @Override
        public void deleted(ObjectId id) {
            heard.add("deleted " + id.low());
        }
    };
    private StoreLink link;
    private StoreLink maker;

    @BeforeEach
    void open() {
        link = fixture.link();
        maker = fixture.link();
    }

    private void put(int number) {
        maker.createAndSeal(id(number), ByteBuffer.allocate(number), NOTHING, 0, true);
    }

    @Test
    void tellsWhatIsSealedAlreadyThenWhatHappensInOrder() {
        put(1);
        EventSource events = link.subscribe();
        assertThat(events.poll(sink, 0)).isEqualTo(1);
        put(2);
        maker.delete(List.of(id(1)));
        fixture.client().put(id(3), "abc");

        assertThat(events.poll(sink, 0)).isEqualTo(3);
        assertThat(heard).containsExactly("sealed 1 1+0", "sealed 2 2+0", "deleted 1", "sealed 3 3+0");
        assertThat(events.poll(sink, 0)).isZero();
    }

    @Test
    void aLinkSubscribesOnce() {
        EventSource events = link.subscribe();
        assertThatIllegalStateException().isThrownBy(link::subscribe);
        events.close();
        events.close();
        assertThatIllegalStateException().isThrownBy(link::subscribe);
        assertThatExceptionOfType(StoreConnectionException.class)
                .isThrownBy(() -> events.poll(sink, 0))
                .withMessage("This subscription is closed.");
        put(1);
    }

    @Test
    void aPollWaitsForTheFirstEvent() throws Exception {
        EventSource events = link.subscribe();
        for (int i = 1; i <= 100; i++) {
            CompletableFuture<Integer> poll = CompletableFuture.supplyAsync(() -> events.poll(sink, -1));
            if (i % 2 == 0) {
                put(i);
            } else {
                fixture.client().put(id(i), "x".repeat(i));
            }
            assertThat(poll.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(heard).hasSize(i).last().isEqualTo("sealed " + i + " " + i + "+0");
        }
    }

    @Test
    void aPollEndsWhenItsTimeIsUp() {
        EventSource events = link.subscribe();
        long start = System.nanoTime();
        assertThat(events.poll(sink, 50)).isZero();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
    }

    @Test
    void aWakeUpEndsAPollOrTheNextOne() throws Exception {
        EventSource events = link.subscribe();
        events.wakeUp();
        assertThat(events.poll(sink, -1)).isZero();
        CompletableFuture<Integer> poll = CompletableFuture.supplyAsync(() -> events.poll(sink, -1));
        events.wakeUp();
        assertThat(poll.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(events.poll(sink, 1)).isZero();
    }

    @Test
    void anInterruptEndsAPoll() throws Exception {
        EventSource events = link.subscribe();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            events.poll(sink, -1);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        thread.interrupt();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingEndsAPoll() {
        EventSource events = link.subscribe();
        CompletableFuture<Integer> poll = CompletableFuture.supplyAsync(() -> events.poll(sink, -1));
        link.close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> poll.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(StoreConnectionException.class);

        EventSource others = maker.subscribe();
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> others.poll(sink, -1));
        fixture.store().close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> other.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(StoreConnectionException.class)
                .withMessageContaining("The store is closed.");
        others.wakeUp();
        others.close();
    }

    @Test
    void aSinkThatFailsLosesOneEventOnly() {
        EventSource events = link.subscribe();
        put(1);
        put(2);
        put(3);
        EventSink failing = new EventSink() {
            @Override
            public void sealed(ObjectId id, long dataSize, long metadataSize) {
                if (id.equals(id(1))) {
                    throw new IllegalArgumentException("not this one");
                }
                sink.sealed(id, dataSize, metadataSize);
            }

            @Override
            public void deleted(ObjectId id) {
                sink.deleted(id);
            }
        };
        assertThatIllegalArgumentException().isThrownBy(() -> events.poll(failing, 0));
        put(4);

        assertThat(events.poll(sink, 0)).isEqualTo(2);
        assertThat(events.poll(sink, 0)).isEqualTo(1);
        assertThat(heard).containsExactly("sealed 2 2+0", "sealed 3 3+0", "sealed 4 4+0");
    }

    @Test
    void tensOfThousandsOfUnreadEventsAreKept() {
        EventSource events = link.subscribe();
        for (int i = 0; i < 100_000; i++) {
            maker.createAndSeal(id(i), NOTHING, NOTHING, 0, true);
            maker.delete(List.of(id(i)));
        }
        assertThat(events.poll(sink, 0)).isEqualTo(200_000);
        assertThat(heard).startsWith("sealed 0 0+0", "deleted 0").endsWith("sealed 99999 0+0", "deleted 99999");
    }

    @Test
    void whoeverLeavesTooMuchUnreadLosesTheSubscription() {
        EventSource events = link.subscribe();
        for (int i = 0; i <= InProcessEvents.MOST_QUEUED_EVENTS / 2; i++) {
            maker.createAndSeal(id(1), NOTHING, NOTHING, 0, true);
            maker.delete(List.of(id(1)));
        }
        assertThatExceptionOfType(StoreConnectionException.class)
                .isThrownBy(() -> events.poll(sink, 0))
                .withMessage("This subscription was ended: more than 2097152 events waited unread.");
        assertThat(maker.list()).isEmpty();
    }
}
