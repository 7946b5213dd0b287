package dev.dal.store.transport;

import static dev.dal.store.transport.Sockets.SOON;
import static dev.dal.store.transport.Sockets.await;
import static dev.dal.store.transport.Sockets.direct;
import static dev.dal.testing.ProcessResources.closesOnExec;
import static dev.dal.testing.ProcessResources.descriptors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnixSocketConnectionTest {

    private final long descriptorsBefore = descriptors();
    private final UnixSocketPair pair = UnixSocketPair.open("A pair");
    private final UnixSocketConnection here = pair.first();
    private final UnixSocketConnection there = pair.second();
    private final Inbox inbox = new Inbox(1 << 20);

    @AfterEach
    void leavesNoDescriptor() {
        inbox.close();
        pair.close();
        pair.close();
        assertThat(descriptors()).isEqualTo(descriptorsBefore);
    }

    @Test
    void bytesArriveInOrder() {
        here.send(direct("hello "), Deadline.after(SOON));
        here.send(direct("world"), Deadline.after(SOON));

        assertThat(await(there, inbox, 11)).isEqualTo("hello world");
        inbox.consume(6);
        assertThat(await(there, inbox, 5)).isEqualTo("world");
    }

    @Test
    void nothingThereIsZeroAndAClosedPeerTheEnd() {
        assertThat(there.receive(inbox)).isZero();
        assertThat(there.receive(inbox, Deadline.after(0))).isZero();
        assertThat(there.receive(inbox, Deadline.after(20))).isZero();

        here.close();

        assertThat(there.receive(inbox)).isEqualTo(UnixSocketConnection.END_OF_STREAM);
        assertThat(there.receive(inbox, Deadline.after(SOON))).isEqualTo(UnixSocketConnection.END_OF_STREAM);
    }

    @Test
    void descriptorsArriveInTheirPlaces() {
        EventFd first = EventFd.open();
        EventFd second = EventFd.open();
        here.send(direct("ab"), Deadline.after(SOON));
        here.sendDescriptor(first.fd(), Deadline.after(SOON));
        here.sendDescriptor(second.fd(), Deadline.after(SOON));
        here.send(direct("cd"), Deadline.after(SOON));

        assertThat(await(there, inbox, 6)).isEqualTo("ab\u0014\u0014cd");
        inbox.consume(2);
        int firstCopy = inbox.takeDescriptor();
        int secondCopy = inbox.takeDescriptor();

        assertThat(await(there, inbox, 2)).isEqualTo("cd");
        assertThat(closesOnExec(firstCopy)).isTrue();
        second.signal();
        assertThat(isReadable(firstCopy)).isFalse();
        assertThat(isReadable(secondCopy)).isTrue();
        SocketCalls.CALLS.close(firstCopy);
        SocketCalls.CALLS.close(secondCopy);
        first.close();
        second.close();
    }

    @Test
    void aByteWithoutDescriptorYieldsNone() {
        here.send(direct("x"), Deadline.after(SOON));
        await(there, inbox, 1);

        assertThat(inbox.takeDescriptor()).isEqualTo(Inbox.NO_DESCRIPTOR);
        assertThat(inbox.size()).isZero();
        assertThatThrownBy(inbox::takeDescriptor).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whoReceivesBytesGetsNoDescriptors() {
        assertThat(there.receiveBytes(inbox)).isZero();
        try (EventFd event = EventFd.open()) {
            here.send(direct("a"), Deadline.after(SOON));
            here.sendDescriptor(event.fd(), Deadline.after(SOON));
            here.send(direct("b"), Deadline.after(SOON));

            int received = 0;
            while (received < 3) {
                int more = there.receiveBytes(inbox);
                assertThat(more).isPositive();
                received += more;
            }
        }
        inbox.consume(1);
        assertThat(inbox.takeDescriptor()).isEqualTo(Inbox.NO_DESCRIPTOR);
        assertThat((char) inbox.unread().get()).isEqualTo('b');

        here.close();
        assertThat(there.receiveBytes(inbox)).isEqualTo(UnixSocketConnection.END_OF_STREAM);
    }

    @Test
    void unexpectedDescriptorsAreClosed() {
        try (EventFd event = EventFd.open()) {
            here.sendDescriptor(event.fd(), Deadline.after(SOON));
            Sockets.sendDescriptors(here, event.fd(), event.fd());
            Sockets.sendDescriptors(here, event.fd(), event.fd(), event.fd());
            here.sendDescriptor(event.fd(), Deadline.after(SOON));
            long before = descriptors();
            await(there, inbox, 4);
            assertThat(descriptors()).isEqualTo(before + 2);

            inbox.consume(1);
            assertThat(descriptors()).isEqualTo(before + 1);
            assertThat(inbox.takeDescriptor()).isEqualTo(Inbox.NO_DESCRIPTOR);
            assertThat(inbox.takeDescriptor()).isEqualTo(Inbox.NO_DESCRIPTOR);
            inbox.close();
            assertThat(descriptors()).isEqualTo(before);
        }
    }

    @Test
    void noMoreThanSixteenDescriptorsWait() {
        try (EventFd event = EventFd.open()) {
            for (int i = 0; i < 20; i++) {
                here.sendDescriptor(event.fd(), Deadline.after(SOON));
            }
            long before = descriptors();
            await(there, inbox, 20);
            assertThat(descriptors()).isEqualTo(before + 16);
        }
    }

    @Test
    void longTransfersGoThroughInPieces() {
        byte[] sent = new byte[900_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 + (i >> 8));
        }
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(() -> here.send(direct(sent), Deadline.after(SOON)));

        await(there, inbox, sent.length);

        byte[] received = new byte[sent.length];
        inbox.unread().get(received);
        assertThat(received).isEqualTo(sent);
        sending.join();
    }

    @Test
    void inboxRefusesMoreThanItMayHold() {
        Inbox small = new Inbox(4096);
        here.send(ByteBuffer.allocateDirect(5000), Deadline.after(SOON));
        assertThat(there.receive(small)).isEqualTo(4096);

        assertThatThrownBy(() -> there.receive(small))
                .isInstanceOf(StoreProtocolException.class)
                .hasMessage("A peer sent 4096 bytes that make no complete frame; at most 4096 are accepted.");

        small.consume(4000);
        assertThat(there.receive(small)).isEqualTo(904);
        assertThat(small.size()).isEqualTo(1000);
    }

    @Test
    void inboxShrinksAfterLongFrames() {
        Inbox large = new Inbox(8 << 20);
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(() -> here.send(ByteBuffer.allocateDirect(3 << 20), Deadline.after(SOON)));
        await(there, large, 3 << 20);
        sending.join();
        large.consume(3 << 20);
        here.send(direct("x"), Deadline.after(SOON));
        await(there, large, 1);
        assertThat(large.unread().capacity()).isEqualTo(16 << 10);
    }

    @Test
    void sendingToAReaderThatSleepsEndsAtTheDeadline() {
        assertThatThrownBy(() -> here.send(ByteBuffer.allocateDirect(2 << 20), Deadline.after(50)))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("Sending on A pair took too long: the peer does not read.");
    }

    @Test
    void sendingToADeadPeerFails() {
        there.close();
        assertThatThrownBy(() -> here.send(direct("x"), Deadline.NEVER))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("Sending on A pair failed: Broken pipe.");
        assertThatThrownBy(() -> here.sendDescriptor(0, Deadline.NEVER))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("Sending on A pair failed: Broken pipe.");
    }

    @Test
    void closingWakesAThreadThatReceives() throws Exception {
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> there.receive(inbox, Deadline.NEVER));
        awaitWaiting();

        there.close();

        assertThatThrownBy(() -> waiting.orTimeout(SOON, TimeUnit.MILLISECONDS).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("A pair is closed.");
        assertThatThrownBy(() -> there.receive(inbox)).hasMessage("A pair is closed.");
        assertThatThrownBy(() -> there.send(direct("x"), Deadline.NEVER)).hasMessage("A pair is closed.");
    }

    @Test
    void heapBuffersAreRefused() {
        assertThatThrownBy(() -> here.send(ByteBuffer.allocate(1), Deadline.NEVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("System calls need a direct buffer");
    }

    @Test
    void ownDescriptorsCloseOnExec() {
        assertThat(closesOnExec(here.fd())).isTrue();
        assertThat(closesOnExec(there.fd())).isTrue();
    }

    private static boolean isReadable(int fd) {
        try (Epoll epoll = Epoll.open(1)) {
            epoll.add(fd, Epoll.READABLE, 0);
            return epoll.await(Deadline.after(0)) == 1;
        }
    }

    /** Waits until some thread of the common pool is inside a native call. */
    private static void awaitWaiting() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (Thread.getAllStackTraces().values().stream().noneMatch(UnixSocketConnectionTest::isPolling)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    private static boolean isPolling(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getMethodName().equals("poll")
                        && frame.getClassName().equals(ReadyWait.class.getName()));
    }
}
