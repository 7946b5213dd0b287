package dev.dal.tensor;

import dev.dal.ipc.TensorHeader;
import dev.dal.store.memory.Region;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * The object that holds a tensor (dal-format.md section 4), prepared for one type, shape and names: its size, and how
 * to write it. It can be written any number of times. Immutable and thread-safe.
 *
 * @param <T> the Java type of the tensor
 */
public final class TensorMessage<T extends Tensor> {

    /** Name of the dimension that holds the parts of complex numbers. */
    static final String COMPLEX_DIMENSION = "complex";

    private final TensorType<T> type;
    private final Shape shape;
    private final List<String> dimensionNames;
    /** Where the units are; see {@link Layout}. */
    private final Layout layout;

    private final TensorHeader header;

    private TensorMessage(
            TensorType<T> type, Shape shape, List<String> dimensionNames, Layout layout, TensorHeader header) {
        this.type = type;
        this.shape = shape;
        this.dimensionNames = dimensionNames;
        this.layout = layout;
        this.header = header;
    }

    /**
     * Prepares an object, or finds it among those prepared last, of which some are kept per type: then nothing is built
     * nor allocated.
     *
     * @param type type of the tensor
     * @param shape lengths of the dimensions
     * @param dimensionNames as many names as dimensions, without lengths; "" for none
     * @param <T> the Java type of the tensor
     * @return the prepared object
     * @throws IllegalArgumentException if there is another number of names, or there would be more than
     *     2<sup>63</sup> - 1 bytes
     */
    public static <T extends Tensor> TensorMessage<T> of(TensorType<T> type, Shape shape, List<String> dimensionNames) {
        Recent<TensorMessage<T>> recent = type.recentMessages();
        for (int i = 0; i < Recent.CAPACITY; i++) {
            TensorMessage<T> known = recent.get(i);
            if (known == null) {
                break;
            }
            if (known.isOf(shape, dimensionNames)) {
                return known;
            }
        }
        TensorMessage<T> prepared = prepare(type, shape, dimensionNames);
        if (prepared.header.bodyOffset() <= Recent.MAX_HEADER_BYTES) {
            recent.add(prepared);
        }
        return prepared;
    }

    private boolean isOf(Shape otherShape, List<String> otherNames) {
        if (!shape.equals(otherShape) || dimensionNames.size() != otherNames.size()) {
            return false;
        }
        for (int i = 0; i < dimensionNames.size(); i++) {
            if (!dimensionNames.get(i).equals(otherNames.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static <T extends Tensor> TensorMessage<T> prepare(
            TensorType<T> type, Shape shape, List<String> dimensionNames) {
        if (dimensionNames.size() != shape.rank()) {
            throw new IllegalArgumentException("Names of dimensions of shape " + shape + ": found " + dimensionNames
                    + "; expected " + shape.rank() + ".");
        }
        ElementType elements = type.elementType();
        List<String> names = new ArrayList<>(dimensionNames);
        if (elements.isComplex()) {
            names.add(COMPLEX_DIMENSION);
        }
        Layout layout = type.stored(shape);
        TensorHeader header =
                TensorHeader.of(elements.arrowType(), layout.shape().lengths(), names);
        return new TensorMessage<>(type, shape, List.copyOf(dimensionNames), layout, header);
    }

    /**
     * Size of the object's data.
     *
     * @return bytes
     */
    public long sizeBytes() {
        return header.sizeBytes();
    }

    /**
     * Writes everything but the elements.
     *
     * @param object the object's data; may be longer than needed
     * @return a writable, contiguous view of the elements, which are as the object's memory was
     * @throws IndexOutOfBoundsException if the region is too short
     * @throws java.nio.ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public T writeTo(Region object) {
        header.writeTo(object, 0);
        return type.wrap(object.slice(header.bodyOffset(), header.bodyLength()), layout);
    }

    /**
     * Writes everything, copying the elements of a tensor.
     *
     * @param object the object's data; may be longer than needed
     * @param source a tensor of this type and shape, at any strides
     * @throws IndexOutOfBoundsException if the region is too short
     * @throws IllegalArgumentException if type or shape of the source differ
     * @throws java.nio.ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime of region or source has ended
     */
    public void writeTo(Region object, T source) {
        if (source.isContiguous() && source.type() == type && source.shape().equals(shape)) {
            header.writeTo(object, 0);
            try {
                object.put(header.bodyOffset(), source.body, 0, header.bodyLength());
            } finally {
                Reference.reachabilityFence(source);
            }
        } else {
            writeTo(object).copyFromSame(source);
        }
    }
}
