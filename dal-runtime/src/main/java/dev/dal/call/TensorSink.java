package dev.dal.call;

import dev.dal.tensor.Shape;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorOutput;
import dev.dal.tensor.TensorType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An output whose shape its function decides. For the thread that runs the function. */
final class TensorSink<T extends Tensor> implements TensorOutput<T> {

    private final RowOutputs outputs;
    private final ParameterLayout parameter;
    private final TensorType<T> type;
    private @Nullable Shape atMost;
    private boolean trimmed;

    TensorSink(RowOutputs outputs, ParameterLayout parameter, TensorType<T> type) {
        this.outputs = outputs;
        this.parameter = parameter;
        this.type = type;
    }

    @Override
    public T allocate(Shape shape) {
        outputs.checkFits(parameter, shape);
        return outputs.allocate(parameter, type, shape, true);
    }

    @Override
    public T allocateAtMost(Shape shape) {
        if (shape.rank() != parameter.rank()) {
            throw new IllegalArgumentException("Output '" + parameter.name() + "' is declared as "
                    + parameter.drawType() + "; found the shape " + shape + ".");
        }
        T tensor = outputs.allocate(parameter, type, shape, true);
        atMost = shape;
        return tensor;
    }

    @Override
    public void trim(Shape shape) {
        Shape largest = atMost;
        if (largest == null || trimmed) {
            throw new IllegalStateException(
                    "Output '" + parameter.name() + "' can be trimmed once, after allocateAtMost.");
        }
        if (shape.elementCount() > largest.elementCount()) {
            throw new IllegalArgumentException("Output '" + parameter.name() + "' has at most " + largest.elementCount()
                    + " elements; found the shape " + shape + ".");
        }
        outputs.checkFits(parameter, shape);
        outputs.reshape(parameter, type, shape);
        trimmed = true;
    }

    @Override
    public void put(T tensor) {
        Objects.requireNonNull(tensor, "tensor");
        outputs.put(parameter, type, tensor);
    }

    /** The function has returned: what was allocated as an upper bound must have been trimmed. */
    void finish() {
        if (atMost != null && !trimmed) {
            throw new IllegalStateException(
                    "Output '" + parameter.name() + "' was allocated with allocateAtMost and not trimmed.");
        }
    }
}
