package dev.dal.call;

/** Tables in calls, through a store of this JVM. */
class EmbeddedTableCallsTest extends TableCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
