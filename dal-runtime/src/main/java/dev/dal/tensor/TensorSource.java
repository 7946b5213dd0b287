package dev.dal.tensor;

/**
 * Where a tensor comes from: a tensor itself, or something that will have one, such as a reference to an object in a
 * store. Parameters of calls are of this type. Anybody may implement it.
 *
 * @param <T> the Java type of the tensor
 */
public interface TensorSource<T extends Tensor> {

    /**
     * Element type and Java type of the tensor.
     *
     * @return the type
     */
    TensorType<T> type();
}
