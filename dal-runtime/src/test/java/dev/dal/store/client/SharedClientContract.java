package dev.dal.store.client;

import static dev.dal.testing.ProcessResources.afterCollecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.ObjectId;
import dev.dal.store.StoreInterruptedException;
import dev.dal.testing.ProcessResources;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * One client for many threads, and clients that nobody closes: the complaints about the original client of
 * plasma-store.md section 8 (a waiting get holds the client's lock, there is no way to end it, a lost client keeps its
 * connection).
 */
abstract class SharedClientContract extends OperationsFixture {

    SharedClientContract(StoreUnderTest kind) {
        super(kind);
    }

    @Test
    void waitingGetsDoNotKeepOthersWaiting() {
        List<CompletableFuture<ObjectBuffer>> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ObjectId missing = id(1000 + i);
            waiting.add(CompletableFuture.supplyAsync(() -> client.get(missing, -1), Threads::start));
        }
        for (int i = 0; i < 50; i++) {
            ObjectId own = put(i, 100);
            try (ObjectBuffer read = client.get(own, 0)) {
                assertThat(read.data().length()).isEqualTo(100);
            }
            assertThat(client.contains(own)).isTrue();
            assertThat(client.list()).hasSize(i + 1);
        }
        waiting.stream()
                .filter(CompletableFuture::isDone)
                .forEach(ended -> assertThat(ended.join())
                        .as("what a get returned that should wait")
                        .isEqualTo("nothing yet"));
        for (int i = 0; i < 6; i++) {
            put(1000 + i, i);
        }
        for (int i = 0; i < 6; i++) {
            try (ObjectBuffer got = join(waiting.get(i))) {
                assertThat(got.data().length()).isEqualTo(i);
            }
            awaitReleased(id(1000 + i));
        }
    }

    @Test
    void manyThreadsMixAllOperations() {
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int thread = t;
            threads.add(CompletableFuture.runAsync(() -> mix(thread), Threads::start));
        }
        threads.forEach(OperationsFixture::join);
        assertThat(other.list()).allSatisfy(object -> {
            assertThat(object.refCount()).isZero();
            assertThat(object.sealed()).isTrue();
        });
    }

    /** Each thread waits for what its neighbour makes. */
    private void mix(int thread) {
        Random random = new Random(thread);
        int neighbour = (thread + 1) % 8;
        for (int i = 0; i < 40; i++) {
            ObjectId own = id(thread * 1000 + i);
            ObjectId next = id(neighbour * 1000 + i);
            try (ObjectDraft draft = client.create(own, 8, 0)) {
                draft.data().putLong(0, thread * 1000L + i);
                if (random.nextInt(4) == 0) {
                    client.create(id(100_000 + thread * 1000 + i), 10, 0).abort();
                }
                draft.seal().close();
            }
            try (ObjectBuffer got = client.get(next, SOON)) {
                assertThat(got).isNotNull();
                assertThat(got.data().getLong(0)).isEqualTo(neighbour * 1000L + i);
            }
            switch (random.nextInt(5)) {
                case 0 -> assertThat(client.get(id(-1 - thread), 7)).isNull();
                case 1 -> client.list();
                case 2 -> client.refreshLru(List.of(own));
                case 3 -> assertThat(client.getMetadata(List.of(own), 0).get(0)).isEmpty();
                default -> client.put(id(200_000 + thread * 1000 + i), ByteBuffer.allocate(i), NOTHING);
            }
        }
    }

    @Test
    void anInterruptEndsAWaitingGet() throws Exception {
        ObjectId there = put(1, 10);
        AtomicReference<Thread> waiter = new AtomicReference<>();
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
        CompletableFuture<List<ObjectBuffer>> waiting = CompletableFuture.supplyAsync(
                () -> {
                    waiter.set(Thread.currentThread());
                    try {
                        return client.get(List.of(there, id(2)), -1);
                    } finally {
                        stillInterrupted.set(Thread.currentThread().isInterrupted());
                    }
                },
                Threads::start);
        awaitTrue(() -> references(there) == 1);
        waiter.get().interrupt();
        assertThatThrownBy(() -> join(waiting))
                .hasCauseInstanceOf(StoreInterruptedException.class)
                .hasMessageContaining("Interrupted while waiting for objects: [" + id(2) + "]");
        assertThat(stillInterrupted.get()).isTrue();
        awaitReleased(there);
        put(2, 1);
        try (ObjectBuffer got = client.get(id(2), SOON)) {
            assertThat(got.data().length()).isEqualTo(1);
        }
        awaitTrue(() -> references(id(2)) == 0);
    }

    @Test
    void anInterruptThatWasThereBeforeEndsAWaitToo() {
        ObjectId there = put(1, 10);
        Thread.currentThread().interrupt();
        assertThat(client.get(id(2), 0)).isNull();
        client.get(there, -1).close();
        assertThatThrownBy(() -> client.get(id(2), -1)).isInstanceOf(StoreInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        awaitReleased(there);
    }

    @Test
    void anInterruptEndsTheWaitForANotification() throws Exception {
        client.subscribe();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Thread> waiter = new AtomicReference<>();
        CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(
                () -> {
                    waiter.set(Thread.currentThread());
                    begun.countDown();
                    return client.nextNotification(-1);
                },
                Threads::start);
        begun.await();
        waiter.get().interrupt();
        assertThatThrownBy(() -> join(waiting)).hasCauseInstanceOf(StoreInterruptedException.class);
        put(1, 4);
        assertThat(client.nextNotification(SOON).dataSize()).isEqualTo(4);
    }

    @Test
    void interruptsAtAnyTimeLeaveNothingHeld() throws Exception {
        ObjectId there = put(1, 10);
        for (int i = 0; i < 30; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Void> ended = new CompletableFuture<>();
            Thread waiter = new Thread(() -> {
                begun.countDown();
                try {
                    client.get(List.of(there, id(2)), -1);
                } catch (StoreInterruptedException expected) {
                    ended.complete(null);
                } catch (RuntimeException failure) {
                    ended.completeExceptionally(failure);
                }
            });
            waiter.start();
            begun.await();
            Thread.sleep(i / 2);
            waiter.interrupt();
            join(ended);
            awaitReleased(there);
        }
    }

    @Test
    void aLostClientIsClosed() {
        ObjectId id = put(1, 10);
        long before = ProcessResources.descriptors();
        useAndLose(id);
        assertThat(afterCollecting(() -> references(id) == 0 && other.list().size() == 1))
                .isTrue();
        assertThat(afterCollecting(() -> ProcessResources.descriptors() <= before))
                .isTrue();
    }

    private void useAndLose(ObjectId id) {
        StoreClient lost = open();
        lost.subscribe();
        ObjectBuffer held = lost.get(id, 0);
        lost.create(id(5), 10, 0);
        assertThat(other.list()).hasSize(2);
        assertThat(references(id)).isEqualTo(1);
        Reference.reachabilityFence(held);
        Reference.reachabilityFence(lost);
    }

    @Test
    void whatALostClientHandedOutKeepsItOpen() {
        ObjectId id = put(1, 10);
        ObjectBuffer held = openAndGet(id);
        Object collected = collectedBefore();
        assertThat(collected).isNull();
        assertThat(references(id)).isEqualTo(1);
        assertThat(held.data().getByte(3)).isZero();
        held.close();
        awaitReleased(id);
    }

    private ObjectBuffer openAndGet(ObjectId id) {
        return open().get(id, 0);
    }

    /** Null once the garbage collector has run. */
    private static Object collectedBefore() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        assertThat(afterCollecting(() -> garbage.refersTo(null))).isTrue();
        return garbage.get();
    }

    @Test
    void noDescriptorIsInheritedByOtherPrograms() {
        Set<Integer> before = ProcessResources.openDescriptors().keySet();
        try (StoreClient third = open()) {
            third.subscribe();
            third.put(id(1), ByteBuffer.allocate(100), NOTHING);
            assertThat(third.get(id(2), 20)).isNull();
            ObjectBuffer held = third.get(id(1), 0);
            List<Integer> opened =
                    new ArrayList<>(ProcessResources.openDescriptors().keySet());
            opened.removeAll(before);
            assertThat(opened).isNotEmpty().allMatch(ProcessResources::closesOnExec);
            held.close();
        }
    }

    /** A thread of its own for each task, since they wait. */
    static final class Threads {

        private Threads() {}

        static void start(Runnable task) {
            Thread thread = new Thread(task, "client-test");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
