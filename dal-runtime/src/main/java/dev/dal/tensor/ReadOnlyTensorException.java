package dev.dal.tensor;

import java.nio.ReadOnlyBufferException;

/** A tensor that must not be written was written to. */
public class ReadOnlyTensorException extends ReadOnlyBufferException {

    private static final long serialVersionUID = 1L;

    /** What the exception says. */
    private final String message;

    /**
     * An exception that says which tensor it was.
     *
     * @param tensor the tensor
     */
    ReadOnlyTensorException(Tensor tensor) {
        this.message = "This tensor is read-only, being a view of a sealed object or of an input: " + tensor.type()
                + " " + tensor.shape() + ". Write to an output or to a tensor of your own.";
    }

    @Override
    public String getMessage() {
        return message;
    }
}
