package dev.dal.processor.model;

/**
 * A tensor that goes into a function or comes out of it.
 *
 * @param name its names
 * @param role how it does so
 * @param type its element type and class
 * @param dimensions its dimensions
 * @param zeroed whether it is filled with zeros before the call; only for {@link TensorRole#ALLOCATED}
 */
public record TensorField(ParameterName name, TensorRole role, TensorType type, Dimensions dimensions, boolean zeroed)
        implements Field, ParameterModel {

    @Override
    public boolean isInput() {
        return role == TensorRole.INPUT;
    }
}
