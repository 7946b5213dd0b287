package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a subscriber hears, whatever the store at the other end of the socket is. */
abstract class SubscriptionContract {

    private static final long SOON = 10_000;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    StoreClient client;
    StoreClient maker;
    private final Heard heard = new Heard();

    /** Path of a store that was started for this test. */
    abstract Path socket();

    /** Stops that store as a crash would. */
    abstract void killStore();

    /** Another client of that store. */
    StoreClient open() {
        return StoreClient.connect(socket());
    }

    /** What a subscription that was closed says. */
    String closedText() {
        return "The subscription at The store at " + socket() + " is closed.";
    }

    /** What a subscription says whose store has died. */
    String goneText() {
        return "has gone: it ended the subscription";
    }

    @BeforeEach
    void connect() {
        client = open();
        maker = open();
    }

    @AfterEach
    void disconnect() {
        client.close();
        maker.close();
    }

    /** Events as lines of text. */
    private static final class Heard implements EventSink {
        final List<String> events = new ArrayList<>();

        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {
            events.add("sealed " + id + " " + dataSize + " " + metadataSize);
        }

        @Override
        public void deleted(ObjectId id) {
            events.add("deleted " + id);
        }
    }

    @Test
    void hearsWhatWasThereAndWhatComes() {
        ObjectId early = ObjectId.of(1, 1, 1);
        ObjectId late = ObjectId.of(2, 2, 2);
        maker.createAndSeal(early, ByteBuffer.allocate(100), ByteBuffer.allocate(5));
        ObjectDraft unsealed = maker.create(late, 7, 0);
        EventSource events = client.subscribe();

        await(events, 1);
        assertThat(heard.events).containsExactly("sealed " + early + " 100 5");
        assertThat(events.poll(heard, 0)).isZero();

        unsealed.seal().close();
        assertThat(maker.delete(early)).isEqualTo(DeleteOutcome.DELETED);
        await(events, 3);
        assertThat(heard.events.subList(1, 3)).containsExactly("sealed " + late + " 7 0", "deleted " + early);
    }

    @Test
    void hearsOfEvictionAndOfTheEndOfAnOwner() {
        EventSource events = client.subscribe();
        client.list(); // answered after the subscription, which is not, has begun
        ObjectId evicted = ObjectId.of(1, 1, 1);
        maker.createAndSeal(evicted, NOTHING, ByteBuffer.allocate(1));
        client.evict(1);
        ObjectId owned = ObjectId.of(2, 2, 2);
        maker.createOwned(owned, 1, 2).seal();
        maker.close();
        await(events, 4);
        assertThat(heard.events)
                .containsExactly(
                        "sealed " + evicted + " 0 1",
                        "deleted " + evicted,
                        "sealed " + owned + " 1 2",
                        "deleted " + owned);
    }

    @Test
    void manyEventsKeepTheirOrder() {
        EventSource events = client.subscribe();
        client.list(); // answered after the subscription, which is not, has begun
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            ObjectId id = ObjectId.of(i, 0, 0);
            maker.createAndSeal(id, ByteBuffer.allocate(i % 10), NOTHING);
            expected.add("sealed " + id + " " + i % 10 + " 0");
        }
        await(events, 10_000);
        assertThat(heard.events).isEqualTo(expected);
    }

    @Test
    void anEventMayBeFollowedByAGetAtOnce() {
        EventSource events = maker.subscribe();
        CompletableFuture<Void> making = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 2000; i++) {
                maker.create(ObjectId.of(i, 0, 0), 8, 0).seal(0).close();
            }
        });
        List<ObjectId> missed = new ArrayList<>();
        AtGet sink = new AtGet(missed);
        while (sink.count < 2000) {
            assertThat(events.poll(sink, SOON)).isPositive();
        }
        making.join();
        assertThat(missed).isEmpty();
    }

    /** Gets each object when it hears of it, with the client that made it. */
    private final class AtGet implements EventSink {
        private final List<ObjectId> missed;
        private int count;

        AtGet(List<ObjectId> missed) {
            this.missed = missed;
        }

        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {
            count++;
            try (ObjectBuffer got = maker.get(id, 0)) {
                if (got == null) {
                    missed.add(id);
                }
            }
        }

        @Override
        public void deleted(ObjectId id) {
            missed.add(id);
        }
    }

    @Test
    void waitingEndsWithTheTimeoutOrAWakeUp() {
        EventSource events = client.subscribe();
        assertThat(events.poll(heard, 20)).isZero();
        events.wakeUp();
        assertThat(events.poll(heard, -1)).isZero();
        CompletableFuture<Integer> polling = CompletableFuture.supplyAsync(() -> events.poll(heard, -1));
        events.wakeUp();
        assertThat(polling.orTimeout(SOON, TimeUnit.MILLISECONDS).join()).isZero();
        assertThat(events.poll(heard, 0)).isZero();
    }

    @Test
    void closingEndsAPoll() {
        EventSource events = client.subscribe();
        CompletableFuture<Integer> polling = CompletableFuture.supplyAsync(() -> events.poll(heard, -1));
        events.close();
        events.close();
        assertThatThrownBy(() -> polling.orTimeout(SOON, TimeUnit.MILLISECONDS).join())
                .hasCauseInstanceOf(StoreConnectionException.class)
                .hasMessageContaining(closedText());
        assertThatThrownBy(() -> events.poll(heard, 0)).isInstanceOf(StoreConnectionException.class);
        events.wakeUp();
        assertThat(client.list()).isEmpty();
    }

    @Test
    void closingTheClientClosesTheSubscription() {
        EventSource events = client.subscribe();
        client.close();
        assertThatThrownBy(() -> events.poll(heard, -1)).isInstanceOf(StoreConnectionException.class);
    }

    @Test
    void aDeadStoreEndsAPoll() {
        EventSource events = client.subscribe();
        CompletableFuture<Integer> polling = CompletableFuture.supplyAsync(() -> events.poll(heard, SOON));
        killStore();
        assertThatThrownBy(() -> polling.orTimeout(SOON, TimeUnit.MILLISECONDS).join())
                .hasCauseInstanceOf(StoreConnectionException.class)
                .hasMessageContaining(goneText());
    }

    @Test
    void oneSubscribesOnce() {
        client.subscribe();
        assertThatThrownBy(client::subscribe)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This link has subscribed already; a link subscribes at most once.");
        assertThat(client.list()).isEmpty();
    }

    private void await(EventSource events, int count) {
        while (heard.events.size() < count) {
            int before = heard.events.size();
            int polled = events.poll(heard, SOON);
            assertThat(heard.events).hasSize(before + polled);
            assertThat(polled).as("events after %d of %d", before, count).isPositive();
        }
    }
}
