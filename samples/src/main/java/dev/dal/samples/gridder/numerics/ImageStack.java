package dev.dal.samples.gridder.numerics;

/**
 * The images of all planes in one: each is to be turned by the phases of its w. That of plane p is
 * {@code exp(-2 pi i w(p) r)}, with r the pixel's n - 1 above the middle: from one plane to the next it is the same
 * factor. So the planes are added, and taken out of an image, like the terms of a polynomial by Horner's rule, from the
 * last to the first, without sines and cosines of their own.
 *
 * <p>Columns of different indices may be used by different threads at the same time.
 */
final class ImageStack {

    private final ImageGeometry image;
    private final GriddingPlan plan;
    private final PixelFactors factors;
    private final double[][] values;
    private final double[][] turns;

    /** An empty stack. */
    ImageStack(GriddingPlan plan, ImageGeometry image, Workers workers) {
        this.image = image;
        this.plan = plan;
        this.factors = new PixelFactors(plan, image);
        this.values = new double[image.ny()][2 * image.nx()];
        this.turns = new double[plan.planes().stacked() ? image.ny() : 0][];
        workers.forEach(
                turns.length,
                () -> turns,
                (each, j) -> each[j] = phases(-plan.planes().step(), j));
    }

    /** For the pixels of a column, {@code exp(2 pi i w r)}. */
    private double[] phases(double w, int j) {
        double[] phases = new double[2 * image.nx()];
        for (int i = 0; i < image.nx(); i++) {
            double turn = w * factors.aboveMiddle(i, j);
            double angle = 2 * Math.PI * (turn - Math.rint(turn));
            phases[2 * i] = Math.cos(angle);
            phases[2 * i + 1] = Math.sin(angle);
        }
        return phases;
    }

    /**
     * Adds a column of the image of a plane: the sum so far is turned by one plane before.
     *
     * @param column cells in u, as the transform of the grid makes them
     * @param j index of the column in y
     */
    void add(double[] column, int j) {
        double[] sum = values[j];
        if (turns.length > 0) {
            turn(sum, turns[j]);
        }
        int wrapped = 2 * (image.nx() / 2);
        int below = column.length - wrapped;
        for (int k = 0; k < wrapped; k++) {
            sum[k] += column[below + k];
        }
        for (int k = wrapped; k < sum.length; k++) {
            sum[k] += column[k - wrapped];
        }
    }

    /**
     * Takes a column of the image of a plane, and turns what is left by one plane: the transpose of {@link #add}.
     *
     * @param column for cells in u; those that belong to no pixel are not touched
     * @param j index of the column in y
     */
    void take(double[] column, int j) {
        double[] present = values[j];
        int wrapped = 2 * (image.nx() / 2);
        System.arraycopy(present, 0, column, column.length - wrapped, wrapped);
        System.arraycopy(present, wrapped, column, 0, present.length - wrapped);
        if (turns.length > 0) {
            turn(present, turns[j]);
        }
    }

    private static void turn(double[] values, double[] turns) {
        for (int k = 0; k < values.length; k += 2) {
            double re = values[k];
            double im = values[k + 1];
            values[k] = re * turns[k] - im * turns[k + 1];
            values[k + 1] = re * turns[k + 1] + im * turns[k];
        }
    }

    /**
     * The image of all planes that were added.
     *
     * @param workers the threads
     * @return the pixels in row-major order
     */
    double[] toImage(Workers workers) {
        double[] pixels = new double[image.pixelCount()];
        workers.forEach(image.ny(), () -> pixels, (target, j) -> {
            double[] sum = values[j];
            if (plan.planes().stacked()) {
                turn(sum, phases(-plan.planes().w(0), j));
            }
            for (int i = 0; i < image.nx(); i++) {
                target[i * image.ny() + j] = sum[2 * i] * factors.factor(i, j);
            }
        });
        return pixels;
    }

    /**
     * Sets the stack to an image, whose planes can then be taken: the transpose of {@link #toImage}, as seen from the last
     * plane.
     *
     * @param pixels the pixels in row-major order
     * @param workers the threads
     */
    void fromImage(double[] pixels, Workers workers) {
        workers.forEach(image.ny(), () -> pixels, (source, j) -> {
            double[] value = values[j];
            for (int i = 0; i < image.nx(); i++) {
                value[2 * i] = source[i * image.ny() + j] * factors.factor(i, j);
                value[2 * i + 1] = 0;
            }
            if (plan.planes().stacked()) {
                turn(value, phases(plan.planes().w(plan.planes().count() - 1), j));
            }
        });
    }
}
