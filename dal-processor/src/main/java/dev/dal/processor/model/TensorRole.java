package dev.dal.processor.model;

/** The ways in which a tensor goes into a function or comes out of it. */
public enum TensorRole {
    /** The caller passes it. */
    INPUT,
    /** The caller passes it, and the function reads it when it asks for it, through a {@code TensorRef}. */
    REFERENCE,
    /** It arrives allocated, and the function fills it. */
    ALLOCATED,
    /** The function allocates it through a {@code TensorOutput}. */
    SINK,
    /** The function returns it. */
    RETURNED,
    /** The function returns a primitive value, which becomes a tensor of rank 0. */
    SCALAR,
    /** Nothing but the fact that the function has returned: a parameter of type {@code Tag}. */
    TAG,
    /** The same, added to functions without an output that is always made. */
    ADDED_TAG
}
