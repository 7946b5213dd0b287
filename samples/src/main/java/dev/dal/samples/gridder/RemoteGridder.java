package dev.dal.samples.gridder;

import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.samples.gridder.GriddingCaller.ToDirtyCall;
import dev.dal.samples.gridder.GriddingCaller.ToDirtyResult;
import dev.dal.samples.gridder.GriddingCaller.ToVisibilitiesCall;
import dev.dal.samples.gridder.GriddingCaller.ToVisibilitiesResult;
import dev.dal.samples.gridder.numerics.ImageGeometry;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.TensorSource;
import java.time.Duration;

/** Gridder and degridder of some processor, for one observation: every call goes through the store. */
final class RemoteGridder implements AutoCloseable {

    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(10);

    private final GriddingCaller gridding;
    private final Observation observation;
    private final double epsilon;
    private final boolean wStacking;
    private final Store store;
    private final TensorRef<DoubleTensor> uvw;
    private final TensorRef<DoubleTensor> frequencies;

    /**
     * Finds a processor and puts the coordinates into the store.
     *
     * @param store where the tensors go
     * @param observation coordinates and pixels
     * @param epsilon the accuracy
     * @param wStacking whether w counts
     */
    RemoteGridder(Store store, Observation observation, double epsilon, boolean wStacking) {
        this.store = store;
        this.observation = observation;
        this.epsilon = epsilon;
        this.wStacking = wStacking;
        this.gridding = GriddingCaller.find(store);
        this.uvw = store.put(DoubleTensor.of(Shape.of(observation.rowCount(), 3), observation.uvw()));
        this.frequencies = store.put(DoubleTensor.of(observation.frequencies()));
    }

    /** The dirty image of visibilities, given by real and imaginary parts; row-major. */
    double[] toDirty(double[] visibilities) {
        Shape shape = Shape.of(observation.rowCount(), observation.frequencies().length);
        try (TensorRef<Complex128Tensor> vis = store.put(Complex128Tensor.of(shape, visibilities));
                ToDirtyResult result = callToDirty(vis)) {
            return result.get(ANSWER_TIMEOUT).toArray();
        }
    }

    /** Real and imaginary parts of the visibilities of an image. */
    double[] toVisibilities(double[] pixels) {
        try (TensorRef<DoubleTensor> dirty = store.put(image(pixels));
                ToVisibilitiesResult result = callToVisibilities(dirty)) {
            return result.get(ANSWER_TIMEOUT).toArray();
        }
    }

    /** The dirty image of the visibilities of a sky. The second call is sent before the first one is answered. */
    double[] observe(double[] sky) {
        try (TensorRef<DoubleTensor> dirty = store.put(image(sky));
                ToVisibilitiesResult visibilities = callToVisibilities(dirty);
                ToDirtyResult result = callToDirty(visibilities.vis())) {
            return result.get(ANSWER_TIMEOUT).toArray();
        }
    }

    private DoubleTensor image(double[] pixels) {
        ImageGeometry image = observation.image();
        return DoubleTensor.of(Shape.of(image.nx(), image.ny()), pixels);
    }

    private ToDirtyResult callToDirty(TensorSource<Complex128Tensor> vis) {
        ImageGeometry image = observation.image();
        return gridding.toDirty(ToDirtyCall.builder()
                .uvw(uvw)
                .freq(frequencies)
                .vis(vis)
                .nx(image.nx())
                .ny(image.ny())
                .pixsizeX(image.pixelSizeX())
                .pixsizeY(image.pixelSizeY())
                .epsilon(epsilon)
                .doWstacking(wStacking)
                .build());
    }

    private ToVisibilitiesResult callToVisibilities(TensorSource<DoubleTensor> dirty) {
        ImageGeometry image = observation.image();
        return gridding.toVisibilities(ToVisibilitiesCall.builder()
                .uvw(uvw)
                .freq(frequencies)
                .dirty(dirty)
                .pixsizeX(image.pixelSizeX())
                .pixsizeY(image.pixelSizeY())
                .epsilon(epsilon)
                .doWstacking(wStacking)
                .build());
    }

    @Override
    public void close() {
        frequencies.close();
        uvw.close();
        gridding.close();
    }
}
