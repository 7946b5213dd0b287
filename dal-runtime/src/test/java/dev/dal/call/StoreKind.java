package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.store.Extensions;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.testing.TestStore;

/** What lies between caller and processor in a contract, and how they reach it. */
abstract class StoreKind implements AutoCloseable {

    static final long CAPACITY_BYTES = 10_000_000;

    /** A connection for the caller's side. */
    abstract Connection connect();

    /** A connection for the processor's side; may be the same. */
    Connection connectProcessor(Connection callerSide) {
        return connect();
    }

    @Override
    public abstract void close();

    /** No store: both sides share one connection. */
    static StoreKind local() {
        return new StoreKind() {
            @Override
            Connection connect() {
                return Connection.local();
            }

            @Override
            Connection connectProcessor(Connection callerSide) {
                return callerSide;
            }

            @Override
            public void close() {}
        };
    }

    /** A store of this JVM: the caller reaches it without a socket, the processor over one. */
    static StoreKind embedded() {
        return embedded(CAPACITY_BYTES);
    }

    /** The same with another capacity. */
    static StoreKind embedded(long capacityBytes) {
        EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(capacityBytes));
        return new StoreKind() {
            @Override
            Connection connect() {
                return Connection.open(store);
            }

            @Override
            Connection connectProcessor(Connection callerSide) {
                return Connection.open(store.socketPath());
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    /** A store of this JVM that all reach without sockets. */
    static StoreKind inProcess(long capacityBytes) {
        return over(TestStore.inProcess(capacityBytes));
    }

    /** A store of this JVM that all reach over sockets. */
    static StoreKind sockets(long capacityBytes) {
        return over(TestStore.embedded(capacityBytes));
    }

    /** A store of this JVM that all reach over sockets, without extensions of the protocol. */
    static StoreKind plain() {
        return over(TestStore.plain(CAPACITY_BYTES));
    }

    /** A store of this JVM that all reach over sockets, whose frames go through these too. */
    static StoreKind ringless() {
        EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(CAPACITY_BYTES));
        return new StoreKind() {
            @Override
            Connection connect() {
                System.setProperty(Extensions.RINGS_PROPERTY, "off");
                try {
                    return Connection.open(store.socketPath());
                } finally {
                    System.clearProperty(Extensions.RINGS_PROPERTY);
                }
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    /** An original store, in a process of its own. */
    static StoreKind original() {
        return over(TestStore.original(CAPACITY_BYTES));
    }

    private static StoreKind over(TestStore store) {
        return new StoreKind() {
            @Override
            Connection connect() {
                return store.connect();
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }
}
