package dev.dal.ipc;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.memory.BoundsChecks;
import dev.dal.store.memory.Region;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Tensor;
import org.apache.arrow.flatbuf.TensorDim;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Everything of a Tensor message but its elements, prepared for one element type, shape and names: row-major
 * contiguous, as {@code pyarrow.ipc.write_tensor} lays it out (dal-format.md section 4). It can be written any number
 * of times. Immutable and thread-safe.
 */
public final class TensorHeader {

    private final byte[] frame;
    private final long bodyLength;

    private TensorHeader(byte[] frame, long bodyLength) {
        this.frame = frame;
        this.bodyLength = bodyLength;
    }

    /**
     * Prepares a header.
     *
     * @param elementType an integer of 8 to 64 bits or a floating point number of 16 to 64 bits
     * @param shape lengths of the dimensions, outermost first; at most 9
     * @param dimensionNames as many names as dimensions, "" for none
     * @return the header
     * @throws IllegalArgumentException if the type cannot be an element, a length is negative, there are too many
     *     dimensions, another number of names, or more than 2<sup>63</sup> - 1 bytes
     */
    public static TensorHeader of(ArrowType elementType, long[] shape, List<String> dimensionNames) {
        TensorElements.checkRank(shape.length);
        if (dimensionNames.size() != shape.length) {
            throw new IllegalArgumentException("Names of dimensions: found " + dimensionNames.size() + " "
                    + dimensionNames + "; expected " + shape.length + ", one for each.");
        }
        int width = TensorElements.widthBytes(elementType);
        long bodyLength = TensorElements.totalBytes(shape, width);
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int tensor = build(builder, elementType, shape, dimensionNames, bodyLength);
        MessageFraming.finish(builder, MessageHeader.Tensor, tensor, bodyLength);
        return new TensorHeader(MessageFraming.frame(builder, MessageFraming.BODY_ALIGNMENT_BYTES), bodyLength);
    }

    private static int build(
            FlatBufferBuilder builder, ArrowType elementType, long[] shape, List<String> names, long bodyLength) {
        // In the order in which Arrow's C++ library builds it, so that sizes agree.
        int type = elementType.getType(builder);
        int[] dimensions = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            dimensions[i] = TensorDim.createTensorDim(builder, shape[i], builder.createString(names.get(i)));
        }
        int shapeVector = Tensor.createShapeVector(builder, dimensions);
        long[] rowMajor = TensorElements.rowMajorStrides(shape, TensorElements.widthBytes(elementType));
        int stridesVector = Tensor.createStridesVector(builder, rowMajor);
        Tensor.startTensor(builder);
        Tensor.addTypeType(builder, elementType.getTypeID().getFlatbufID());
        Tensor.addType(builder, type);
        Tensor.addShape(builder, shapeVector);
        Tensor.addStrides(builder, stridesVector);
        Tensor.addData(builder, Buffer.createBuffer(builder, 0, bodyLength));
        return Tensor.endTensor(builder);
    }

    /**
     * Size of the message: header and elements.
     *
     * @return bytes
     */
    public long sizeBytes() {
        return Math.addExact(bodyOffset(), bodyLength);
    }

    /**
     * Where the elements begin, counted from the beginning of the message.
     *
     * @return bytes, a multiple of 64
     */
    public long bodyOffset() {
        return frame.length;
    }

    /**
     * Length of the elements.
     *
     * @return bytes
     */
    public long bodyLength() {
        return bodyLength;
    }

    /**
     * Writes the header; the elements are not touched.
     *
     * @param target where to write
     * @param offset first byte of the message, a multiple of 64
     * @throws IndexOutOfBoundsException if header and elements do not fit into the region
     * @throws java.nio.ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public void writeTo(Region target, long offset) {
        BoundsChecks.checkRange(offset, sizeBytes(), target.length());
        target.put(offset, frame);
    }
}
