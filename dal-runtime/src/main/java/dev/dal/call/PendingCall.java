package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.ErrorTranslator;
import dev.dal.connection.ObjectHandle;

/** One row of a call object: what a {@link CallResult} is made from. Generated code only passes it on. */
public final class PendingCall {

    private final CallHandles handles;
    private final int row;
    private final ErrorTranslator errors;

    PendingCall(CallHandles handles, int row, ErrorTranslator errors) {
        this.handles = handles;
        this.row = row;
        this.errors = errors;
    }

    CallLayout layout() {
        return handles.batch().layout();
    }

    Connection connection() {
        return handles.batch().objects().connection();
    }

    ErrorTranslator errors() {
        return errors;
    }

    /** Number of outputs. */
    int outputs() {
        return handles.outputs();
    }

    /** The handle of an output, by its place among the outputs. */
    ObjectHandle handle(int output) {
        return handles.handle(row, output);
    }

    /** Whether an output was not asked for, by its place among the outputs. */
    boolean isLeftOut(int output) {
        return handles.batch().isLeftOut(row * handles.outputs() + output);
    }

    /** Gives up the handles, which cancels nothing. */
    void detach() {
        handles.detach(row);
    }

    /** Closes the handles. */
    void close() {
        handles.close(row);
    }
}
