package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demo.ThirteenParametersCaller.CalibrateCall;
import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.processor.Scenario;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.Shape;
import java.util.List;

/** Many parameters are given by name, and calls that differ in few are made from each other. */
public final class ThirteenParametersRun extends Scenario<ThirteenParametersCaller> {

    @Override
    protected ThirteenParametersCaller inProcess() {
        return ThirteenParametersCaller.inProcess(new Doubling());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return ThirteenParametersProcessor.register(connection, new Doubling());
    }

    @Override
    protected ThirteenParametersCaller find(Store store) {
        return ThirteenParametersCaller.find(store);
    }

    @Override
    protected void check(ThirteenParametersCaller caller) {
        CalibrateCall call = CalibrateCall.builder()
                .timeIndex(IntTensor.of(0, 0))
                .times(DoubleTensor.of(10))
                .intervals(DoubleTensor.of(1))
                .exposures(DoubleTensor.of(0.9))
                .baselines(IntTensor.of(Shape.of(1, 2), 0, 1))
                .spectralWindow(3)
                .channels(DoubleTensor.of(1.4e9))
                .antennas(DoubleTensor.zeros(Shape.of(2, 3)))
                .field("3C 286")
                .polarizations(IntTensor.of(5))
                .uvw(DoubleTensor.zeros(Shape.of(2, 3)))
                .vis(Complex64Tensor.of(Shape.of(2, 1, 1), 1, 2, 3, 4))
                .build();
        try (var results = caller.calibrateBatch(
                List.of(call, call.toBuilder().spectralWindow(5).build()))) {
            assertThat(results.get(0).get().toArray()).containsExactly(3, 6, 9, 12);
            assertThat(results.get(1).get().toArray()).containsExactly(5, 10, 15, 20);
        }
        assertThatThrownBy(() -> caller.calibrate(call.toBuilder().uvw(DoubleTensor.zeros(Shape.of(3, 3))).build()))
                .hasMessageContaining("row is 2 in time_index(row=2) but 3 in uvw(row=3,uvw=3)");
        assertThatThrownBy(() -> CalibrateCall.builder().field("3C 48").spectralWindow(0).build())
                .hasMessage("CalibrateCall lacks timeIndex, times, intervals, exposures, baselines, channels, antennas,"
                        + " polarizations, uvw, vis");
    }

    private static final class Doubling implements ThirteenParameters {

        @Override
        public void calibrate(
                IntTensor timeIndex,
                DoubleTensor times,
                DoubleTensor intervals,
                DoubleTensor exposures,
                IntTensor baselines,
                int spectralWindow,
                DoubleTensor channels,
                DoubleTensor antennas,
                String field,
                IntTensor polarizations,
                DoubleTensor uvw,
                Complex64Tensor vis,
                Complex64Tensor output) {
            assertThat(field).isEqualTo("3C 286");
            for (long row = 0; row < timeIndex.shape().length(0); row++) {
                output.set(row, 0, 0, spectralWindow * vis.re(row, 0, 0), spectralWindow * vis.im(row, 0, 0));
            }
        }
    }
}
