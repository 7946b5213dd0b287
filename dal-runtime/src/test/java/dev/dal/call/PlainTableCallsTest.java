package dev.dal.call;

/** Tables in calls, through a store of this JVM, without extensions of the protocol. */
class PlainTableCallsTest extends TableCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
