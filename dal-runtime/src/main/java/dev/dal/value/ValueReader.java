package dev.dal.value;

import dev.dal.ipc.ColumnReader;
import dev.dal.ipc.FormatException;
import dev.dal.ipc.RecordBatchReader;
import dev.dal.ipc.RecordBatchStream;
import dev.dal.store.memory.Region;
import org.jspecify.annotations.Nullable;

/** Reads the value of an object (see the package). */
final class ValueReader {

    private static final int SPARSE_OFFSET = 4;

    private final AttachedData attached;
    private final @Nullable Object value;

    /**
     * Reads a value. Tensors are views of the region, buffers hold the object on their own, everything else is copied.
     *
     * @param object the object's data
     * @throws FormatException if the object holds no value in this form
     * @throws UnsupportedValueException if the value, or a part of it, has no form in Java
     */
    ValueReader(Region object) {
        if (object.length() < ValueWriter.COUNTS_BYTES) {
            throw FormatException.of(
                    "Value", "an object of " + object.length() + " bytes", "at least " + ValueWriter.COUNTS_BYTES);
        }
        int tensors = count(object, 0);
        int sparse = count(object, SPARSE_OFFSET);
        if (sparse > 0) {
            throw new UnsupportedValueException("The object holds " + sparse
                    + " sparse tensors, which have no form here. Put a dense array instead.");
        }
        int arrays = count(object, ValueWriter.NDARRAYS_OFFSET);
        int buffers = count(object, ValueWriter.BUFFERS_OFFSET);
        RecordBatchStream stream = RecordBatchStream.open(object, ValueWriter.COUNTS_BYTES);
        this.attached = new AttachedData(object, tensors, arrays, buffers, stream.endOffset());
        ColumnReader column = onlyColumn(stream);
        this.value = new UnionReader(column, attached, new ReadBudget(object.length())).get(0);
    }

    private static ColumnReader onlyColumn(RecordBatchStream stream) {
        if (stream.batches().size() != 1) {
            throw FormatException.of(
                    "Record batches of the value", stream.batches().size(), "one");
        }
        RecordBatchReader batch = stream.batches().get(0);
        if (batch.columnCount() != 1 || batch.rowCount() != 1) {
            throw FormatException.of(
                    "Record batch of the value",
                    batch.columnCount() + " columns and " + batch.rowCount() + " rows",
                    "one column, with one value");
        }
        return batch.column(0);
    }

    private static int count(Region object, int offset) {
        int count = object.getInt(offset);
        if (count < 0) {
            throw FormatException.of("Number of parts of the value at offset " + offset, count, "0 or more");
        }
        return count;
    }

    @Nullable
    Object value() {
        return value;
    }

    /** Whether the value has views that end with the region's lifetime. */
    boolean hasViews() {
        return attached.areTensorsTaken();
    }
}
