package dev.dal.value;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.StoredTensor;
import dev.dal.ipc.TensorCodec;
import dev.dal.store.memory.Region;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorReader;
import dev.dal.tensor.TensorType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Finds the tensors and buffers that follow the record batch of a value. */
final class AttachedData {

    private final Region object;
    private final List<Region> tensors = new ArrayList<>();
    private final List<Region> arrays = new ArrayList<>();
    private final List<Region> buffers = new ArrayList<>();
    private boolean tensorsTaken;

    /**
     * Finds everything.
     *
     * @param object the object's data
     * @param tensorCount number of dense tensors
     * @param arrayCount number of numpy arrays
     * @param bufferCount number of buffers
     * @param offset where the record batch ends
     * @throws FormatException if they are not all there
     */
    AttachedData(Region object, int tensorCount, int arrayCount, int bufferCount, long offset) {
        this.object = object;
        long end = ValueWriter.padded(offset);
        end = findTensors(tensorCount, end, tensors);
        end = findTensors(arrayCount, end, arrays);
        for (int i = 0; i < bufferCount; i++) {
            long length = end > object.length() - Long.BYTES ? -1 : object.getLong(end);
            if (length < 0 || length > object.length() - end - Long.BYTES) {
                throw FormatException.of(
                        "Buffer " + i + " of the value at offset " + end,
                        length + " bytes",
                        "a length within the object of " + object.length() + " bytes");
            }
            buffers.add(object.slice(end + Long.BYTES, length));
            end += Long.BYTES + length;
        }
    }

    private long findTensors(int count, long offset, List<Region> found) {
        long end = offset;
        for (int i = 0; i < count; i++) {
            if (end >= object.length()) {
                throw FormatException.of("Tensors of the value", i, Integer.toString(count));
            }
            Region message = object.slice(end, object.length() - end);
            StoredTensor stored = TensorCodec.read(message);
            found.add(message);
            end = ValueWriter.padded(end + stored.bodyOffset() + stored.bodyLength());
        }
        return end;
    }

    /** Whether a view was handed out that needs the object's lifetime. */
    boolean areTensorsTaken() {
        return tensorsTaken;
    }

    Tensor tensor(int index) {
        return taken(TensorReader.readAny(at(tensors, index, "tensor")));
    }

    Tensor array(int index) {
        return taken(TensorReader.readAny(at(arrays, index, "numpy array")));
    }

    /** A numpy array of which the bytes were stored. */
    <T extends Tensor> Tensor array(int index, TensorType<T> type) {
        return taken(TensorReader.readBytesAs(type, at(arrays, index, "numpy array")));
    }

    private Tensor taken(Tensor view) {
        tensorsTaken = true;
        return view;
    }

    /** A read-only buffer that holds the object on its own. */
    ByteBuffer buffer(int index) {
        Region bytes = at(buffers, index, "buffer");
        if (bytes.length() > Integer.MAX_VALUE) {
            throw new UnsupportedValueException(
                    "A buffer of " + bytes.length() + " bytes is longer than a ByteBuffer can be. Put it as an array.");
        }
        return bytes.export(0, (int) bytes.length());
    }

    private static Region at(List<Region> found, int index, String what) {
        if (index < 0 || index >= found.size()) {
            throw FormatException.of("Index of a " + what, index, "0 to " + (found.size() - 1));
        }
        return found.get(index);
    }
}
