package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectLocation;
import dev.dal.store.ObjectNotFoundException;
import dev.dal.store.SegmentDescriptor;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreLink;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
import dev.dal.store.memory.SharedMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client within the store's JVM, alone and together with socket clients. */
@Timeout(60)
class InProcessLinkTest {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    private StoreLink one;
    private StoreLink two;

    @BeforeEach
    void open() {
        one = fixture.link();
        two = fixture.link();
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    private static Region map(StoreLink link, ObjectLocation location) {
        SegmentDescriptor segment = link.takeSegment(location.segment());
        try (SharedMemory memory = SharedMemory.adopt(segment.fd(), segment.lengthBytes())) {
            return memory.map(MappedSegment.Access.READ_WRITE)
                    .region(location.dataOffset(), location.dataSize(), Lifetime.unbounded());
        }
    }

    @Test
    void whatOneWritesTheOtherReads() {
        ObjectLocation location = one.create(id(1), 3, 2, true);
        map(one, location).put(0, new byte[] {1, 2, 3});
        assertThat(two.contains(id(1))).isFalse();
        one.seal(id(1), 9);

        ObjectLocation found = two.get(List.of(id(1)), 0).get(0);

        assertThat(found).isEqualTo(location);
        assertThat(map(two, found).bytes(0, 3)).containsExactly(1, 2, 3);
        assertThat(two.list()).singleElement().satisfies(info -> {
            assertThat(info.refCount()).isEqualTo(2);
            assertThat(info.digest()).isEqualTo(9);
        });
        assertThat(one.capacityBytes()).isEqualTo(1_000_000);
    }

    @Test
    void inlineObjectsAreReadBySocketClientsAndTheOtherWayRound() {
        ByteBuffer data = ByteBuffer.allocate(10).put(4, (byte) 7).position(4).limit(6);
        one.createAndSeal(id(1), data, bytes(8), 1, true);
        assertThat(data.position()).isEqualTo(4);

        RawClient socket = fixture.client();
        ObjectLocation location = socket.get(id(1));
        assertThat(location.metadataSize()).isEqualTo(1);
        assertThat(socket.data(location).bytes(0, 2)).containsExactly(7, 0);

        socket.put(id(2), "socket");
        ObjectLocation other = two.get(List.of(id(2)), 0).get(0);
        assertThat(map(two, other).bytes(0, 6)).asString().isEqualTo("socket");
    }

    @Test
    void refusalsAreExceptions() {
        one.create(id(1), 10, 0, true);
        assertThatExceptionOfType(ObjectExistsException.class)
                .isThrownBy(() -> two.create(id(1), 10, 0, true))
                .withMessageContaining(id(1).toString());
        assertThatExceptionOfType(ObjectExistsException.class)
                .isThrownBy(() -> two.createAndSeal(id(1), NOTHING, NOTHING, 0, true));
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> two.create(id(2), 999_991, 0, true))
                .withMessage("There is no room for the 999991 bytes of object " + id(2)
                        + " in a store of 1000000 bytes: 10 bytes are held, or not sealed yet, and cannot be evicted; by"
                        + " prefix of the ids: 0a0b0c0d 10 bytes of 10 in 1 objects. Close what is no longer needed, or"
                        + " start the store with more memory.")
                .satisfies(full -> assertThat(full.requestedBytes()).isEqualTo(999_991));
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> two.createAndSeal(id(2), ByteBuffer.allocate(999_991), NOTHING, 0, true));
        one.seal(id(1), 0);
        assertThatExceptionOfType(ObjectExistsException.class).isThrownBy(() -> one.seal(id(1), 0));
        assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> one.seal(id(3), 0));
        one.setOptions("me", 10);
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> one.setOptions("me", 10))
                .withMessage("This connection has a quota, and a quota cannot be changed once set. Open another"
                        + " connection.");
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> two.setOptions("you", 700_000))
                .withMessage("A quota of 700000 bytes for 'you' is more than the store gives away: 999990 bytes are not"
                        + " reserved, and three tenths of its 1000000 bytes stay with those who have no quota.")
                .satisfies(full -> assertThat(full.capacityBytes()).isEqualTo(1_000_000));
    }

    @Test
    void theOtherRequestsReachTheCore() {
        one.create(id(1), 10, 0, true);
        one.abort(id(1));
        one.abort(id(1));
        assertThat(one.list()).isEmpty();
        one.createAndSeal(id(1), bytes(1), NOTHING, 0, true);
        one.createAndSeal(id(2), bytes(1, 2), NOTHING, 0, true);
        two.get(List.of(id(2)), 0);
        assertThat(one.delete(List.of(id(2), id(3))))
                .containsExactly(DeleteOutcome.DEFERRED_IN_USE, DeleteOutcome.NOT_FOUND);
        two.release(id(2));
        assertThat(one.contains(id(2))).isFalse();
        one.createAndSeal(id(4), bytes(1, 2, 3), NOTHING, 0, true);
        one.refreshLru(List.of(id(1)));
        assertThat(one.evict(1)).isEqualTo(3);
        assertThat(one.debugString()).contains("allocated bytes: 1\n");
    }

    @Test
    void segmentsAreTakenOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> one.takeSegment(1))
                .withMessage("Segment 1 was never named.");
        ObjectLocation location = one.create(id(1), 10, 0, true);
        map(one, location);
        assertThatIllegalStateException()
                .isThrownBy(() -> one.takeSegment(location.segment()))
                .withMessage("Segment 1 was taken already.");
        assertThatIllegalStateException().isThrownBy(() -> two.takeSegment(location.segment()));
        assertThatIllegalStateException().isThrownBy(() -> one.takeSegment(-1));
    }

    @Test
    void aWaitEndsWhenASocketClientSeals() throws Exception {
        RawClient socket = fixture.client();
        for (int i = 0; i < 100; i++) {
            int number = i;
            CompletableFuture<List<ObjectLocation>> waiting =
                    CompletableFuture.supplyAsync(() -> one.get(List.of(id(number)), -1));
            socket.put(id(number), "x");
            assertThat(waiting.get(10, TimeUnit.SECONDS)).doesNotContainNull();
        }
    }

    @Test
    void manyThreadsWaitAndAllAreServed() throws Exception {
        RawClient socket = fixture.client();
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        int threads = 20;
        for (int t = 0; t < threads; t++) {
            StoreLink link = t % 2 == 0 ? one : two;
            int thread = t;
            CompletableFuture<Integer> done = new CompletableFuture<>();
            new Thread(() -> {
                        for (int i = 0; i < 50; i++) {
                            link.get(List.of(id(1000 * thread + i)), -1);
                        }
                        done.complete(thread);
                    })
                    .start();
            waiting.add(done);
        }
        for (int i = 0; i < 50; i++) {
            for (int t = 0; t < threads; t++) {
                if ((i + t) % 3 == 0) {
                    one.createAndSeal(id(1000 * t + i), NOTHING, NOTHING, 0, true);
                } else {
                    socket.put(id(1000 * t + i), "");
                }
            }
        }
        for (int t = 0; t < threads; t++) {
            assertThat(waiting.get(t).get(20, TimeUnit.SECONDS)).isEqualTo(t);
        }
    }

    @Test
    void aWaitEndsWhenItsTimeIsUp() {
        one.createAndSeal(id(1), bytes(1), NOTHING, 0, true);
        long start = System.nanoTime();

        List<ObjectLocation> found = one.get(List.of(id(2), id(1)), 60);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(60_000_000);
        assertThat(found.get(0)).isNull();
        assertThat(found.get(1)).isNotNull();
    }

    @Test
    void deadlinesOfSocketClientsAreKeptWhileAThreadOfThisJvmRunsTheStore() throws Exception {
        RawClient socket = fixture.client();
        CompletableFuture<List<ObjectLocation>> waiting =
                CompletableFuture.supplyAsync(() -> one.get(List.of(id(1)), -1));
        for (int i = 0; i < 20; i++) {
            socket.sendGet(10, id(2));
            assertThat(socket.got()).containsExactly((ObjectLocation) null);
        }
        two.createAndSeal(id(1), NOTHING, NOTHING, 0, true);
        waiting.get(10, TimeUnit.SECONDS);
        socket.sendGet(10, id(2));
        assertThat(socket.got()).containsExactly((ObjectLocation) null);
    }

    @Test
    void anInterruptEndsAWaitWithWhatIsThere() throws Exception {
        one.createAndSeal(id(1), bytes(1), NOTHING, 0, true);
        for (int round = 0; round < 20; round++) {
            // The first thread runs the store's loop, the second is parked.
            List<InterruptedWait> waits = List.of(new InterruptedWait(one), new InterruptedWait(two));
            for (InterruptedWait wait : waits) {
                wait.thread.interrupt();
            }
            for (InterruptedWait wait : waits) {
                wait.thread.join(10_000);
                assertThat(wait.stillInterrupted).isTrue();
                assertThat(wait.found.get().get(0)).isNotNull();
                assertThat(wait.found.get().get(1)).isNull();
            }
        }
        assertThat(one.get(List.of(id(1)), 0)).doesNotContainNull();
    }

    private static final class InterruptedWait {
        final AtomicReference<List<ObjectLocation>> found = new AtomicReference<>();
        final AtomicBoolean stillInterrupted = new AtomicBoolean();
        final Thread thread;

        InterruptedWait(StoreLink link) throws InterruptedException {
            CountDownLatch started = new CountDownLatch(1);
            thread = new Thread(() -> {
                started.countDown();
                found.set(link.get(List.of(id(1), id(2)), -1));
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
            thread.start();
            started.await();
        }
    }

    @Test
    void closingTheLinkReleasesWhatItHeldAndEndsItsWaits() throws Exception {
        one.create(id(1), 10, 0, true);
        two.createAndSeal(id(2), bytes(1), NOTHING, 0, true);
        CompletableFuture<List<ObjectLocation>> waiting =
                CompletableFuture.supplyAsync(() -> one.get(List.of(id(2), id(3)), -1));
        awaitHeld(id(2).low());
        one.close();
        one.close();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(StoreConnectionException.class)
                .withMessageContaining("This connection to the store is closed.");
        assertThat(two.list())
                .singleElement()
                .satisfies(info -> assertThat(info.refCount()).isZero());
        assertThatExceptionOfType(StoreConnectionException.class).isThrownBy(one::list);
    }

    private void awaitHeld(int number) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (two.list().stream().noneMatch(info -> info.id().equals(id(number)) && info.refCount() == 1)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void closingTheStoreEndsAllWaits() {
        List<CompletableFuture<List<ObjectLocation>>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            CompletableFuture<List<ObjectLocation>> wait = new CompletableFuture<>();
            new Thread(() -> {
                        try {
                            wait.complete(one.get(List.of(id(1)), -1));
                        } catch (StoreConnectionException closed) {
                            wait.completeExceptionally(closed);
                        }
                    })
                    .start();
            waiting.add(wait);
        }
        RawClient socket = fixture.client();
        socket.sendGet(-1, id(1));
        fixture.store().close();

        for (CompletableFuture<List<ObjectLocation>> wait : waiting) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> wait.get(10, TimeUnit.SECONDS))
                    .withCauseInstanceOf(StoreConnectionException.class)
                    .withMessageContaining("The store is closed.");
        }
        assertThat(socket.isClosedByStore()).isTrue();
        assertThatExceptionOfType(StoreConnectionException.class)
                .isThrownBy(() -> fixture.store().openLink());
        one.close();
    }
}
