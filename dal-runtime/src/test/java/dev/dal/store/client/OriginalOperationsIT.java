package dev.dal.store.client;

/** Operations at the original store. */
class OriginalOperationsIT extends OperationsContract {

    OriginalOperationsIT() {
        super(StoreUnderTest.ORIGINAL);
    }
}
