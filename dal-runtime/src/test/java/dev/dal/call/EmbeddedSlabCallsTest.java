package dev.dal.call;

/** Calls with objects in slabs, where the caller is within the store's JVM. */
class EmbeddedSlabCallsTest extends SlabCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded(CAPACITY_BYTES);
    }
}
