package dev.dal.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.NotificationCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.UnixSocketPair;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NotificationChannelTest {

    private final FrameWriter writer = new FrameWriter();
    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void aSubscriberThatLeavesTooMuchUnreadLosesItsSubscription() {
        try (Poller poller = new Poller();
                UnixSocketPair pair = UnixSocketPair.open("a test's subscription")) {
            NotificationChannel channel =
                    new NotificationChannel(handOver(pair), 100_000, poller, failures::incrementAndGet);
            int sent = 0;
            while (failures.get() == 0 && sent < 100_000) {
                channel.send(NotificationCodec.encodeDeletion(writer, StoreFixture.id(sent++)));
            }
            // What the socket takes, some hundred messages, then some 1,040 of 96 bytes in the queue.
            assertThat(failures).hasValue(1);
            assertThat(sent).isBetween(1100, 10_000);
            channel.send(NotificationCodec.encodeDeletion(writer, StoreFixture.id(sent)));
            channel.close();
            assertThat(failures).hasValue(1);
            assertThat(poller.size()).isZero();
            try (RawSubscriber events = new RawSubscriber(pair.first())) {
                assertThat(events.next()).containsExactly("deleted 0");
            }
        }
    }

    /** The second end of a pair as a descriptor that came from elsewhere and belongs to whoever gets it. */
    private static int handOver(UnixSocketPair pair) {
        try (UnixSocketPair carrier = UnixSocketPair.open("a carrier");
                Inbox inbox = new Inbox(100)) {
            carrier.first().sendDescriptor(pair.second().fd(), Deadline.after(RawClient.SOON_MILLIS));
            carrier.second().receive(inbox, Deadline.after(RawClient.SOON_MILLIS));
            pair.second().abandon();
            return inbox.takeDescriptor();
        }
    }
}
