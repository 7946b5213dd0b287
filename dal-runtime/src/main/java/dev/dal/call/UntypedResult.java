package dev.dal.call;

/** The result of a call by name, whose outputs are had by name. */
final class UntypedResult extends CallResult {

    UntypedResult(PendingCall call) {
        super(call);
    }
}
