package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.ErrorTranslator;
import dev.dal.connection.ObjectHandle;
import dev.dal.connection.ObjectSlot;
import java.util.ArrayList;
import java.util.List;

/** One row of a call object: what a {@link CallResult} is made from. Generated code only passes it on. */
public final class PendingCall {

    private final CallLayout layout;
    private final Connection connection;
    private final ErrorTranslator errors;
    private final List<ObjectHandle> handles;

    PendingCall(PendingBatch batch, int row, ErrorTranslator errors) {
        this.layout = batch.layout();
        this.connection = batch.objects().connection();
        this.errors = errors;
        int count = layout.outputs().size();
        this.handles = new ArrayList<>(count);
        for (ObjectSlot slot : batch.outputs().subList(row * count, (row + 1) * count)) {
            handles.add(new ObjectHandle(connection, slot));
        }
    }

    CallLayout layout() {
        return layout;
    }

    Connection connection() {
        return connection;
    }

    ErrorTranslator errors() {
        return errors;
    }

    /** One handle per output, in the order of the fields. */
    List<ObjectHandle> handles() {
        return handles;
    }
}
