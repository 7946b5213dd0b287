package dev.dal.call;

import dev.dal.ipc.RecordBatchStream;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads call objects. Calls of one function by one caller begin with the same bytes, but for the deadline: what those
 * say is remembered, since to decode a schema takes longer than everything else. Guarded by the connection's lock.
 */
final class CallDecoder {

    /** So many kinds of calls are remembered, those used last. */
    private static final int MOST_REMEMBERED = 64;

    /** Longer schemas are decoded each time. */
    private static final int MOST_SCHEMA_BYTES = 1 << 20;

    private final RowChecks checks;
    private final List<CallTemplate> remembered = new ArrayList<>();
    private long arrivals;

    CallDecoder(RowChecks checks) {
        this.checks = checks;
    }

    /**
     * Reads a call object.
     *
     * @param memory holds the data of the object, which stay as long as the call is in use
     * @param offset where they begin
     * @param lengthBytes how many they are
     * @throws dev.dal.ipc.FormatException if the data are no call
     */
    IncomingCall read(ObjectId id, Region memory, long offset, long lengthBytes) {
        for (int i = remembered.size() - 1; i >= 0; i--) {
            CallTemplate known = remembered.get(i);
            if (known.isBeginningOf(memory, offset, lengthBytes)) {
                moveToEnd(i);
                return known.read(id, arrivals++, memory, offset, lengthBytes);
            }
        }
        return readNew(id, memory.slice(offset, lengthBytes));
    }

    private void moveToEnd(int index) {
        if (index < remembered.size() - 1) {
            remembered.add(remembered.remove(index));
        }
    }

    private IncomingCall readNew(ObjectId id, Region data) {
        RecordBatchStream stream = RecordBatchStream.open(data);
        Map<String, String> metadata = stream.schema().getCustomMetadata();
        String deadline = metadata.get(Caller.DEADLINE_KEY);
        CallKind kind = checks.kind(CallLayout.of(stream.schema()), metadata.get(Caller.TO_KEY));
        if (stream.batchesOffset() <= MOST_SCHEMA_BYTES) {
            remember(stream, data, kind, deadline);
        }
        return new IncomingCall(id, arrivals++, kind, deadline, stream.batches());
    }

    private void remember(RecordBatchStream stream, Region data, CallKind kind, @Nullable String deadline) {
        byte[] bytes = data.bytes(0, Math.toIntExact(stream.batchesOffset()));
        int deadlineOffset = deadline == null ? -1 : onlyPlace(deadline, bytes);
        if (deadline != null && deadlineOffset < 0) {
            return;
        }
        if (remembered.size() == MOST_REMEMBERED) {
            remembered.remove(0);
        }
        remembered.add(new CallTemplate(bytes, stream.schema(), kind, deadlineOffset));
    }

    /** Where a deadline of the usual length is among the bytes, or −1 if that is not certain. */
    private static int onlyPlace(String deadline, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int place = deadline.length() == Nanoseconds.DIGITS ? text.indexOf(deadline) : -1;
        return place == text.lastIndexOf(deadline) ? place : -1;
    }
}
