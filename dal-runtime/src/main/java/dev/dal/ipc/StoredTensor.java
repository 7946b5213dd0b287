package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * What a Tensor message says: element type, lengths, strides, names, and where in the region the elements are. All
 * elements that can be addressed are known to lie in the region. Immutable and thread-safe.
 */
public final class StoredTensor {

    private final byte[] frame;
    private final long endOffset;
    private final ArrowType elementType;
    private final long[] shape;
    private final long[] strides;
    private final List<String> dimensionNames;
    private final long bodyOffset;
    private final long bodyLength;

    /**
     * A description that was checked.
     *
     * @param frame what was decoded: prefix and metadata
     * @param endOffset where the body ends, counted from the beginning of the frame
     * @param elementType type of the elements
     * @param shape lengths of the dimensions, outermost first
     * @param strides bytes from one element to the next in each dimension
     * @param dimensionNames names, "" where there is none
     * @param bodyOffset where the element with all indices 0 is
     * @param bodyLength bytes from there on that belong to the elements
     */
    StoredTensor(
            byte[] frame,
            long endOffset,
            ArrowType elementType,
            long[] shape,
            long[] strides,
            List<String> dimensionNames,
            long bodyOffset,
            long bodyLength) {
        this.frame = frame;
        this.endOffset = endOffset;
        this.elementType = elementType;
        this.shape = shape;
        this.strides = strides;
        this.dimensionNames = List.copyOf(dimensionNames);
        this.bodyOffset = bodyOffset;
        this.bodyLength = bodyLength;
    }

    /**
     * Whether a part of a region begins with a message that has the very bytes of this one's header. If so, reading it
     * would say the same as this, which is found out at a fraction of the cost.
     *
     * @param region any region
     * @param offset first byte of the part
     * @param lengthBytes bytes of the part
     * @return true if header and body are there
     * @throws IndexOutOfBoundsException if the part is not inside
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public boolean isHeaderOf(Region region, long offset, long lengthBytes) {
        return endOffset <= lengthBytes && region.holds(offset, frame);
    }

    /**
     * Length of the header.
     *
     * @return bytes
     */
    public int headerBytes() {
        return frame.length;
    }

    /**
     * Type of the elements: an integer of 8 to 64 bits or a floating point number of 16 to 64 bits.
     *
     * @return the type
     */
    public ArrowType elementType() {
        return elementType;
    }

    /**
     * Lengths of the dimensions, outermost first.
     *
     * @return a fresh array of 0 to 9 lengths, none negative; their product fits a long
     */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * Bytes from one element to the next in each dimension, in the order of the dimensions. Without meaning where there
     * are no elements.
     *
     * @return a fresh array of as many strides as dimensions, none negative
     */
    public long[] strides() {
        return strides.clone();
    }

    /**
     * Names of the dimensions in their order.
     *
     * @return as many names as dimensions; "" where there is none
     */
    public List<String> dimensionNames() {
        return dimensionNames;
    }

    /**
     * Where the element with all indices 0 is.
     *
     * @return bytes from the beginning of the region that was read
     */
    public long bodyOffset() {
        return bodyOffset;
    }

    /**
     * Length of what holds the elements, from the first on.
     *
     * @return bytes
     */
    public long bodyLength() {
        return bodyLength;
    }
}
