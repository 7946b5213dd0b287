package dev.dal.connection;

import dev.dal.testing.TestStore;

/** How namespaces are reserved, over a socket. */
class SocketNamespaceReservationTest extends NamespaceReservationTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.embedded(capacityBytes);
    }
}
