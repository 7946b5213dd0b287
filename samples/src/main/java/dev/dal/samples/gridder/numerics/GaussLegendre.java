package dev.dal.samples.gridder.numerics;

/**
 * Gauss-Legendre quadrature: the integral of a smooth function as a weighted sum of its values.
 *
 * @param nodes where to evaluate the function, ascending
 * @param weights by what to multiply the values
 */
record GaussLegendre(double[] nodes, double[] weights) {

    private static final int NEWTON_STEPS = 100;

    /**
     * The rule of some order for an interval. The nodes are the zeros of the Legendre polynomial of that degree, found by
     * Newton's method from the usual estimate by a cosine.
     *
     * @param order number of nodes
     * @param from beginning of the interval
     * @param to end of the interval
     */
    static GaussLegendre on(int order, double from, double to) {
        double[] nodes = new double[order];
        double[] weights = new double[order];
        double half = (to - from) / 2;
        for (int i = 0; i < order; i++) {
            double x = -Math.cos(Math.PI * (i + 0.75) / (order + 0.5));
            double slope = 1;
            double step = 1;
            for (int k = 0; k < NEWTON_STEPS && Math.abs(step) > 1e-16; k++) {
                double previous = 1;
                double value = x;
                for (int degree = 2; degree <= order; degree++) {
                    double next = ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree;
                    previous = value;
                    value = next;
                }
                slope = order * (x * value - previous) / (x * x - 1);
                step = value / slope;
                x -= step;
            }
            nodes[i] = from + half * (x + 1);
            weights[i] = half * 2 / ((1 - x * x) * slope * slope);
        }
        return new GaussLegendre(nodes, weights);
    }
}
