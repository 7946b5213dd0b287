package dev.dal.call;

/**
 * Writes the inputs of a call into a row.
 *
 * @param <C> class of the call's arguments
 */
@FunctionalInterface
public interface RowWriter<C> {

    /**
     * Sets every input of the row.
     *
     * @param arguments the arguments of the call
     * @param row the row to write
     */
    void write(C arguments, CallWriter row);
}
