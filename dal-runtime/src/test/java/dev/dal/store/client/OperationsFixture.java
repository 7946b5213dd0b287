package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A fresh store for each test and two clients of it. */
@Timeout(120)
abstract class OperationsFixture {

    static final long CAPACITY = 10_000_000;
    static final long SOON = 20_000;
    static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final StoreUnderTest kind;
    StoreUnderTest.Running store;
    StoreClient client;
    StoreClient other;

    OperationsFixture(StoreUnderTest kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        store = kind.start(CAPACITY);
        client = open();
        other = open();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        other.close();
        store.store().close();
    }

    StoreClient open() {
        return store.opener().open();
    }

    static ObjectId id(int number) {
        return ObjectId.of(number, 0, 0);
    }

    /** Makes a sealed object that nobody holds. */
    ObjectId put(int number, int sizeBytes) {
        client.createAndSeal(id(number), ByteBuffer.allocate(sizeBytes), NOTHING);
        return id(number);
    }

    Optional<ObjectInfo> info(ObjectId id) {
        return other.list().stream().filter(object -> object.id().equals(id)).findFirst();
    }

    int references(ObjectId id) {
        return info(id).orElseThrow().refCount();
    }

    /**
     * Waits until nobody holds an object. The original store may see a request of one connection before a release that
     * another has sent earlier: a connection that it has just served keeps its place in front of its epoll's list.
     */
    void awaitReleased(ObjectId id) {
        awaitTrue(() -> references(id) == 0);
    }

    static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(SOON, TimeUnit.MILLISECONDS).join();
    }

    static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SOON);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time that is left").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
