package dev.dal.testing;

import dev.dal.connection.Connection;
import dev.dal.store.Extensions;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A store of one of the kinds on which the same things hold, and the ways to it. */
public final class TestStore implements AutoCloseable {

    private final Path socket;
    private final String extensions;
    private Supplier<Connection> connect;
    private Runnable end;

    private TestStore(Path socket, String extensions, Supplier<Connection> connect, Runnable end) {
        this.socket = socket;
        this.extensions = extensions;
        this.connect = connect;
        this.end = end;
    }

    /** A store of this JVM, which is reached without a socket. */
    public static TestStore inProcess(long capacityBytes) {
        EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(capacityBytes));
        return new TestStore(store.socketPath(), "on", () -> Connection.open(store), store::close);
    }

    /** A store of this JVM, which is reached over a socket, with the extensions of the protocol. */
    public static TestStore embedded(long capacityBytes) {
        return embedded(capacityBytes, "on");
    }

    /** A store of this JVM, which is reached over a socket, without extensions of the protocol. */
    public static TestStore plain(long capacityBytes) {
        return embedded(capacityBytes, "off");
    }

    private static TestStore embedded(long capacityBytes, String extensions) {
        EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(capacityBytes));
        Path socket = store.socketPath();
        return new TestStore(socket, extensions, () -> Connection.open(socket), store::close);
    }

    /** An original store, in a process of its own; skips the calling test if there is none. */
    public static TestStore original(long capacityBytes) {
        OriginalStore store = OriginalStore.start(capacityBytes);
        return new TestStore(store.socket(), "on", () -> Connection.open(store.socket()), store::close);
    }

    /** Path of its socket. */
    public Path socket() {
        return socket;
    }

    /** A connection of this kind. */
    public Connection connect() {
        String before = System.getProperty(Extensions.PROPERTY, "on");
        System.setProperty(Extensions.PROPERTY, extensions);
        try {
            return connect.get();
        } finally {
            System.setProperty(Extensions.PROPERTY, before);
        }
    }

    /** Starts a program with connections of this kind, whose first argument is the socket. */
    public TestJvm start(Class<?> program, String... further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(socket.toString()));
        arguments.addAll(List.of(further));
        return TestJvm.start(
                List.of("-D" + Extensions.PROPERTY + '=' + extensions), "", program, arguments.toArray(String[]::new));
    }

    /** Ends the store and refers to it no more, since what is referred to is not unmapped. Closing twice is harmless. */
    @Override
    public void close() {
        end.run();
        end = () -> {};
        connect = () -> {
            throw new IllegalStateException("The store at " + socket + " was ended.");
        };
    }
}
