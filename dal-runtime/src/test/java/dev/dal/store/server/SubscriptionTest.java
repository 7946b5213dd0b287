package dev.dal.store.server;

import static dev.dal.store.server.RawClient.NOTHING;
import static dev.dal.store.server.StoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.protocol.CreateAndSealBatchCodec.Item;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.EventFd;
import dev.dal.store.transport.UnixSocketPair;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscriptions over sockets (plasma-store.md section 4.13). */
class SubscriptionTest {

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.ofCapacity(1_000_000);

    private RawClient one;
    private RawClient two;

    @BeforeEach
    void connect() {
        one = fixture.client();
        two = fixture.client();
    }

    private RawSubscriber subscribe(RawClient client) {
        return fixture.remember(client.subscribe());
    }

    @Test
    void tellsWhatIsSealedAlreadyThenWhatHappens() {
        one.put(id(1), "early");
        one.create(id(2), 4);
        RawSubscriber events = subscribe(two);
        assertThat(events.next()).containsExactly("sealed 1 5+0");
        assertThat(events.isSilent()).isTrue();

        one.seal(id(2));
        one.delete(id(1));
        one.evict(1);
        one.delete(id(2));
        one.release(id(2));
        one.create(id(3), 4);
        one.abort(id(3));
        one.contains(id(3));

        assertThat(events.next(3)).containsExactly("sealed 2 4+0", "deleted 1", "deleted 2");
        assertThat(events.isSilent()).isTrue();
    }

    @Test
    void evictionsAreToldBeforeTheSealThatCausedThem() {
        RawSubscriber events = subscribe(two);
        one.put(id(1), "x".repeat(600_000));
        one.put(id(2), "y".repeat(600_000));

        assertThat(events.next(3)).containsExactly("sealed 1 600000+0", "deleted 1", "sealed 2 600000+0");
    }

    @Test
    void twoSubscribersHearTheSame() {
        RawSubscriber first = subscribe(one);
        RawSubscriber second = subscribe(two);
        for (int i = 0; i < 100; i++) {
            one.put(id(i), "");
        }
        List<String> heard = first.next(100);
        assertThat(second.next(100)).isEqualTo(heard).hasSize(100).last().isEqualTo("sealed 99 0+0");
    }

    @Test
    void tenThousandUnreadOnesHoldUpNobodyAndArriveInOrder() {
        RawSubscriber events = subscribe(two);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            one.put(id(i), "");
            expected.add("sealed " + i + " 0+0");
        }
        assertThat(events.next(10_000)).isEqualTo(expected);
        assertThat(events.isSilent()).isTrue();
    }

    @Test
    void aBatchIsOneMessageHoweverLong() {
        RawSubscriber events = subscribe(two);
        int count = 20_000;
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(new Item(id(i), NOTHING, NOTHING, 0));
        }
        one.putBatch(items);
        one.put(id(count), "z");

        assertThat(events.next()).hasSize(count).first().isEqualTo("sealed 0 0+0");
        assertThat(events.next()).containsExactly("sealed 20000 1+0");
    }

    @Test
    void aSubscriptionEndsWithItsConnection() {
        RawSubscriber events = subscribe(two);
        two.close();

        assertThat(events.isEnded()).isTrue();
        assertThat(one.put(id(1), "x").number()).isZero();
    }

    @Test
    void aSubscriberMayCloseItsEndAlone() {
        RawSubscriber events = subscribe(two);
        events.close();
        for (int i = 0; i < 10; i++) {
            one.put(id(i), "x");
        }
        assertThat(two.contains(id(9))).isTrue();

        RawSubscriber again = subscribe(two);
        assertThat(again.next(10)).hasSize(10);
    }

    @Test
    void aSecondSubscriptionIsTakenAndClosed() {
        RawSubscriber first = subscribe(two);
        RawSubscriber second = subscribe(two);

        assertThat(second.isEnded()).isTrue();
        assertThat(two.connect()).isEqualTo(1_000_000);
        one.put(id(1), "x");
        assertThat(first.next()).containsExactly("sealed 1 1+0");
    }

    @Test
    void theDescriptorMayComeLate() {
        two.send(RawFrames.zeros(MessageType.SUBSCRIBE_REQUEST, 0));
        assertThat(two.isSilent()).isTrue();
        one.put(id(1), "x");
        try (UnixSocketPair pair = UnixSocketPair.open("late")) {
            two.connection.sendDescriptor(pair.second().fd(), Deadline.after(RawClient.SOON_MILLIS));
            try (RawSubscriber events = new RawSubscriber(pair.first())) {
                assertThat(events.next()).containsExactly("sealed 1 1+0");
            }
        }
        assertThat(two.connect()).isEqualTo(1_000_000);
    }

    @Test
    void aByteWithoutADescriptorLeavesTheConnectionUsable() {
        two.send(RawFrames.zeros(MessageType.SUBSCRIBE_REQUEST, 0));
        two.sendBytes((byte) 0x14);
        assertThat(two.connect()).isEqualTo(1_000_000);

        assertThat(subscribe(two).isSilent()).isTrue();
        assertThat(one.put(id(1), "x").number()).isZero();
    }

    @Test
    void aDescriptorThatIsNoSocketIsOfNoUseAndNoHarm() {
        try (EventFd event = EventFd.open()) {
            two.send(RawFrames.zeros(MessageType.SUBSCRIBE_REQUEST, 0));
            two.connection.sendDescriptor(event.fd(), Deadline.after(RawClient.SOON_MILLIS));
        }
        one.put(id(1), "x");
        one.put(id(2), "x");
        assertThat(two.connect()).isEqualTo(1_000_000);

        assertThat(subscribe(two).next(2)).hasSize(2);
    }

    @Test
    void aBlockingDescriptorDoesNotBlockTheStore() {
        // The ends of a pair block unless somebody says otherwise; nobody reads here.
        RawSubscriber events = subscribe(two);
        ByteBuffer data = ByteBuffer.allocate(0);
        for (int i = 0; i < 5000; i++) {
            one.putBatch(List.of(new Item(id(i), data, data, 0)));
        }
        assertThat(one.contains(id(4999))).isTrue();
        assertThat(events.next(5000)).hasSize(5000);
    }

    @Test
    void aStoreThatClosesDeletesNothing() {
        RawSubscriber events = subscribe(two);
        one.create(id(1), 10);
        one.delete(id(1));
        one.seal(id(1));
        assertThat(events.next()).containsExactly("sealed 1 10+0");

        fixture.store().close();

        assertThat(events.isEnded()).isTrue();
    }
}
