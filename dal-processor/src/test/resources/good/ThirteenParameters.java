package demo;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.IntTensor;

/** As large as functions are in practice. */
@ProcessingFunction
public interface ThirteenParameters {

    /**
     * Calibrates visibilities.
     *
     * @param timeIndex index into {@code times} of each row
     * @param times centres of the intervals in seconds
     * @param intervals lengths of the intervals in seconds
     * @param exposures how much of each interval was observed, in seconds
     * @param baselines the two antennas of each baseline
     * @param spectralWindow number of the spectral window
     * @param channels frequencies in hertz
     * @param antennas coordinates in metres
     * @param field name of the observed field
     * @param polarizations codes of the polarizations
     * @param uvw coordinates of each row in metres
     * @param vis the measured visibilities
     * @param output the calibrated visibilities
     */
    void calibrate(
            @Name("time_index") @TensorIn("row") IntTensor timeIndex,
            @TensorIn("time") DoubleTensor times,
            @TensorIn("time") DoubleTensor intervals,
            @TensorIn("time") DoubleTensor exposures,
            @TensorIn("baseline,pair=2") IntTensor baselines,
            @Name("spectral_window") int spectralWindow,
            @TensorIn("chan") DoubleTensor channels,
            @TensorIn("antenna,xyz=3") DoubleTensor antennas,
            String field,
            @TensorIn("pol") IntTensor polarizations,
            @TensorIn("row,uvw=3") DoubleTensor uvw,
            @TensorIn("row,chan,pol") Complex64Tensor vis,
            @TensorOut("row,chan,pol") Complex64Tensor output);
}
