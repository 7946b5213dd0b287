package dev.dal.samples.gridder;

import dev.dal.call.CallContext;
import dev.dal.samples.gridder.numerics.Baselines;
import dev.dal.samples.gridder.numerics.Degridder;
import dev.dal.samples.gridder.numerics.Gridder;
import dev.dal.samples.gridder.numerics.GriddingOptions;
import dev.dal.samples.gridder.numerics.ImageGeometry;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import org.jspecify.annotations.Nullable;

/** Gridder and degridder as processing functions. */
final class GriddingImplementation implements Gridding {

    private final int threads;

    /**
     * Functions that use some threads each.
     *
     * @param threads number of threads
     */
    GriddingImplementation(int threads) {
        this.threads = threads;
    }

    @Override
    public void toDirty(
            CallContext context,
            DoubleTensor uvw,
            DoubleTensor freq,
            Complex128Tensor vis,
            @Nullable DoubleTensor wgt,
            long nx,
            long ny,
            double pixsizeX,
            double pixsizeY,
            double epsilon,
            boolean doWstacking,
            DoubleTensor dirty) {
        ImageGeometry image = image(nx, ny, pixsizeX, pixsizeY);
        GriddingOptions options = new GriddingOptions(epsilon, doWstacking, threads);
        Baselines baselines = new Baselines(uvw.toArray(), freq.toArray());
        dirty.copyFrom(Gridder.toImage(baselines, vis.toArray(), array(wgt), image, options, context::isCancelled));
    }

    @Override
    public void toVisibilities(
            CallContext context,
            DoubleTensor uvw,
            DoubleTensor freq,
            DoubleTensor dirty,
            @Nullable DoubleTensor wgt,
            double pixsizeX,
            double pixsizeY,
            double epsilon,
            boolean doWstacking,
            Complex128Tensor vis) {
        ImageGeometry image = image(dirty.shape().length(0), dirty.shape().length(1), pixsizeX, pixsizeY);
        GriddingOptions options = new GriddingOptions(epsilon, doWstacking, threads);
        Baselines baselines = new Baselines(uvw.toArray(), freq.toArray());
        double[] visibilities =
                Degridder.toVisibilities(baselines, dirty.toArray(), array(wgt), image, options, context::isCancelled);
        vis.interleaved().copyFrom(visibilities);
    }

    private static double @Nullable [] array(@Nullable DoubleTensor tensor) {
        return tensor == null ? null : tensor.toArray();
    }

    private static ImageGeometry image(long nx, long ny, double pixsizeX, double pixsizeY) {
        return new ImageGeometry(pixels("nx", nx), pixels("ny", ny), pixsizeX, pixsizeY);
    }

    private static int pixels(String name, long count) {
        if (count < 1 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    name + ": found " + count + "; expected at least 1 pixel and at most " + Integer.MAX_VALUE + ".");
        }
        return (int) count;
    }
}
