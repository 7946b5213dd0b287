package dev.dal.call;

/** Calls with objects in slabs, where both sides are within the store's JVM. */
class InProcessSlabCallsTest extends SlabCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.inProcess(CAPACITY_BYTES);
    }
}
