package dev.dal.call;

import dev.dal.connection.LeakWatch;
import dev.dal.connection.ObjectHandle;
import dev.dal.connection.OpenHandles;

/**
 * The handles of the outputs of a call object. When none of its results is reachable any more, those that are still open
 * are dropped, which cancels nothing. Thread-safe.
 */
final class CallHandles {

    private final PendingBatch batch;
    private final ObjectHandle[] handles;
    private final int outputs;
    private final LeakWatch watch;

    /**
     * Handles of outputs that nobody else has.
     *
     * @param open receives them, to close them all together
     */
    CallHandles(PendingBatch batch, OpenHandles open) {
        this.batch = batch;
        this.outputs = batch.layout().outputs().size();
        this.handles = batch.outputs();
        this.watch = LeakWatch.over(this, handles);
        for (ObjectHandle handle : handles) {
            if (!open.add(handle)) {
                handle.close();
            }
        }
    }

    PendingBatch batch() {
        return batch;
    }

    /** Number of outputs of a row. */
    int outputs() {
        return outputs;
    }

    /** The handle of an output of a row, by its place among the outputs. */
    ObjectHandle handle(int row, int output) {
        return handles[row * outputs + output];
    }

    /** Closes the handles of a row. */
    void close(int row) {
        for (int output = 0; output < outputs; output++) {
            handle(row, output).close();
        }
        if (handles.length == outputs) {
            watch.end();
        }
    }

    /** Gives up the handles of a row, which cancels nothing. */
    void detach(int row) {
        for (int output = 0; output < outputs; output++) {
            handle(row, output).detach();
        }
        if (handles.length == outputs) {
            watch.end();
        }
    }

    /** Closes all handles. */
    void close() {
        for (ObjectHandle handle : handles) {
            handle.close();
        }
        watch.end();
    }
}
