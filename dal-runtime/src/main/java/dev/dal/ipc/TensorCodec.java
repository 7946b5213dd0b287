package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Tensor;
import org.apache.arrow.flatbuf.TensorDim;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Reads Arrow Tensor messages (dal-format.md section 4); {@link TensorHeader} writes them. Stateless; may be called by
 * any thread.
 */
public final class TensorCodec {

    private TensorCodec() {}

    /**
     * Reads the Tensor message that begins with a region; what follows it is ignored.
     *
     * <p>Any strides are accepted, column-major and sliced ones as well as none, which means row-major, but no negative
     * ones. Where a dimension has length 0 strides are ignored.
     *
     * @param region holds the message
     * @return what the message says
     * @throws FormatException if there is no such message, or its elements are not all in the region
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static StoredTensor read(Region region) {
        byte[] frame = MessageFraming.copyFrame(region);
        if (frame.length == MessageFraming.PREFIX_BYTES) {
            throw FormatException.of("Message", "the end of a stream", "a Tensor");
        }
        ByteBuffer metadata = ByteBuffer.wrap(frame)
                .slice(MessageFraming.PREFIX_BYTES, frame.length - MessageFraming.PREFIX_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        IpcMessage message = IpcMessage.decode(metadata, region, frame.length);
        return message.decodeHeader(
                MessageHeader.Tensor, decoded -> decode((Tensor) decoded.header(new Tensor()), message, frame));
    }

    private static StoredTensor decode(Tensor tensor, IpcMessage message, byte[] frame) {
        ArrowType elementType = elementType(tensor);
        int width = TensorElements.widthBytes(elementType);
        int rank = tensor.shapeLength();
        TensorElements.checkRank(rank);
        long[] shape = new long[rank];
        List<String> names = new ArrayList<>(rank);
        for (int i = 0; i < rank; i++) {
            TensorDim dimension = tensor.shape(i);
            @Nullable String name = dimension.name();
            shape[i] = dimension.size();
            names.add(name == null ? "" : name);
        }
        boolean empty = TensorElements.totalBytes(shape, width) == 0;
        long[] strides = empty ? TensorElements.rowMajorStrides(shape, width) : strides(tensor, shape, width);
        Buffer data = tensor.data();
        checkData(data, message.bodyLength());
        if (!empty) {
            checkExtent(shape, strides, width, data.length());
        }
        return new StoredTensor(
                frame,
                message.endOffset(),
                elementType,
                shape,
                strides,
                names,
                message.bodyOffset() + data.offset(),
                data.length());
    }

    private static ArrowType elementType(Tensor tensor) {
        byte kind = tensor.typeType();
        if (kind == Type.Int) {
            var type = (Int) tensor.type(new Int());
            return new ArrowType.Int(type.bitWidth(), type.isSigned());
        }
        if (kind == Type.FloatingPoint) {
            var type = (FloatingPoint) tensor.type(new FloatingPoint());
            return new ArrowType.FloatingPoint(FloatingPointPrecision.fromFlatbufID(type.precision()));
        }
        throw FormatException.of("Elements of the tensor", Type.name(kind), "integers or floating point numbers");
    }

    private static long[] strides(Tensor tensor, long[] shape, int width) {
        int count = tensor.stridesLength();
        if (count == 0) {
            return TensorElements.rowMajorStrides(shape, width);
        }
        if (count != shape.length) {
            throw FormatException.of("Strides of the tensor", count, shape.length + ", one for each dimension");
        }
        long[] strides = new long[count];
        for (int i = 0; i < count; i++) {
            strides[i] = tensor.strides(i);
            if (strides[i] < 0) {
                throw FormatException.of(
                        "Stride of dimension " + i, strides[i], "0 or more (reversed is not supported)");
            }
            if (shape[i] > 1 && strides[i] % width != 0) {
                throw FormatException.of("Stride of dimension " + i, strides[i], "a multiple of the width " + width);
            }
        }
        return strides;
    }

    private static void checkData(Buffer data, long bodyLength) {
        if ((data.offset() | data.length()) < 0 || data.offset() > bodyLength - data.length()) {
            throw FormatException.of(
                    "Elements of the tensor",
                    "offset " + data.offset() + " and length " + data.length(),
                    "a range in the body of " + bodyLength + " bytes");
        }
        if (data.offset() % MessageFraming.MINIMUM_ALIGNMENT_BYTES != 0) {
            throw FormatException.of("Offset of the elements", data.offset(), "a multiple of 8");
        }
    }

    /** Checks that the element with the highest indices lies in the data; no length is 0. */
    private static void checkExtent(long[] shape, long[] strides, int width, long dataLength) {
        long left = dataLength - width;
        for (int i = 0; i < shape.length && left >= 0; i++) {
            long steps = shape[i] - 1;
            left = steps > 0 && strides[i] > left / steps ? -1 : left - steps * strides[i];
        }
        if (left < 0) {
            throw FormatException.of(
                    "Elements of the tensor",
                    dataLength + " bytes",
                    "enough for shape " + Arrays.toString(shape) + " with strides " + Arrays.toString(strides) + " of "
                            + width + " bytes each");
        }
    }
}
