package dev.dal.store.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.transport.EpollEvents;
import dev.dal.store.transport.UnixSocketConnection;
import dev.dal.store.transport.UnixSocketListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptorTest {

    @TempDir
    Path directory;

    private final Poller poller = new Poller();
    private final EpollEvents events = new EpollEvents(8);
    private final List<UnixSocketConnection> accepted = new ArrayList<>();
    private UnixSocketListener listener;
    private int ownId;

    @BeforeEach
    void listen() throws IOException {
        listener = UnixSocketListener.bind(directory.resolve("s"));
        ownId = (Integer) Files.getAttribute(listener.path(), "unix:uid");
    }

    @AfterEach
    void close() {
        accepted.forEach(UnixSocketConnection::close);
        listener.close();
        poller.close();
    }

    private void dispatch() {
        poller.dispatch(events, poller.poll(events));
    }

    @Test
    void letsInTheUserItRunsAs() {
        new Acceptor(listener, ownId, poller, accepted::add);
        try (RawClient one = new RawClient(listener.path());
                RawClient two = new RawClient(listener.path())) {
            dispatch();
            assertThat(accepted).hasSize(2);
            assertThat(one.isSilent()).isTrue();
            assertThat(two.isSilent()).isTrue();
        }
    }

    @Test
    void turnsAwayAnyOtherUser() {
        new Acceptor(listener, ownId + 1, poller, accepted::add);
        try (RawClient client = new RawClient(listener.path())) {
            dispatch();
            assertThat(client.isClosedByStore()).isTrue();
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void turnsAwayWhomNobodyTakesOver() {
        new Acceptor(listener, ownId, poller, connection -> {
            throw new IllegalStateException("no room");
        });
        try (RawClient client = new RawClient(listener.path())) {
            dispatch();
            assertThat(client.isClosedByStore()).isTrue();
        }
    }
}
