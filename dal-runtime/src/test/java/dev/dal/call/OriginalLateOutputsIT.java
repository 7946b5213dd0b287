package dev.dal.call;

/** Outputs that come when their caller has gone, through an original store. */
class OriginalLateOutputsIT extends LateOutputsContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
