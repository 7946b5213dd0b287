package dev.dal.connection;

import dev.dal.testing.TestStore;

/** How namespaces are reserved, without extensions of the protocol. */
class PlainNamespaceReservationTest extends NamespaceReservationTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.plain(capacityBytes);
    }
}
