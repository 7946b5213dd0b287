package dev.dal.samples.gridder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.CallContext;
import dev.dal.samples.gridder.GriddingCaller.ToDirtyCall;
import dev.dal.samples.gridder.GriddingCaller.ToVisibilitiesCall;
import dev.dal.samples.gridder.numerics.Baselines;
import dev.dal.samples.gridder.numerics.Degridder;
import dev.dal.samples.gridder.numerics.Gridder;
import dev.dal.samples.gridder.numerics.GriddingOptions;
import dev.dal.samples.gridder.numerics.ImageGeometry;
import dev.dal.store.ObjectId;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** The processing functions without store and processes. */
class GriddingInProcessTest {

    private static final double[] UVW = {10, -20, 30, 40, 50, -60};
    private static final double[] FREQUENCIES = {1e9, 1.1e9};
    private static final double[] VISIBILITIES = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final double[] WEIGHTS = {1, 0.5, 0, 2};
    private static final ImageGeometry IMAGE = new ImageGeometry(5, 7, 0.01, 0.02);
    private static final Baselines BASELINES = new Baselines(UVW, FREQUENCIES);

    private static ToDirtyCall.Builder dirtyCall() {
        return ToDirtyCall.builder()
                .uvw(DoubleTensor.of(Shape.of(2, 3), UVW))
                .freq(DoubleTensor.of(FREQUENCIES))
                .vis(Complex128Tensor.of(Shape.of(2, 2), VISIBILITIES))
                .nx(5)
                .ny(7)
                .pixsizeX(0.01)
                .pixsizeY(0.02)
                .epsilon(1e-6)
                .doWstacking(true);
    }

    @Test
    void theFunctionIsTheGridder() {
        GriddingOptions options = new GriddingOptions(1e-6, true, 1);
        try (GriddingCaller gridding = GriddingCaller.inProcess(new GriddingImplementation(1));
                var plain = gridding.toDirty(dirtyCall().build());
                var weighted = gridding.toDirty(dirtyCall()
                        .wgt(DoubleTensor.of(Shape.of(2, 2), WEIGHTS))
                        .build())) {
            assertThat(plain.get().shape()).isEqualTo(Shape.of(5, 7));
            assertThat(plain.get().toArray()).isEqualTo(Gridder.toImage(BASELINES, VISIBILITIES, null, IMAGE, options));
            assertThat(weighted.get().toArray())
                    .isEqualTo(Gridder.toImage(BASELINES, VISIBILITIES, WEIGHTS, IMAGE, options));
        }
    }

    @Test
    void aCallThatIsCancelledEndsEarly() {
        CallContext cancelled = new CallContext() {
            @Override
            public boolean isCancelled() {
                return true;
            }

            @Override
            public Optional<Instant> deadline() {
                return Optional.empty();
            }

            @Override
            public ObjectId callId() {
                return ObjectId.of(0, 0, 0);
            }
        };
        GriddingImplementation functions = new GriddingImplementation(2);
        DoubleTensor uvw = DoubleTensor.of(Shape.of(2, 3), UVW);
        DoubleTensor freq = DoubleTensor.of(FREQUENCIES);
        Complex128Tensor vis = Complex128Tensor.of(Shape.of(2, 2), VISIBILITIES);
        DoubleTensor dirty = DoubleTensor.of(Shape.of(5, 7), new double[35]);
        assertThatThrownBy(
                        () -> functions.toDirty(cancelled, uvw, freq, vis, null, 5, 7, 0.01, 0.02, 1e-6, true, dirty))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(
                        () -> functions.toVisibilities(cancelled, uvw, freq, dirty, null, 0.01, 0.02, 1e-6, true, vis))
                .isInstanceOf(CancellationException.class);
        assertThat(dirty.toArray()).containsOnly(0);
        assertThat(vis.toArray()).isEqualTo(VISIBILITIES);
    }

    @Test
    void theFunctionIsTheDegridder() {
        double[] pixels = new double[35];
        pixels[11] = 2;
        pixels[30] = -1;
        ToVisibilitiesCall call = ToVisibilitiesCall.builder()
                .uvw(DoubleTensor.of(Shape.of(2, 3), UVW))
                .freq(DoubleTensor.of(FREQUENCIES))
                .dirty(DoubleTensor.of(Shape.of(5, 7), pixels))
                .wgt(DoubleTensor.of(Shape.of(2, 2), WEIGHTS))
                .pixsizeX(0.01)
                .pixsizeY(0.02)
                .epsilon(1e-6)
                .doWstacking(false)
                .build();
        try (GriddingCaller gridding = GriddingCaller.inProcess(new GriddingImplementation(1));
                var result = gridding.toVisibilities(call)) {
            assertThat(result.get().shape()).isEqualTo(Shape.of(2, 2));
            assertThat(result.get().toArray())
                    .isEqualTo(Degridder.toVisibilities(
                            BASELINES, pixels, WEIGHTS, IMAGE, new GriddingOptions(1e-6, false, 1)));
        }
    }

    @Test
    void mistakesTravel() {
        try (GriddingCaller gridding = GriddingCaller.inProcess(new GriddingImplementation(1))) {
            assertThatThrownBy(() ->
                            gridding.toDirty(dirtyCall().epsilon(1e-20).build()).get())
                    .hasMessageContaining("epsilon: found 1.0E-20; expected an accuracy from 2.0E-13 to 0.1.");
            assertThatThrownBy(() -> gridding.toDirty(dirtyCall()
                                    .wgt(DoubleTensor.zeros(Shape.of(2, 3)))
                                    .build())
                            .get())
                    .hasMessageContaining("chan");
        }
    }
}
