package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreLink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The threads that keep a store going, and what they leave to each other. */
@Timeout(60)
class EventLoopTest {

    private static final int ROUNDS = 20_000;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final EventSink IGNORED = new EventSink() {
        @Override
        public void sealed(ObjectId id, long dataSize, long metadataSize) {}

        @Override
        public void deleted(ObjectId id) {}
    };

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    /** The common pool may have a single thread. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** A request that was read while the store's thread looked after another must not wait for the next message. */
    @Test
    void noRequestIsForgottenBetweenTheStoresThreadAndOneThatWaits() {
        EventSource events = fixture.link().subscribe();
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> listen(events), threads);
        StoreLink maker = fixture.link();
        CyclicBarrier rounds = new CyclicBarrier(3);
        CompletableFuture<Void> asking = CompletableFuture.allOf(asking(rounds), asking(rounds));
        for (int i = 0; i < ROUNDS && !asking.isDone(); i++) {
            await(rounds);
            maker.createAndSeal(id(i), ByteBuffer.allocate(1), NOTHING, 0, true);
            maker.delete(List.of(id(i)));
        }
        asking.join();
        assertThat(waiting.join()).isEqualTo(2 * ROUNDS);
    }

    /** Asks once a round; nothing else happens until all have their answers. */
    private CompletableFuture<Void> asking(CyclicBarrier rounds) {
        RawClient client = fixture.client();
        return CompletableFuture.runAsync(
                () -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        await(rounds);
                        assertThat(client.contains(id(-1))).isFalse();
                    }
                },
                threads);
    }

    private static void await(CyclicBarrier rounds) {
        try {
            rounds.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("A round does not end.", e);
        }
    }

    private static int listen(EventSource events) {
        int heard = 0;
        while (heard < 2 * ROUNDS) {
            heard += events.poll(IGNORED, 20_000);
        }
        return heard;
    }
}
