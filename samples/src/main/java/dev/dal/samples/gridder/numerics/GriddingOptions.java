package dev.dal.samples.gridder.numerics;

/**
 * How to grid.
 *
 * @param epsilon the accuracy: greatest norm of the error by the norm of the result
 * @param wStacking whether w counts; else it is taken for 0, and n for 1
 * @param threads how many threads work
 */
public record GriddingOptions(double epsilon, boolean wStacking, int threads) {

    /** The finest accuracy; numbers of double precision allow no better. */
    public static final double FINEST_EPSILON = 2e-13;

    /** The coarsest accuracy. */
    public static final double COARSEST_EPSILON = 0.1;

    /** Most threads. */
    public static final int MOST_THREADS = 1024;

    /**
     * Checks the numbers.
     *
     * @param epsilon the accuracy: greatest norm of the error by the norm of the result
     * @param wStacking whether w counts; else it is taken for 0, and n for 1
     * @param threads how many threads work
     * @throws IllegalArgumentException if the accuracy or the number of threads is out of range
     */
    public GriddingOptions {
        if (!(epsilon >= FINEST_EPSILON && epsilon <= COARSEST_EPSILON)) {
            throw new IllegalArgumentException("epsilon: found " + epsilon + "; expected an accuracy from "
                    + FINEST_EPSILON + " to " + COARSEST_EPSILON + ".");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "Number of threads: found " + threads + "; expected 1 to " + MOST_THREADS + ".");
        }
    }
}
