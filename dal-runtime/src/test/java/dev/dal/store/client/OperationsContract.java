package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.EventSource;
import dev.dal.store.Notification;
import dev.dal.store.ObjectContent;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreFullException;
import dev.dal.store.protocol.PlasmaDigest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What plasma-store.md sections 4, 6 and 7.4 say of the operations and a client can see, beyond
 * {@link StoreClientContract} and {@link SubscriptionContract}.
 *
 * <p>Not here, because a client of this library cannot ask for it: sealing what another connection made (4.4), releasing
 * or aborting what is not held (4.5, 4.7), several ids of one kind in one request (4.6), negative timeouts below −1
 * (4.6), sizes that overflow (8). Not here, because the original store dies of it: two subscriptions of one connection
 * (4.13), seals of what is sealed (4.4), restores of objects with metadata (7.7). Not here, because our store does better
 * by design: that a creation that fails has evicted everything nonetheless (7.4).
 */
abstract class OperationsContract extends OperationsFixture {

    OperationsContract(StoreUnderTest kind) {
        super(kind);
    }

    // 4.3

    @Test
    void aBatchIsMadeAsAWhole() {
        List<ObjectContent> objects = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            objects.add(new ObjectContent(id(i), bytes(i, i), bytes(i % 3, 1)));
        }
        client.createAndSealBatch(objects);
        for (int i = 0; i < 50; i++) {
            try (ObjectBuffer read = other.get(id(i), 0)) {
                assertThat(ByteBuffer.wrap(read.data().bytes(0, i))).isEqualTo(bytes(i, i));
                assertThat(read.metadata().length()).isEqualTo(i % 3);
            }
            assertThat(info(id(i)).orElseThrow().digest()).isEqualTo(PlasmaDigest.of(bytes(i, i), bytes(i % 3, 1)));
            awaitReleased(id(i));
        }
        assertThat(objects.get(7).data().remaining()).isEqualTo(7);
        client.createAndSealBatch(List.of());
        assertThat(other.list()).hasSize(50);
    }

    @Test
    void aBatchWithAnExistingIdIsNotMade() {
        put(3, 10);
        List<ObjectContent> objects = IntStream.range(0, 5)
                .mapToObj(i -> new ObjectContent(id(i), bytes(5, i), NOTHING))
                .toList();
        assertThatThrownBy(() -> client.createAndSealBatch(objects)).isInstanceOf(ObjectExistsException.class);
        assertThat(other.list()).hasSize(1);
        assertThatThrownBy(() -> client.createAndSealBatch(List.of(objects.get(0), objects.get(1), objects.get(0))))
                .isInstanceOf(ObjectExistsException.class);
        assertThat(other.list()).hasSize(1);
    }

    @Test
    void aBatchWithoutRoomIsNotMade() {
        try (ObjectDraft held = client.create(id(100), 5_000_000, 0)) {
            List<ObjectContent> objects = IntStream.range(0, 6)
                    .mapToObj(i -> new ObjectContent(id(i), ByteBuffer.allocate(1_000_000), NOTHING))
                    .toList();
            assertThatThrownBy(() -> client.createAndSealBatch(objects))
                    .isInstanceOfSatisfying(
                            StoreFullException.class,
                            full -> assertThat(full.holders()).isNotEmpty());
            assertThat(other.list()).hasSize(1);
            client.createAndSealBatch(objects.subList(0, 5));
            assertThat(other.list()).hasSize(6);
            assertThat(held.data().length()).isEqualTo(5_000_000);
        }
    }

    @Test
    void aBatchIsHeardOfInItsOrder() {
        other.subscribe();
        other.list(); // answered after the subscription, which is not, has begun
        List<ObjectContent> objects = IntStream.of(5, 1, 9)
                .mapToObj(i -> new ObjectContent(id(i), bytes(i, 0), bytes(1, 1)))
                .toList();
        client.createAndSealBatch(objects);
        for (int i : new int[] {5, 1, 9}) {
            assertThat(other.nextNotification(SOON)).isEqualTo(Notification.sealed(id(i), i, 1));
        }
        assertThat(other.nextNotification(0)).isNull();
    }

    // 4.6

    @Test
    void whatIsFoundIsHeldWhileTheRestIsWaitedFor() {
        ObjectId there = put(1, 10);
        CompletableFuture<List<ObjectBuffer>> waiting =
                CompletableFuture.supplyAsync(() -> client.get(List.of(there, id(2)), SOON));
        awaitTrue(() -> references(there) == 1);
        assertThat(other.delete(there)).isEqualTo(DeleteOutcome.DEFERRED_IN_USE);
        other.createAndSeal(id(2), NOTHING, NOTHING);
        join(waiting).forEach(ObjectBuffer::close);
        awaitTrue(() -> !other.contains(there));
        awaitReleased(id(2));
    }

    @Test
    void whatWasFoundWhenTheTimeIsUpIsHandedOut() {
        ObjectId there = put(1, 10);
        List<ObjectBuffer> got = client.get(List.of(id(2), there), 50);
        assertThat(got.get(0)).isNull();
        assertThat(references(there)).isEqualTo(1);
        got.get(1).close();
        awaitReleased(there);
    }

    @Test
    void aLostDraftMayBeMadeAgainForThoseWhoWait() {
        StoreClient maker = open();
        maker.create(id(1), 10, 0);
        CompletableFuture<ObjectBuffer> waiting = CompletableFuture.supplyAsync(() -> client.get(id(1), SOON));
        maker.close();
        awaitTrue(() -> other.list().isEmpty());
        other.createAndSeal(id(1), bytes(3, 8), NOTHING);
        try (ObjectBuffer got = join(waiting)) {
            assertThat(got.data().bytes(0, 3)).containsExactly(8, 8, 8);
        }
    }

    @Test
    void objectsMayComeOneByOne() {
        List<ObjectId> ids =
                IntStream.range(0, 10).mapToObj(OperationsFixture::id).toList();
        CompletableFuture<List<ObjectBuffer>> waiting = CompletableFuture.supplyAsync(() -> client.get(ids, SOON));
        ids.forEach(id -> other.createAndSeal(id, NOTHING, NOTHING));
        List<ObjectBuffer> got = join(waiting);
        assertThat(got.stream().map(ObjectBuffer::id)).containsExactlyElementsOf(ids);
        got.forEach(ObjectBuffer::close);
        ids.forEach(this::awaitReleased);
    }

    @Test
    void metadataAreGotAlone() {
        client.createAndSeal(id(1), bytes(5, 0), bytes(2, 7));
        client.createAndSeal(id(2), bytes(5, 0), NOTHING);
        List<byte[]> metadata = other.getMetadata(List.of(id(1), id(3), id(2), id(1)), 0);
        assertThat(metadata.get(0)).containsExactly(7, 7);
        assertThat(metadata.get(1)).isNull();
        assertThat(metadata.get(2)).isEmpty();
        assertThat(metadata.get(3)).containsExactly(7, 7);
        awaitReleased(id(1));
    }

    // 4.8

    @Test
    void onlySealedObjectsAreContained() {
        try (ObjectDraft draft = client.create(id(1), 1, 0)) {
            assertThat(client.contains(id(1))).isFalse();
            assertThat(other.contains(id(1))).isFalse();
            draft.seal().close();
        }
        assertThat(client.contains(id(1))).isTrue();
        assertThat(other.contains(id(1))).isTrue();
    }

    // 4.9

    @Test
    void anIdMayBeDeletedTwiceInOneRequest() {
        put(1, 1);
        assertThat(client.delete(List.of(id(1), id(1))))
                .containsExactly(DeleteOutcome.DELETED, DeleteOutcome.NOT_FOUND);
        assertThat(client.delete(List.of())).isEmpty();
    }

    @Test
    void aDeferredDeletionComesWithTheEndOfTheLastHolder() {
        put(1, 1);
        StoreClient holder = open();
        ObjectBuffer held = holder.get(id(1), 0);
        other.subscribe();
        assertThat(other.nextNotification(SOON)).isEqualTo(Notification.sealed(id(1), 1, 0));
        assertThat(client.delete(id(1))).isEqualTo(DeleteOutcome.DEFERRED_IN_USE);
        assertThat(other.nextNotification(0)).isNull();
        holder.close();
        assertThat(other.nextNotification(SOON)).isEqualTo(Notification.deleted(id(1)));
        assertThat(held.isClosed()).isTrue();
        assertThat(client.contains(id(1))).isFalse();
    }

    // 4.11, 7.4

    @Test
    void evictionTakesEmptyObjectsAlong() {
        IntStream.range(0, 9).forEach(i -> put(i, 0));
        put(9, 1000);
        put(10, 5);
        assertThat(client.evict(1)).isEqualTo(1000);
        assertThat(client.list())
                .singleElement()
                .satisfies(left -> assertThat(left.id()).isEqualTo(id(10)));
    }

    @Test
    void roomIsMadeAFifthAtATimeFromTheOldest() {
        int tenth = (int) (CAPACITY / 10);
        IntStream.range(0, 10).forEach(i -> put(i, tenth));
        client.refreshLru(List.of(id(0), id(2)));
        put(10, tenth);
        assertThat(remaining()).containsExactly(0, 2, 4, 5, 6, 7, 8, 9, 10);
        put(11, tenth);
        assertThat(remaining()).containsExactly(0, 2, 4, 5, 6, 7, 8, 9, 10, 11);
        put(12, tenth);
        assertThat(remaining()).containsExactly(0, 2, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void theLastReleaseDecidesWhoIsOldest() {
        put(1, 10);
        put(2, 10);
        ObjectBuffer first = client.get(id(1), 0);
        ObjectBuffer again = other.get(id(1), 0);
        first.close();
        assertThat(other.evict(1)).isEqualTo(10);
        assertThat(remaining()).containsExactly(1);
        put(3, 10);
        again.close();
        assertThat(other.evict(1)).isEqualTo(10);
        assertThat(remaining()).containsExactly(1);
    }

    @Test
    void theCapacityCountsRequestedBytesExactly() {
        int part = (int) (CAPACITY / 7);
        List<ObjectDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            drafts.add(client.create(id(i), part - 3, 3));
        }
        drafts.add(client.create(id(7), CAPACITY - 7L * part, 0));
        drafts.add(client.create(id(8), 0, 0));
        assertThatThrownBy(() -> client.create(id(9), 1, 0)).isInstanceOf(StoreFullException.class);
        assertThatThrownBy(() -> client.create(id(9), 0, 1)).isInstanceOf(StoreFullException.class);
        drafts.forEach(ObjectDraft::close);
        client.create(id(9), CAPACITY, 0).close();
    }

    // 4.13

    @Test
    void evictionForASealIsHeardOfBeforeIt() {
        put(1, 6_000_000);
        other.subscribe();
        other.list(); // answered after the subscription, which is not, has begun
        put(2, 6_000_000);
        assertThat(other.nextNotification(SOON)).isEqualTo(Notification.sealed(id(1), 6_000_000, 0));
        assertThat(other.nextNotification(SOON)).isEqualTo(Notification.deleted(id(1)));
        assertThat(other.nextNotification(SOON)).isEqualTo(Notification.sealed(id(2), 6_000_000, 0));
    }

    @Test
    void whatWasNeverSealedIsNotHeardOf() {
        EventSource events = other.subscribe();
        client.create(id(1), 10, 0).abort();
        try (StoreClient lost = open()) {
            lost.create(id(2), 10, 0);
        }
        put(3, 10);
        assertThat(other.nextNotification(SOON)).isEqualTo(Notification.sealed(id(3), 10, 0));
        assertThat(other.nextNotification(20)).isNull();
        events.close();
        assertThatThrownBy(() -> client.nextNotification(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This client has not subscribed. Call subscribe() first.");
    }

    private List<Integer> remaining() {
        return other.list().stream()
                .map(object -> object.id().prefix() == 0 ? numberOf(object.id()) : -1)
                .sorted()
                .toList();
    }

    private static int numberOf(ObjectId id) {
        return IntStream.range(0, 200).filter(i -> id(i).equals(id)).findFirst().orElse(-1);
    }

    private static ByteBuffer bytes(int count, int value) {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }
}
