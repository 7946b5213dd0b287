package dev.dal.call;

import dev.dal.tensor.Shape;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lengths that the dimension names of one call stand for: equal names mean equal lengths (dal-format.md section 2).
 */
final class DimensionBindings {

    private final Map<String, Binding> bindings = new HashMap<>();

    private record Binding(long length, String drawing) {}

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
        String drawing = tensor.draw(shape);
        for (int i = 0; i < tensor.rank(); i++) {
            Dimension dimension = tensor.dimensions().get(i);
            long length = shape.length(i);
            if (dimension.isFixed() && length != dimension.fixedLength()) {
                return dimension.name() + " is fixed to " + dimension.fixedLength() + " but is " + length + " in "
                        + drawing;
            }
            Binding other = bindings.putIfAbsent(dimension.name(), new Binding(length, drawing));
            if (other != null && other.length() != length) {
                return dimension.name() + " is " + other.length() + " in " + other.drawing() + " but " + length + " in "
                        + drawing;
            }
        }
        return null;
    }
}
