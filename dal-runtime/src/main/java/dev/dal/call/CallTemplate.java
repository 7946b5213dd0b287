package dev.dal.call;

import dev.dal.ipc.RecordBatchReader;
import dev.dal.ipc.RecordBatchStream;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one function by one caller: they begin with the same bytes, but for the deadline. Most short ones have the same
 * batch header too. Such a call is copied into memory for which all that was decoded before; when nobody uses it any
 * more, it stands for another one. Guarded by the connection's lock.
 */
final class CallTemplate {

    /** Longer calls are read where they lie, each anew. */
    private static final int MOST_COPIED_BYTES = 1 << 14;

    private static final int MOST_SPARE = 64;

    private final byte[] bytes;
    private final Schema schema;
    private final CallKind kind;
    private final int deadlineOffset;

    /** The batch header of calls that are copied, and how long those are. */
    private byte[] header = {};

    private long lengthBytes = -1;
    private final Deque<IncomingCall> spare = new ArrayDeque<>();

    /**
     * The beginning of a call object that was read.
     *
     * @param bytes the Schema message
     * @param schema what it says
     * @param kind what that means here
     * @param deadlineOffset where the deadline's digits are, or −1 where there are none
     */
    CallTemplate(byte[] bytes, Schema schema, CallKind kind, int deadlineOffset) {
        this.bytes = bytes;
        this.schema = schema;
        this.kind = kind;
        this.deadlineOffset = deadlineOffset;
    }

    /** Whether a call object begins likewise. */
    boolean isBeginningOf(Region memory, long offset, long objectBytes) {
        if (bytes.length > objectBytes) {
            return false;
        }
        if (deadlineOffset < 0) {
            return memory.holds(offset, bytes);
        }
        int deadlineEnd = deadlineOffset + Nanoseconds.DIGITS;
        return memory.holds(offset, bytes, 0, deadlineOffset)
                && memory.holds(offset + deadlineEnd, bytes, deadlineEnd, bytes.length - deadlineEnd);
    }

    /**
     * Reads a call object that begins likewise.
     *
     * @throws dev.dal.ipc.FormatException if the rest is not that of a call
     */
    IncomingCall read(ObjectId id, long arrival, Region memory, long offset, long objectBytes) {
        String deadline = deadline(memory, offset);
        if (objectBytes == lengthBytes && isAsLaidOut(memory, offset)) {
            IncomingCall call = spare.poll();
            Region cells = call == null ? null : call.memory();
            if (call == null || cells == null) {
                return copy(id, arrival, deadline, memory, offset);
            }
            long from = bytes.length + (long) header.length;
            cells.put(from, memory, offset + from, lengthBytes - from);
            call.begin(id, arrival, deadline);
            return call;
        }
        Region data = memory.slice(offset, objectBytes);
        RecordBatchStream stream = RecordBatchStream.open(data, schema, bytes.length);
        lookAt(stream, data);
        return new IncomingCall(id, arrival, kind, deadline, stream.batches());
    }

    private IncomingCall copy(ObjectId id, long arrival, @Nullable String deadline, Region memory, long offset) {
        Region copy = Region.allocate(lengthBytes);
        copy.put(0, memory, offset, lengthBytes);
        List<RecordBatchReader> batches =
                RecordBatchStream.open(copy, schema, bytes.length).batches();
        return new IncomingCall(id, arrival, kind, deadline, batches, this, copy);
    }

    /** Whether all but the cells is as in the calls that are copied, so that decoding would say the same. */
    private boolean isAsLaidOut(Region memory, long offset) {
        return memory.holds(offset + bytes.length, header) && RecordBatchStream.isEndAt(memory, offset + lengthBytes);
    }

    /** The calls that follow may be laid out like this one. */
    private void lookAt(RecordBatchStream stream, Region data) {
        boolean copied = stream.batches().size() == 1
                && stream.batches().get(0).rowCount() == 1
                && stream.endOffset() == data.length()
                && data.length() <= MOST_COPIED_BYTES;
        if (copied) {
            header = RecordBatchStream.headerAt(data, bytes.length);
            lengthBytes = data.length();
            spare.clear();
        }
    }

    /** Nobody uses a call any more. */
    void giveBack(IncomingCall call) {
        Region memory = call.memory();
        boolean fits = memory != null
                && memory.length() == lengthBytes
                && memory.holds(bytes.length, header)
                && spare.size() < MOST_SPARE;
        if (fits) {
            spare.push(call);
        }
    }

    private @Nullable String deadline(Region memory, long offset) {
        return deadlineOffset < 0
                ? null
                : new String(memory.bytes(offset + deadlineOffset, Nanoseconds.DIGITS), StandardCharsets.ISO_8859_1);
    }
}
