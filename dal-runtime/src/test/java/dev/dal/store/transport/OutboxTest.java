package dev.dal.store.transport;

import static dev.dal.store.transport.Sockets.direct;
import static dev.dal.testing.ProcessResources.descriptors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreConnectionException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final long descriptorsBefore = descriptors();
    private final UnixSocketPair pair = UnixSocketPair.open("A pair");
    private final UnixSocketConnection here = pair.first();
    private final UnixSocketConnection there = pair.second();
    private final Outbox outbox = new Outbox(16 << 20);
    private final Inbox inbox = new Inbox(16 << 20);

    @AfterEach
    void leavesNoDescriptor() {
        outbox.close();
        inbox.close();
        pair.close();
        assertThat(descriptors()).isEqualTo(descriptorsBefore);
    }

    /** As a store writes to a reader that looks rarely, and then does one receive per message. */
    @Test
    void messagesUpTo32KibibytesAreNeverCutAndKeepTheirOrder() {
        Random random = new Random(7);
        int sent = 0;
        int expected = 0;
        while (expected < 20_000) {
            for (int i = random.nextInt(400); i > 0 && sent < 20_000; i--) {
                here.sendOrQueue(message(sent, 8 + random.nextInt(sent % 100 == 0 ? (32 << 10) - 8 : 200)), outbox);
                sent++;
            }
            if (random.nextInt(3) == 0) {
                receiveAll();
                expected = readWholeMessages(expected);
            }
            here.flush(outbox);
            receiveAll();
            expected = readWholeMessages(expected);
        }
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.queuedBytes()).isZero();
    }

    @Test
    void longMessagesKeepTheirPlaceWhenCut() {
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        here.sendOrQueue(direct(bytes), outbox);
        here.sendOrQueue(direct("end"), outbox);
        assertThat(here.flush(outbox)).isFalse();

        while (inbox.size() < bytes.length + 3) {
            here.flush(outbox);
            there.receive(inbox);
        }

        byte[] received = new byte[bytes.length];
        ByteBuffer unread = inbox.unread();
        unread.get(received);
        assertThat(received).isEqualTo(bytes);
        assertThat(unread.remaining()).isEqualTo(3);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void descriptorsWaitInTheirPlaces() {
        while (here.flush(outbox)) {
            here.sendOrQueue(message(0, 1000), outbox);
        }
        try (EventFd event = EventFd.open()) {
            outbox.addDescriptor(event.fd());
        }
        here.sendOrQueue(direct("after"), outbox);

        int fd = Inbox.NO_DESCRIPTOR;
        while (fd == Inbox.NO_DESCRIPTOR) {
            here.flush(outbox);
            there.receive(inbox);
            while (inbox.size() >= 1000) {
                assertThat(inbox.unread().getInt()).isEqualTo(1000);
                inbox.consume(1000);
            }
            if (inbox.size() >= 1 && inbox.unread().get() == 0x14) {
                fd = inbox.takeDescriptor();
            }
        }
        there.receive(inbox);
        assertThat(Sockets.await(there, inbox, 5)).isEqualTo("after");
        assertThat(outbox.isEmpty()).isTrue();
        SocketCalls.CALLS.close(fd);
    }

    @Test
    void moreThanMayWaitIsRefusedAndChangesNothing() {
        Outbox small = new Outbox(10);
        small.add(direct("12345"));
        assertThatThrownBy(() -> small.add(direct("123456")))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("More than 10 bytes wait to be sent: the peer reads too slowly, or not at all.");
        small.add(direct("67890"));

        assertThat(small.queuedBytes()).isEqualTo(10);
        assertThat(here.flush(small)).isTrue();
        assertThat(Sockets.await(there, inbox, 10)).isEqualTo("1234567890");
    }

    @Test
    void emptyMessagesAreNothing() {
        outbox.add(direct(""));
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(here.flush(outbox)).isTrue();
    }

    @Test
    void closingForgetsEverything() {
        outbox.add(direct("abc"));
        outbox.addDescriptor(here.fd());
        outbox.add(direct("def"));

        outbox.close();

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.queuedBytes()).isZero();
    }

    private void receiveAll() {
        int received;
        do {
            received = there.receive(inbox);
        } while (received > 0);
    }

    private int readWholeMessages(int first) {
        int next = first;
        while (inbox.size() > 0) {
            ByteBuffer unread = inbox.unread();
            int length = unread.getInt();
            assertThat(unread.getInt()).isEqualTo(next);
            assertThat(inbox.size()).as("message %d is whole", next).isGreaterThanOrEqualTo(length);
            inbox.consume(length);
            next++;
        }
        return next;
    }

    private static ByteBuffer message(int number, int length) {
        return direct(new byte[length]).putInt(0, length).putInt(4, number);
    }
}
