package dev.dal.samples.gridder.numerics;

/** Lengths for which a Fourier transform is fast, and about how long it takes. */
final class FftLength {

    /** The longest that is used, so that a row of complex numbers fits into an array with room to spare. */
    static final int LONGEST = 1 << 28;

    private static final double NANOS_PER_STEP = 0.95;

    /** Powers of two have an algorithm of their own. */
    private static final double NANOS_PER_STEP_POWER_OF_TWO = 0.62;

    /** To bring the numbers there and away. */
    private static final double NANOS_PER_NUMBER = 5;

    /** How much longer than necessary is looked at. */
    private static final double FARTHEST = 1.3;

    private FftLength() {}

    /** About how long it takes to copy and to transform complex numbers, in nanoseconds. */
    static double nanos(int length) {
        boolean powerOfTwo = Integer.bitCount(length) == 1;
        double perStep = powerOfTwo ? NANOS_PER_STEP_POWER_OF_TWO : NANOS_PER_STEP;
        return length * (perStep * Math.log(length) / Math.log(2) + NANOS_PER_NUMBER);
    }

    /**
     * The fastest length that is enough: a product of powers of 2, 3 and 5.
     *
     * @param least the least length
     * @throws IllegalArgumentException if that is too long
     */
    static int atLeast(double least) {
        if (!(least <= LONGEST / FARTHEST)) {
            throw new IllegalArgumentException("Length of a grid: found " + least + "; expected at most " + LONGEST
                    + ". Ask for a smaller image.");
        }
        int best = Integer.highestOneBit((int) Math.ceil(Math.max(least, 1)) * 2 - 1);
        for (long fives = 1; fives <= least * FARTHEST; fives *= 5) {
            for (long threes = fives; threes <= least * FARTHEST; threes *= 3) {
                long length = threes;
                while (length < least) {
                    length *= 2;
                }
                if (nanos((int) length) < nanos(best)) {
                    best = (int) length;
                }
            }
        }
        return best;
    }
}
