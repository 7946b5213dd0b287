package dev.dal.connection;

import dev.dal.testing.TestStore;

/** How namespaces are reserved, on an original store. */
class OriginalNamespaceReservationIT extends NamespaceReservationTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.original(capacityBytes);
    }
}
