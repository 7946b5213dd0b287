package dev.dal.call;

/** Calls with objects in slabs, where both sides reach the store over sockets. */
class SocketSlabCallsTest extends SlabCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.sockets(CAPACITY_BYTES);
    }
}
