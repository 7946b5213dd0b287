package dev.dal.samples.gridder.numerics;

/** Where visibilities lie on the grid and among the planes of a plan. */
final class GridCoordinates {

    private final Baselines baselines;
    private final ImageGeometry image;
    private final GriddingPlan plan;
    private final int channelCount;

    GridCoordinates(Baselines baselines, ImageGeometry image, GriddingPlan plan) {
        this.baselines = baselines;
        this.image = image;
        this.plan = plan;
        this.channelCount = baselines.channelCount();
    }

    int visibilityCount() {
        return baselines.visibilityCount();
    }

    int planeCount() {
        return plan.planes().count();
    }

    /** Whether a visibility is replaced by the conjugate of the opposite one, as its w is negative. */
    boolean isFlipped(int visibility) {
        int row = visibility / channelCount;
        return plan.planes().stacked() && baselines.wavelengths(row, visibility - row * channelCount, 2) < 0;
    }

    /**
     * Finds a visibility.
     *
     * @param visibility its index
     * @param target for its positions in u, v and w, as {@link VisibilityBins} has them
     * @param at index of the first in the target
     */
    void locate(int visibility, double[] target, int at) {
        int row = visibility / channelCount;
        int channel = visibility - row * channelCount;
        double u = baselines.wavelengths(row, channel, 0) * image.pixelSizeX();
        double v = baselines.wavelengths(row, channel, 1) * image.pixelSizeY();
        double w = plan.planes().stacked() ? baselines.wavelengths(row, channel, 2) : 0;
        boolean flipped = w < 0;
        target[at + VisibilityBins.POSITION_U] = plan.position(flipped ? -u : u, plan.nu());
        target[at + VisibilityBins.POSITION_V] = plan.position(flipped ? -v : v, plan.nv());
        target[at + VisibilityBins.POSITION_W] = plan.planes().position(flipped ? -w : w);
    }

    /** The phase of a visibility in the middle of the values that n - 1 takes, for its position in w. */
    double middlePhase(double position) {
        WPlanes planes = plan.planes();
        double turns = (planes.leastW() + position * planes.step()) * planes.middle();
        return 2 * Math.PI * (turns - Math.rint(turns));
    }
}
