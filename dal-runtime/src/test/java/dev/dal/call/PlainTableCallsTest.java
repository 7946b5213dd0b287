package dev.dal.call;

/** Calls with tables, without extensions of the protocol. */
class PlainTableCallsTest extends TableCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
