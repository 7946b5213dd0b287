package dev.dal.store.transport;

import static dev.dal.store.transport.Sockets.SOON;
import static dev.dal.store.transport.Sockets.direct;
import static dev.dal.testing.ProcessResources.closesOnExec;
import static dev.dal.testing.ProcessResources.descriptors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.StoreConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketListenerTest {

    @TempDir
    Path directory;

    @Test
    void acceptsWithoutWaiting() {
        long before = descriptors();
        try (UnixSocketListener listener = UnixSocketListener.bind(socket());
                Inbox inbox = new Inbox(4096)) {
            assertThat(listener.accept()).isNull();
            try (UnixSocketConnection client = UnixSocketConnection.connect(socket());
                    UnixSocketConnection server = listener.accept()) {
                assertThat(server).isNotNull();
                assertThat(closesOnExec(listener.fd())).isTrue();
                assertThat(closesOnExec(client.fd())).isTrue();
                assertThat(closesOnExec(server.fd())).isTrue();
                client.send(direct("ping"), Deadline.after(SOON));
                assertThat(Sockets.await(server, inbox, 4)).isEqualTo("ping");
                inbox.consume(4);
                server.send(direct("pong"), Deadline.after(SOON));
                assertThat(Sockets.await(client, inbox, 4)).isEqualTo("pong");
            }
        }
        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void bothEndsKnowEachOther() throws IOException {
        int uid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        int pid = (int) ProcessHandle.current().pid();
        try (UnixSocketListener listener = UnixSocketListener.bind(socket());
                UnixSocketConnection client = UnixSocketConnection.connect(socket());
                UnixSocketConnection server = listener.accept()) {
            assertThat(server.peer()).isEqualTo(client.peer());
            assertThat(server.peer().pid()).isEqualTo(pid);
            assertThat(server.peer().uid()).isEqualTo(uid);
        }
    }

    @Test
    void fileIsTheOwnersAloneAndGoesWithTheListener() throws IOException {
        UnixSocketListener listener = UnixSocketListener.bind(socket());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                .isEqualTo("rw-------");
        listener.close();
        listener.close();
        assertThat(socket()).doesNotExist();
    }

    @Test
    void aDeadSocketIsReplaced() throws IOException {
        UnixServerSocketChannel dead = UnixServerSocketChannel.open();
        dead.socket().bind(new UnixSocketAddress(socket().toFile()));
        dead.close();
        assertThat(socket()).exists();

        try (UnixSocketListener listener = UnixSocketListener.bind(socket());
                UnixSocketConnection client = UnixSocketConnection.connect(listener.path())) {
            assertThat(client.fd()).isPositive();
        }
    }

    @Test
    void aLiveStoreIsNotReplaced() {
        try (UnixSocketListener listener = UnixSocketListener.bind(socket())) {
            assertThatThrownBy(() -> UnixSocketListener.bind(listener.path()))
                    .isInstanceOf(StoreConnectionException.class)
                    .hasMessage(
                            "Cannot listen on " + socket() + ": another store does. Stop it, or choose another path.");
            assertThat(socket()).exists();
        }
    }

    @Test
    void aBusyStoreIsNotReplaced() {
        List<UnixSocketConnection> waiting = new ArrayList<>();
        try (UnixSocketListener listener = UnixSocketListener.bind(socket())) {
            for (int i = 0; i < 100; i++) {
                waiting.add(UnixSocketConnection.connect(listener.path()));
            }
            assertThatThrownBy(() -> UnixSocketListener.bind(socket())).hasMessageContaining("another store does");
        } finally {
            waiting.forEach(UnixSocketConnection::close);
        }
    }

    @Test
    void otherFilesAreNotReplaced() throws IOException {
        Files.writeString(socket(), "precious");
        long before = descriptors();

        assertThatThrownBy(() -> UnixSocketListener.bind(socket()))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("Cannot listen on " + socket()
                        + ": a file that is not a socket is there. Remove it, or choose another path.");

        assertThat(socket()).hasContent("precious");
        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void aFileThatIsSomebodyElsesByNowIsLeftAlone() throws IOException {
        UnixSocketListener old = UnixSocketListener.bind(socket());
        Files.delete(socket());
        try (UnixSocketListener young = UnixSocketListener.bind(socket())) {
            old.close();
            assertThat(young.path()).exists();
        }
        assertThat(socket()).doesNotExist();
    }

    @Test
    void impossiblePathsAreExplained() {
        Path deep = directory.resolve("x".repeat(108));
        assertThatThrownBy(() -> UnixSocketListener.bind(deep))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("The path of a socket has at most 107 bytes; found "
                        + deep.toString().length() + " in " + deep + ". Use a shorter directory.");
        assertThatThrownBy(() -> UnixSocketConnection.connect(deep))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessageContaining("at most 107 bytes");
        assertThatThrownBy(() -> UnixSocketListener.bind(directory.resolve("no/s")))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("Cannot listen on " + directory.resolve("no/s") + ": its directory "
                        + directory.resolve("no") + " does not exist.");
    }

    @Test
    void theLongestPathWorks() {
        Path longest = directory.resolve("y".repeat(106 - directory.toString().length()));
        try (UnixSocketListener listener = UnixSocketListener.bind(longest);
                UnixSocketConnection client = UnixSocketConnection.connect(longest)) {
            assertThat(longest.toString()).hasSize(107);
            assertThat(listener.accept()).isNotNull().satisfies(UnixSocketConnection::close);
            assertThat(client.fd()).isPositive();
        }
    }

    @Test
    void connectingToNobodyFailsWithTheReason() throws IOException {
        long before = descriptors();
        assertThatThrownBy(() -> UnixSocketConnection.connect(socket()))
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("Could not connect to socket " + socket() + ": No such file or directory.");
        Files.writeString(socket(), "");
        assertThatThrownBy(() -> UnixSocketConnection.connect(socket()))
                .hasMessage("Could not connect to socket " + socket() + ": Connection refused.");
        assertThat(descriptors()).isEqualTo(before);
    }

    @Test
    void acceptingAfterClosingFails() {
        UnixSocketListener listener = UnixSocketListener.bind(socket());
        listener.close();
        assertThatThrownBy(listener::accept)
                .isInstanceOf(StoreConnectionException.class)
                .hasMessage("The listener on " + socket() + " is closed.");
    }

    private Path socket() {
        return directory.resolve("s");
    }
}
