package dev.dal.store.client;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.protocol.ConnectCodec;
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.UnixSocketConnection;
import dev.dal.store.transport.UnixSocketListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The other end of a link, played by the test: it answers Connect, and then does what the script says. */
final class ScriptedStore implements AutoCloseable {

    static final long CAPACITY = 1000;
    private static final long SOON = 10_000;

    final FrameWriter writer = new FrameWriter();
    private final UnixSocketListener listener;
    private final Framing framing = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);
    private final Inbox inbox = new Inbox(1 << 20);
    private final List<CompletableFuture<Void>> scripts = new ArrayList<>();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private UnixSocketConnection connection;

    ScriptedStore() {
        this(UnixSocketListener.bind(freshDirectory().resolve("s")));
    }

    /** A store at a listener, which it closes in the end. */
    ScriptedStore(UnixSocketListener listener) {
        this.listener = listener;
    }

    private static Path freshDirectory() {
        try {
            Path directory = Files.createTempDirectory("dal-script");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path socket() {
        return listener.path();
    }

    /** A link to this store that waits some time for answers. */
    SocketLink open(long answerMillis) {
        CompletableFuture<Void> accepting = CompletableFuture.runAsync(() -> {
            acceptAndConnect();
        });
        SocketLink link = SocketLink.open(listener.path(), answerMillis);
        accepting.orTimeout(SOON, TimeUnit.MILLISECONDS).join();
        return link;
    }

    void acceptAndConnect() {
        accept();
        expect(MessageType.CONNECT_REQUEST);
        send(ConnectCodec.encodeReply(writer, CAPACITY));
    }

    void accept() {
        try (Epoll epoll = Epoll.open(1)) {
            epoll.add(listener.fd(), Epoll.READABLE, 0);
            epoll.await(Deadline.after(SOON));
        }
        connection = listener.accept();
    }

    /** Plays the store's part on another thread. */
    synchronized CompletableFuture<Void> play(Runnable script) {
        // One after another: they share the writer, and a client may go on before a script that has answered has ended.
        CompletableFuture<Void> playing =
                last.handle((done, failure) -> done).thenRunAsync(script, task -> new Thread(task, "script").start());
        last = playing;
        scripts.add(playing);
        return playing;
    }

    /** Receives a request; a copy of its payload. */
    ByteBuffer expect(MessageType type) {
        long deadline = Deadline.after(SOON);
        int length = framing.completeFrameBytes(inbox.unread());
        while (length == 0) {
            if (connection.receive(inbox, deadline) <= 0) {
                throw new AssertionError("no " + type);
            }
            length = framing.completeFrameBytes(inbox.unread());
        }
        MessageType found = Framing.type(inbox.unread());
        if (found != type) {
            throw new AssertionError("found " + found + " expected " + type);
        }
        ByteBuffer payload = Framing.payload(inbox.unread(), length);
        ByteBuffer copy = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
        inbox.consume(length);
        return copy;
    }

    /** Receives a descriptor, which belongs to the caller. */
    int expectDescriptor() {
        if (inbox.size() == 0 && connection.receive(inbox, Deadline.after(SOON)) <= 0) {
            throw new AssertionError("no descriptor");
        }
        return inbox.takeDescriptor();
    }

    void send(ByteBuffer frame) {
        connection.send(frame, Deadline.after(SOON));
    }

    void sendDescriptor(int fd) {
        connection.sendDescriptor(fd, Deadline.after(SOON));
    }

    /** From now on nobody can connect. */
    void stopListening() {
        listener.close();
    }

    UnixSocketConnection connection() {
        return connection;
    }

    /** Ends the connection and waits for the scripts, so that another link may be opened. */
    void hangUp() {
        if (connection != null) {
            connection.close();
        }
        scripts.forEach(ScriptedStore::join);
        scripts.clear();
        inbox.consume(inbox.size());
    }

    @Override
    public void close() {
        hangUp();
        inbox.close();
        listener.close();
    }

    private static void join(CompletableFuture<Void> script) {
        try {
            script.orTimeout(SOON, TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof StoreConnectionException)) {
                throw e; // A link that has hung up meanwhile is none of the script's business.
            }
        }
    }
}
