package dev.dal.store.server;

import dev.dal.store.client.StoreClient;

/** Leased memory within the store's JVM. */
class InProcessSlabTest extends SlabContract {

    @Override
    StoreClient connect() {
        return StoreClient.connect(fixture.store());
    }
}
