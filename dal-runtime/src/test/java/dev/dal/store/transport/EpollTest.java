package dev.dal.store.transport;

import static dev.dal.store.transport.Sockets.SOON;
import static dev.dal.store.transport.Sockets.direct;
import static dev.dal.testing.ProcessResources.closesOnExec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreConnectionException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EpollTest {

    private final Epoll epoll = Epoll.open(4);
    private final EventFd event = EventFd.open();

    @AfterEach
    void close() {
        epoll.close();
        epoll.close();
        event.close();
        event.close();
    }

    @Test
    void tokensComeBackWhole() {
        long token = 0x8877665544332211L;
        epoll.add(event.fd(), Epoll.READABLE, token);
        assertThat(epoll.await(Deadline.after(0))).isZero();

        event.signal();
        event.signal();

        assertThat(epoll.await(Deadline.after(SOON))).isEqualTo(1);
        assertThat(epoll.token(0)).isEqualTo(token);
        assertThat(epoll.events(0)).isEqualTo(Epoll.READABLE);
        event.clear();
        assertThat(epoll.await(Deadline.after(0))).isZero();
        event.clear();
    }

    @Test
    void severalEventsAtOnce() {
        try (UnixSocketPair pair = UnixSocketPair.open("A pair")) {
            epoll.add(event.fd(), Epoll.READABLE, 1);
            epoll.add(pair.first().fd(), Epoll.READABLE | Epoll.WRITABLE, 2);
            epoll.add(pair.second().fd(), Epoll.READABLE, 3);
            event.signal();
            pair.first().send(direct("x"), Deadline.after(SOON));

            assertThat(ready())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(1L, Epoll.READABLE, 2L, Epoll.WRITABLE, 3L, Epoll.READABLE));

            epoll.remove(event.fd());
            epoll.modify(pair.first().fd(), Epoll.READABLE, 4);
            assertThat(ready()).containsExactlyEntriesOf(Map.of(3L, Epoll.READABLE));

            pair.second().close();
            int gone = ready().get(4L);
            assertThat(gone & Epoll.HUNG_UP).isEqualTo(Epoll.HUNG_UP);
        }
    }

    @Test
    void aSignalOfAnotherThreadEndsTheWait() {
        epoll.add(event.fd(), Epoll.READABLE, 5);
        CompletableFuture<Void> signal = CompletableFuture.runAsync(event::signal);
        assertThat(epoll.await(Deadline.NEVER)).isEqualTo(1);
        signal.join();
    }

    @Test
    void aLookDoesNotWait() {
        EpollEvents events = new EpollEvents(4);
        epoll.add(event.fd(), Epoll.READABLE, 6);
        assertThat(epoll.poll(events)).isZero();

        event.signal();
        assertThat(epoll.poll(events)).isEqualTo(1);
        assertThat(events.token(0)).isEqualTo(6);

        epoll.close();
        assertThatThrownBy(() -> epoll.poll(events)).hasMessage("An epoll descriptor is closed.");
    }

    @Test
    void wrongDescriptorsAreReported() {
        assertThatThrownBy(() -> epoll.add(-1, Epoll.READABLE, 0))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("Waiting for descriptor -1: Bad file descriptor.");
        assertThatThrownBy(() -> epoll.remove(event.fd()))
                .hasMessage("Waiting for descriptor " + event.fd() + ": No such file or directory.");
        assertThatThrownBy(() -> Epoll.open(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closedOnesAreHarmless() {
        assertThat(closesOnExec(event.fd())).isTrue();
        event.close();
        event.signal();
        event.clear();
        epoll.close();
        assertThatThrownBy(() -> epoll.await(Deadline.after(0)))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("An epoll descriptor is closed.");
    }

    @Test
    void deadlinesCountMillisecondsUpwards() {
        assertThat(Deadline.after(-1)).isEqualTo(Deadline.NEVER);
        assertThat(Deadline.after(Long.MAX_VALUE)).isEqualTo(Deadline.NEVER);
        assertThat(Deadline.remainingMillis(Deadline.NEVER)).isEqualTo(-1);
        assertThat(Deadline.remainingNanos(Deadline.NEVER)).isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.remainingNanos(System.nanoTime() - 1)).isZero();
        assertThat(Deadline.remainingMillis(System.nanoTime() + 60_000_000_000L))
                .isBetween(59_000L, 60_000L);
        assertThat(Deadline.remainingMillis(System.nanoTime() - 1)).isZero();
    }

    private Map<Long, Integer> ready() {
        Map<Long, Integer> ready = new HashMap<>();
        int count = epoll.await(Deadline.after(SOON));
        for (int i = 0; i < count; i++) {
            ready.put(epoll.token(i), epoll.events(i));
        }
        return ready;
    }
}
