package dev.dal.store.client;

/** One client for many threads at the original store. */
class OriginalSharedClientIT extends SharedClientContract {

    OriginalSharedClientIT() {
        super(StoreUnderTest.ORIGINAL);
    }
}
