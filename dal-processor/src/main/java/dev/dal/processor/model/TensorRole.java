package dev.dal.processor.model;

/** The ways in which a tensor goes into a function or comes out of it. */
public enum TensorRole {
    /** The caller passes it. */
    INPUT,
    /** It arrives allocated, and the function fills it. */
    ALLOCATED,
    /** The function allocates it through a {@code TensorOutput}. */
    SINK,
    /** The function returns it. */
    RETURNED,
    /** The function returns a primitive value, which becomes a tensor of rank 0. */
    SCALAR,
    /** Nothing but the fact that the function has returned; added to functions without outputs. */
    TAG
}
