package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.testing.TestStore;

/** Calls that come before their processor listens, of a caller without extensions of the protocol, which it has. */
class PlainCallerEarlyCallsTest extends EarlyCallsContract {

    @Override
    StoreKind launch() {
        TestStore store = TestStore.plain(StoreKind.CAPACITY_BYTES);
        return new StoreKind() {
            @Override
            Connection connect() {
                return store.connect();
            }

            @Override
            Connection connectProcessor(Connection callerSide) {
                return Connection.open(store.socket());
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }
}
