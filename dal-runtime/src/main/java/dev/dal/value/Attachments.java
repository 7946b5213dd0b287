package dev.dal.value;

import dev.dal.ipc.TensorHeader;
import dev.dal.store.memory.Region;
import dev.dal.tensor.ElementType;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tensors and buffers of a value, which follow its record batch, each known by its index. */
final class Attachments {

    private final List<Array<?>> arrays = new ArrayList<>();
    private final List<ByteBuffer> buffers = new ArrayList<>();

    /**
     * A tensor that travels as its bytes.
     *
     * @param tensor the tensor
     */
    record Bytes(Tensor tensor) {}

    /** A tensor as it will be written. */
    private record Array<T extends Tensor>(TensorHeader header, TensorType<T> type, T source) {

        static Array<?> of(Tensor tensor, boolean asBytes) {
            return of(tensor.type(), tensor, asBytes);
        }

        private static <T extends Tensor> Array<T> of(TensorType<T> type, Tensor tensor, boolean asBytes) {
            ElementType elements = asBytes ? ElementType.UINT8 : type.elementType();
            long[] lengths = tensor.shape().lengths();
            if (asBytes && lengths.length > 0) {
                int last = lengths.length - 1;
                lengths[last] =
                        Math.multiplyExact(lengths[last], type.elementType().sizeBytes());
            }
            TensorHeader header =
                    TensorHeader.of(elements.arrowType(), lengths, Collections.nCopies(lengths.length, ""));
            return new Array<>(header, type, type.tensorClass().cast(tensor));
        }

        void writeTo(Region target, long offset) {
            header.writeTo(target, offset);
            type.copy(source, target.slice(offset + header.bodyOffset(), header.bodyLength()));
        }
    }

    /** Adds a tensor and returns its index. */
    int add(Tensor tensor, boolean asBytes) {
        arrays.add(Array.of(tensor, asBytes));
        return arrays.size() - 1;
    }

    /** Adds the bytes from position to limit and returns their index. */
    int add(ByteBuffer bytes) {
        buffers.add(bytes.slice());
        return buffers.size() - 1;
    }

    int arrayCount() {
        return arrays.size();
    }

    int bufferCount() {
        return buffers.size();
    }

    /** Where everything ends that begins at an offset, which is a multiple of 64. */
    long end(long offset) {
        long end = offset;
        for (Array<?> array : arrays) {
            end = ValueWriter.padded(end + array.header().sizeBytes());
        }
        for (ByteBuffer buffer : buffers) {
            end += Long.BYTES + buffer.remaining();
        }
        return end;
    }

    void writeTo(Region target, long offset) {
        long end = offset;
        for (Array<?> array : arrays) {
            array.writeTo(target, end);
            long next = end + array.header().sizeBytes();
            end = ValueWriter.padded(next);
            target.clear(next, end - next);
        }
        for (ByteBuffer buffer : buffers) {
            target.putLong(end, buffer.remaining());
            if (buffer.hasRemaining()) {
                copy(buffer.duplicate(), target, end + Long.BYTES);
            }
            end += Long.BYTES + buffer.remaining();
        }
    }

    private static void copy(ByteBuffer source, Region target, long offset) {
        long end = offset;
        while (source.hasRemaining()) {
            int step = Math.min(source.remaining(), Region.WINDOW_BYTES);
            target.window(end, step).put(0, source, source.position(), step);
            source.position(source.position() + step);
            end += step;
        }
    }
}
