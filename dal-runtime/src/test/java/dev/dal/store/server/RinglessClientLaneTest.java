package dev.dal.store.server;

import dev.dal.store.Extensions;
import dev.dal.store.LaneLink;

/** Lanes of this library's client over sockets, without rings. */
class RinglessClientLaneTest extends ClientLaneTest {

    @Override
    LaneLink openLane() {
        System.setProperty(Extensions.RINGS_PROPERTY, "off");
        try {
            return super.openLane();
        } finally {
            System.clearProperty(Extensions.RINGS_PROPERTY);
        }
    }
}
