package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.Complex64Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.LongTensor;

/** As large as functions are in practice. */
@ProcessingFunction
public interface ThirteenParameters {

    /**
     * Grids visibilities.
     *
     * @param uvws coordinates in metres
     * @param visibilities complex visibilities
     * @param weights a weight for each visibility
     * @param channels frequencies in hertz
     * @param flags rows to leave out
     * @param imageSize width and height in pixels
     * @param pixelSize width and height of a pixel in radians
     * @param support the size of the kernel in cells
     * @param oversampling cells of the kernel for each cell of the grid
     * @param epsilon the accuracy to reach
     * @param doWStacking whether to correct for the third coordinate
     * @param name the name of the observation
     * @param image the image
     */
    void grid(
            @TensorIn("row,uvw=3") DoubleTensor uvws,
            @TensorIn("row,chan") Complex64Tensor visibilities,
            @TensorIn("row,chan") FloatTensor weights,
            @TensorIn("chan") DoubleTensor channels,
            @TensorIn("flag") LongTensor flags,
            int imageSize,
            double pixelSize,
            int support,
            int oversampling,
            double epsilon,
            boolean doWStacking,
            String name,
            @TensorOut("y=imageSize,x=imageSize") DoubleTensor image);
}
