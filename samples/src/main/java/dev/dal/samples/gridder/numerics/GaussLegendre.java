package dev.dal.samples.gridder.numerics;

/** Gauss-Legendre quadrature: the integral of a smooth function as a weighted sum of its values. Immutable. */
final class GaussLegendre {

    private static final int NEWTON_STEPS = 100;
    private static final double NEWTON_ACCURACY = 1e-16;

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

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
            for (int k = 0; k < NEWTON_STEPS && Math.abs(step) > NEWTON_ACCURACY; k++) {
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

    /** Number of nodes. */
    int order() {
        return nodes.length;
    }

    /** Where to evaluate the function; ascending. */
    double node(int i) {
        return nodes[i];
    }

    /** By what to multiply the value at a node. */
    double weight(int i) {
        return weights[i];
    }
}
