package dev.dal.connection;

import dev.dal.testing.TestStore;

/** Objects that a lane tells of by their place are read there, over a socket. */
class SocketInPlaceTest extends InPlaceTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.embedded(capacityBytes);
    }
}
