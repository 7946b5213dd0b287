package dev.dal.call;

import dev.dal.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lengths that the dimension names of one call stand for: equal names mean equal lengths (dal-format.md section 2).
 */
final class DimensionBindings {

    /** Names are few, and mostly the same objects: looking at each is faster than hashing. */
    private String[] names = new String[0];

    private ParameterLayout[] tensors = new ParameterLayout[0];
    private @Nullable Shape[] shapes = new Shape[0];
    private long[] lengths = new long[0];
    private int count;

    /** Forgets everything. */
    void clear() {
        count = 0;
    }

    /**
     * Binds the dimensions of a tensor.
     *
     * @return what does not fit, with the shapes drawn, or null if all fits
     */
    @Nullable
    String bind(ParameterLayout tensor, Shape shape) {
        if (shape.rank() != tensor.rank()) {
            return "'" + tensor.name() + "' is declared as " + tensor.drawType() + " of rank " + tensor.rank()
                    + "; found the shape " + shape + " of rank " + shape.rank();
        }
        for (int i = 0; i < tensor.rank(); i++) {
            Dimension dimension = tensor.dimensions().get(i);
            long length = shape.length(i);
            if (dimension.isFixed() && length != dimension.fixedLength()) {
                return dimension.name() + " is fixed to " + dimension.fixedLength() + " but is " + length + " in "
                        + tensor.draw(shape);
            }
            int known = find(dimension.name());
            if (known == count) {
                add(dimension.name(), length, tensor, shape);
            } else if (lengths[known] != length) {
                return dimension.name() + " is " + lengths[known] + " in " + tensors[known].draw(shapes[known])
                        + " but " + length + " in " + tensor.draw(shape);
            }
        }
        return null;
    }

    /**
     * The shape of some lengths, one that was bound before if there is one.
     *
     * @throws IllegalArgumentException as {@link Shape#of} does
     */
    Shape shapeOf(long... lengths) {
        for (Shape known : shapes) {
            if (known != null && known.hasLengths(lengths)) {
                return known;
            }
        }
        return Shape.of(lengths);
    }

    private int find(String name) {
        int index = 0;
        while (index < count && !names[index].equals(name)) {
            index++;
        }
        return index;
    }

    private void add(String name, long length, ParameterLayout tensor, Shape shape) {
        if (count == names.length) {
            int more = 2 * count + 2;
            names = Arrays.copyOf(names, more);
            lengths = Arrays.copyOf(lengths, more);
            tensors = Arrays.copyOf(tensors, more);
            shapes = Arrays.copyOf(shapes, more);
        }
        names[count] = name;
        lengths[count] = length;
        tensors[count] = tensor;
        shapes[count] = shape;
        count++;
    }
}
