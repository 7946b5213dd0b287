package dev.dal.samples.guide;

import dev.dal.connection.Connection;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.testing.OriginalStore;
import dev.dal.testing.TestJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A store of one of the kinds that the guide holds for, with the ways to it. */
final class GuideStore implements AutoCloseable {

    private static final long CAPACITY_BYTES = 20_000_000;
    private static final String EXTENSIONS = "dal.extensions";

    private final Path socket;
    private Runnable end;
    private final String extensions;

    private GuideStore(Path socket, Runnable end, String extensions) {
        this.socket = socket;
        this.end = end;
        this.extensions = extensions;
    }

    /** A store of this library, whose clients agree with it upon extensions of the protocol. */
    static GuideStore embedded() {
        return embedded("on");
    }

    /** A store of this library, whose clients speak plain Plasma. */
    static GuideStore plain() {
        return embedded("off");
    }

    private static GuideStore embedded(String extensions) {
        EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(CAPACITY_BYTES));
        return new GuideStore(store.socketPath(), store::close, extensions);
    }

    /** The original store. */
    static GuideStore original() {
        OriginalStore store = OriginalStore.start(CAPACITY_BYTES);
        return new GuideStore(store.socket(), store::close, "on");
    }

    /** Starts a program of this kind of client, whose argument is the socket. */
    TestJvm start(Class<?> program) throws IOException {
        return TestJvm.start(List.of("-D" + EXTENSIONS + '=' + extensions), "", program, socket.toString());
    }

    /** A connection of this kind of client. */
    Connection connect() {
        String before = System.getProperty(EXTENSIONS, "on");
        System.setProperty(EXTENSIONS, extensions);
        try {
            return Connection.open(socket);
        } finally {
            System.setProperty(EXTENSIONS, before);
        }
    }

    @Override
    public void close() {
        end.run();
        end = () -> {}; // what is referred to is not unmapped
    }
}
