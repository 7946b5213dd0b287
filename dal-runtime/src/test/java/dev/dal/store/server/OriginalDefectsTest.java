package dev.dal.store.server;

import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreOptions;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.PlasmaError;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Well-formed requests that end the original store or have it err (plasma-store.md section 8). Where each of its defects
 * is shown to be absent here:
 *
 * <pre>
 * version, unknown types, replies as requests    MalformedFramesTest.aBadHeader…, whatNoClientSends…
 * lengths, missing fields, short ids, digests    MalformedFramesTest.everyWord…, idsOfAWrongLength…, aDigestOf…
 * half a frame, then silence                     MalformedFramesTest.halfAFrame…
 * client not reading replies                     MalformedFramesTest.whoeverReadsNoAnswers…
 * Subscribe without a descriptor, or with two    SubscriptionTest.theDescriptorMayComeLate, MalformedFramesTest.aSubscribe…
 * second Subscribe                               SubscriptionTest.aSecondSubscription…
 * Release not held, Seal, Abort of anything      here
 * sizes negative or overflowing                  here
 * two Gets in flight, then disconnect            OriginalComplaintsTest.aClientThatDiesWaiting…
 * an id twice in a Get                           SocketGetTest.idsThatOccurTwice…, StoreCoreGetTest
 * one notification too big for the socket        SubscriptionTest.aBatchIsOneMessageHoweverLong
 * unsealed object released, then evicted         here
 * quota client: create, abort, create            here, StoreCoreQuotaTest
 * external store: metadata, no room to restore   ExternalStoreTest
 * accept fails                                   AcceptingUnderPressureIT, AcceptorTest
 * clients overwrite the allocator's headers      RegionAllocatorTest: the allocator keeps nothing in segments
 * numbers of segments used again                 StoreMemoryTest.aSegmentThatWasDropped…
 * notification descriptor closed twice           here
 * anybody may connect                            AcceptorTest, EmbeddedStoreTest.listensAtAFreshPath…
 * memory is lacking later                        OriginalComplaintsTest.aSegmentWithoutMemory…
 * a Create that is much too large evicts all     OriginalComplaintsTest.anObjectThatIsMuchTooLarge…
 * deletion of evicted objects                    StoreCoreExternalTest.deletingTakesTheCopyOutsideToo
 * wall clock                                     StoreCoreGetTest: time is a parameter, read from the monotonic clock
 * files at the socket's path are deleted         UnixSocketListenerTest, EmbeddedStoreTest
 * capacities below 2048 bytes                    here
 * </pre>
 */
@Timeout(60)
class OriginalDefectsTest {

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    private RawClient one;
    private RawClient two;

    @BeforeEach
    void connect() {
        one = fixture.client();
        two = fixture.client();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0",
        "0, -1",
        "-5, 10",
        "10, -5",
        "9223372036854775807, 1",
        "1, 9223372036854775807",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "-9223372036854775808, 0",
        "1000001, 0",
        "500000, 500001",
    })
    void sizesThatNoObjectCanHaveAreOutOfMemory(long dataSize, long metadataSize) {
        for (boolean evict : List.of(true, false)) {
            one.send(CreateCodec.encodeRequest(one.writer, id(1), evict, dataSize, metadataSize));
            assertThat(one.created().error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        }
        assertThat(two.list()).isEmpty();
        assertThat(two.debugText()).contains("allocated bytes: 0\n");
        assertThat(one.create(id(1), 1_000_000).error()).isEqualTo(PlasmaError.OK);
    }

    @Test
    void sealingTwiceOrWhatIsNotThereHasItsNumber() {
        one.create(id(1), 10);
        assertThat(one.seal(id(1))).isEqualTo(PlasmaError.OK);
        assertThat(one.seal(id(1))).isEqualTo(PlasmaError.OBJECT_EXISTS);
        assertThat(two.seal(id(1))).isEqualTo(PlasmaError.OBJECT_EXISTS);
        assertThat(two.seal(id(2))).isEqualTo(PlasmaError.OBJECT_NOT_FOUND);
        assertThat(two.contains(id(2))).isFalse();
    }

    @Test
    void anybodyMaySealAndTheCreatorKeepsItsReference() {
        one.create(id(1), 10);
        assertThat(two.seal(id(1))).isEqualTo(PlasmaError.OK);
        assertThat(two.evict(10)).isZero();
        assertThat(two.list()).extracting(ObjectInfo::refCount).containsExactly(1);
        one.release(id(1));
        assertThat(two.evict(10)).isEqualTo(10);
    }

    @Test
    void abortingIsForTheCreatorsUnsealedObjectsAlone() {
        one.create(id(1), 10);
        two.abort(id(1));
        two.abort(id(9));
        assertThat(one.seal(id(1))).isEqualTo(PlasmaError.OK);
        one.abort(id(1));
        assertThat(two.contains(id(1))).isTrue();
        one.release(id(1));
        one.abort(id(1));
        assertThat(two.contains(id(1))).isTrue();
    }

    @Test
    void releasingWhatIsNotHeldTakesNobodysReference() {
        one.create(id(1), 10);
        one.seal(id(1));
        for (int i = 0; i < 100; i++) {
            two.release(id(1));
            two.release(id(2));
        }
        assertThat(two.list()).extracting(ObjectInfo::refCount).containsExactly(1);
        one.release(id(1));
        one.release(id(1));
        assertThat(two.get(id(1))).isNotNull();
        assertThat(two.list()).extracting(ObjectInfo::refCount).containsExactly(1);
    }

    @Test
    void anUnsealedObjectThatItsCreatorReleasedIsNotEvicted() {
        one.create(id(1), 600_000);
        one.release(id(1));
        one.release(id(1));
        assertThat(two.evict(Long.MAX_VALUE)).isZero();
        assertThat(two.create(id(2), 600_000).error()).isEqualTo(PlasmaError.OUT_OF_MEMORY);
        assertThat(two.seal(id(1))).isEqualTo(PlasmaError.OK);
        assertThat(two.create(id(2), 600_000).error()).isEqualTo(PlasmaError.OK);
        assertThat(two.contains(id(1))).isFalse();
    }

    @Test
    void anUnsealedObjectThatItsCreatorReleasedGoesWithItsCreator() {
        one.create(id(1), 600_000);
        one.release(id(1));
        one.close();
        assertThat(two.list()).isEmpty();
        assertThat(two.create(id(1), 1_000_000).error()).isEqualTo(PlasmaError.OK);
    }

    @Test
    void aClientWithAQuotaMayAbortAndTryAgain() {
        one.setOptions("quota", 500_000);
        for (int i = 0; i < 10; i++) {
            assertThat(one.create(id(1), 400_000).error()).isEqualTo(PlasmaError.OK);
            one.abort(id(1));
        }
        assertThat(one.put(id(2), "x".repeat(400_000))).isEqualTo(PlasmaError.OK);
        assertThat(one.put(id(3), "x".repeat(400_000))).isEqualTo(PlasmaError.OK);
        assertThat(one.debugText()).contains("(quota) num objects: 1\n");
    }

    @Test
    void theEndOfASubscriptionHitsNobodyWhoCameSince() {
        for (int round = 0; round < 20; round++) {
            RawClient subscriber = fixture.client();
            RawSubscriber events = subscriber.subscribe();
            assertThat(subscriber.connect()).isEqualTo(1_000_000);
            events.close();
            one.put(id(round), "x");
            // Takes the number of the descriptor that the store has just closed.
            RawClient newcomer = fixture.client();
            assertThat(newcomer.connect()).isEqualTo(1_000_000);
            subscriber.close();
            assertThat(newcomer.contains(id(round))).isTrue();
            newcomer.close();
        }
    }

    @Test
    void aBlockingWaitForAnOwnUnsealedObjectIsServedWhenAnotherSealsIt() {
        one.create(id(1), 10);
        one.sendGet(-1, id(1));
        assertThat(two.seal(id(1))).isEqualTo(PlasmaError.OK);
        assertThat(one.got()).doesNotContainNull();
    }

    @Test
    void theSmallestStoreWorks() {
        try (EmbeddedStore tiny = EmbeddedStore.launch(StoreOptions.ofCapacity(1));
                RawClient client = new RawClient(tiny.socketPath())) {
            assertThat(client.connect()).isEqualTo(1);
            assertThat(client.put(id(1), "xx")).isEqualTo(PlasmaError.OUT_OF_MEMORY);
            assertThat(client.put(id(1), "x")).isEqualTo(PlasmaError.OK);
            assertThat(client.put(id(2), "y")).isEqualTo(PlasmaError.OK);
            assertThat(client.contains(id(1))).isFalse();
        }
    }
}
