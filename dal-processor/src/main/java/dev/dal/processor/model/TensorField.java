package dev.dal.processor.model;

/**
 * A tensor that goes into a function or comes out of it.
 *
 * @param name its names
 * @param role how it does so
 * @param type its element type and class
 * @param dimensions its dimensions
 * @param zeroed whether it is filled with zeros before the call; only for {@link TensorRole#ALLOCATED}
 * @param nullness whether it may be left out
 */
public record TensorField(
        ParameterName name, TensorRole role, TensorType type, Dimensions dimensions, boolean zeroed, Nullness nullness)
        implements Field, ParameterModel {

    /**
     * An output that says nothing but that the function has returned.
     *
     * @param name its names
     * @param role {@link TensorRole#TAG} or {@link TensorRole#ADDED_TAG}
     * @param nullness whether it may be left out
     * @return the field
     */
    public static TensorField tag(ParameterName name, TensorRole role, Nullness nullness) {
        return new TensorField(name, role, TensorType.INT8, Dimensions.NONE, true, nullness);
    }

    @Override
    public boolean isInput() {
        return role == TensorRole.INPUT || role == TensorRole.REFERENCE;
    }

    /**
     * Whether it carries no value.
     *
     * @return true for a tag, declared or added
     */
    public boolean isTag() {
        return role == TensorRole.TAG || role == TensorRole.ADDED_TAG;
    }
}
