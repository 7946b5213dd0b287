package dev.dal.interop;

import dev.dal.connection.Connection;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.Store;
import dev.dal.store.ObjectInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A fresh store for every test, with a connection of this JVM and a namespace in it. */
@Timeout(120)
abstract class StoreFixture {

    static final Duration SOON = Duration.ofSeconds(10);

    private final StoreKind kind;

    StoreKind.RunningStore running;
    Connection connection;
    Store store;

    StoreFixture(StoreKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    final void open() {
        running = kind.start();
        connection = running.connect();
        store = Store.open(connection, "java");
    }

    @AfterEach
    final void close() {
        if (store != null) {
            store.close();
        }
        if (connection != null) {
            connection.close();
        }
        if (running != null) {
            running.close();
        }
    }

    /** The prefix of this side's namespace as hexadecimal digits. */
    final String prefix() {
        return ObjectIds.prefixHex(store.namespace().prefix());
    }

    /** A script that is to end well by itself; returns the lines it printed. */
    final List<String> run(String script, Object... arguments) {
        return PythonScripts.run(script, withSocket(arguments));
    }

    /** A script that goes on running. */
    final PythonPeer start(String script, Object... arguments) {
        return PythonScripts.start(script, withSocket(arguments));
    }

    private Object[] withSocket(Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = running.socket();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    /** What lies in a namespace but for its declaration. */
    final List<ObjectInfo> objectsIn(int prefix) {
        return connection.objects().list().stream()
                .filter(info -> info.id().prefix() == prefix && !ObjectIds.isDeclaration(info.id()))
                .toList();
    }

    /** Whether a condition comes true within ten seconds. */
    static boolean soon(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return true;
    }
}
