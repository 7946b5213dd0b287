package dev.dal.samples.gridder.numerics;

/** The kernel's values for some visibilities that follow each other. Used by one thread. */
final class TapBlock {

    private final Taps taps;
    private final double[] z = new double[Taps.BLOCK];
    private final double[][] valuesU;
    private final double[][] valuesV;
    private final double[] u = new double[KernelCatalogue.MAX_SUPPORT];
    private final double[] v = new double[KernelCatalogue.MAX_SUPPORT];

    TapBlock(Taps taps) {
        this.taps = taps;
        this.valuesU = taps.newValues();
        this.valuesV = taps.newValues();
    }

    /**
     * Evaluates the kernel for visibilities.
     *
     * @param numbers numbers of the visibilities
     * @param begin the first visibility
     * @param count number of visibilities, at most {@link Taps#BLOCK}
     */
    void evaluate(double[] numbers, int begin, int count) {
        evaluate(numbers, VisibilityBins.STRIDE * begin + VisibilityBins.POSITION_U, count, valuesU);
        evaluate(numbers, VisibilityBins.STRIDE * begin + VisibilityBins.POSITION_V, count, valuesV);
    }

    private void evaluate(double[] numbers, int first, int count, double[][] values) {
        for (int i = 0; i < count; i++) {
            double position = numbers[first + VisibilityBins.STRIDE * i];
            z[i] = 1 - 2 * (position - (int) position);
        }
        taps.evaluate(z, count, values);
    }

    /** What each cell gets in u of a visibility of the block; overwritten by the next call. */
    double[] u(int index) {
        return copy(valuesU, index, u);
    }

    /** What each cell gets in v of a visibility of the block, 0 beyond the support; overwritten by the next call. */
    double[] v(int index) {
        return copy(valuesV, index, v);
    }

    private static double[] copy(double[][] values, int index, double[] target) {
        for (int tap = 0; tap < values.length; tap++) {
            target[tap] = values[tap][index];
        }
        return target;
    }
}
