package dev.dal.tensor;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.StoredTensor;
import dev.dal.ipc.TensorCodec;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.util.List;

/**
 * What the header of a stored tensor says, in the words of this package. It holds for every object that begins with the
 * same bytes and is long enough, so it is used again for those. Immutable and thread-safe.
 */
final class DecodedTensor {

    private final StoredTensor stored;
    /** Type by itself of what is stored, neither bool nor complex. */
    private final ElementType unitType;

    private final ElementType elementType;
    private final Layout layout;

    private DecodedTensor(StoredTensor stored) {
        this.stored = stored;
        this.unitType = ElementType.ofStored(stored.elementType());
        Shape shape = Shape.stored(stored.shape());
        this.layout = Layout.of(shape, stored.strides(), unitType.unitBytes());
        this.elementType = isNamedComplex(shape, stored.dimensionNames()) ? complex(unitType) : unitType;
    }

    /**
     * Decodes the header of an object, or finds it among those decoded before.
     *
     * @param object the object's data
     * @param recent headers decoded before; a header that is not there is added
     * @return what the header says
     * @throws FormatException if the object holds no tensor
     * @throws IllegalStateException if the region's lifetime has ended
     */
    static DecodedTensor of(Region object, Recent<DecodedTensor> recent) {
        return of(object, 0, object.length(), recent);
    }

    /**
     * Decodes the header of an object that is a part of some memory, or finds it.
     *
     * @param memory holds the object
     * @param offset first byte of the object's data
     * @param lengthBytes bytes of the object's data
     * @param recent headers decoded before; a header that is not there is added
     * @return what the header says
     * @throws FormatException if the object holds no tensor
     * @throws IndexOutOfBoundsException if the object is not inside
     * @throws IllegalStateException if the memory's lifetime has ended
     */
    static DecodedTensor of(Region memory, long offset, long lengthBytes, Recent<DecodedTensor> recent) {
        for (int i = 0; i < Recent.CAPACITY; i++) {
            DecodedTensor known = recent.get(i);
            if (known == null) {
                break;
            }
            if (known.stored.isHeaderOf(memory, offset, lengthBytes)) {
                return known;
            }
        }
        DecodedTensor decoded = new DecodedTensor(TensorCodec.read(memory.slice(offset, lengthBytes)));
        if (decoded.stored.headerBytes() <= Recent.MAX_HEADER_BYTES) {
            recent.add(decoded);
        }
        return decoded;
    }

    private static boolean isNamedComplex(Shape shape, List<String> names) {
        int last = shape.rank() - 1;
        return last >= 0 && shape.length(last) == 2 && names.get(last).equals(TensorMessage.COMPLEX_DIMENSION);
    }

    private static ElementType complex(ElementType parts) {
        return switch (parts) {
            case FLOAT32 -> ElementType.COMPLEX64;
            case FLOAT64 -> ElementType.COMPLEX128;
            default -> parts;
        };
    }

    /**
     * The type that the header tells: complex if the innermost dimension is named so, never bool.
     *
     * @return the type
     */
    ElementType elementType() {
        return elementType;
    }

    /**
     * Lengths of what is stored.
     *
     * @return a shape of at most 9 dimensions
     */
    Shape shape() {
        return layout.shape();
    }

    boolean isContiguous() {
        return layout.isContiguous();
    }

    /**
     * Whether this can be viewed as a type.
     *
     * @param type the type
     * @return true if it is stored in the same way
     */
    boolean fits(ElementType type) {
        Shape shape = shape();
        int rank = shape.rank();
        return type.unitType() == unitType
                && (type.isComplex() ? rank > 0 && shape.length(rank - 1) == 2 : rank <= Shape.MAX_RANK);
    }

    /**
     * Whether a view of a type that fits has a rank. A tag may be of shape (0) as well as of rank 0.
     *
     * @param type the type
     * @param rank the rank
     * @return true if so
     */
    boolean hasRank(ElementType type, int rank) {
        int found = shape().rank();
        return rank == (type.isComplex() ? found - 1 : found)
                || (rank == 0 && type == ElementType.INT8 && found == 1 && shape().length(0) == 0);
    }

    /**
     * A view of the elements.
     *
     * @param type a type that fits
     * @param object an object with this header
     * @param <T> the Java type of the tensor
     * @return the view
     */
    <T extends Tensor> T view(TensorType<T> type, Region object) {
        return type.wrap(body(object), layout);
    }

    /**
     * A view of the elements with a lifetime of its own.
     *
     * @param type a type that fits
     * @param memory holds an object with this header
     * @param offset first byte of that object
     * @param lifetime until when the view may be used
     * @param owner what the view keeps reachable
     * @param <T> the Java type of the tensor
     * @return the view
     */
    <T extends Tensor> T view(TensorType<T> type, Region memory, long offset, Lifetime lifetime, Object owner) {
        long begin = offset + stored.bodyOffset();
        return type.wrap(memory.slice(begin, stored.bodyLength(), lifetime, owner), layout);
    }

    /**
     * The elements of an object with this header.
     *
     * @param object the object's data
     * @return the memory of the elements
     */
    Region body(Region object) {
        return object.slice(stored.bodyOffset(), stored.bodyLength());
    }

    /** Type, rank and lengths, for messages. */
    String describe() {
        Shape shown = elementType.isComplex() ? shape().withoutLast() : shape();
        return elementType + " of rank " + shown.rank() + " " + shown;
    }
}
