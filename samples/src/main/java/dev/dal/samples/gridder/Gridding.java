package dev.dal.samples.gridder;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.call.CallContext;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import org.jspecify.annotations.Nullable;

/** Transforms between visibilities and dirty images; see {@link dev.dal.samples.gridder.numerics} for the sums. */
@ProcessingFunction
public interface Gridding {

    /**
     * Makes the dirty image of visibilities.
     *
     * @param context tells whether anybody still wants the image; gridding ends early if nobody does
     * @param uvw coordinates of each row in metres
     * @param freq frequency of each channel in Hz
     * @param vis the visibilities
     * @param wgt by what each is multiplied, or null for 1; visibilities of weight 0 do not count and may be NaN
     * @param nx number of pixels in x
     * @param ny number of pixels in y
     * @param pixsizeX distance of pixels in x, as difference of direction cosines
     * @param pixsizeY distance of pixels in y, as difference of direction cosines
     * @param epsilon the accuracy: greatest norm of the error by the norm of the image
     * @param doWstacking whether w counts; else it is taken for 0, and n for 1
     * @param dirty the image; pixel (nx / 2, ny / 2), rounded down, looks at the phase centre
     */
    @ProcessingFunction("ms2dirty")
    void toDirty(
            CallContext context,
            @TensorIn("row,uvw=3") DoubleTensor uvw,
            @TensorIn("chan") DoubleTensor freq,
            @TensorIn("row,chan") Complex128Tensor vis,
            @TensorIn("row,chan") @Nullable DoubleTensor wgt,
            long nx,
            long ny,
            @Name("pixsize_x") double pixsizeX,
            @Name("pixsize_y") double pixsizeY,
            double epsilon,
            @Name("do_wstacking") boolean doWstacking,
            @TensorOut(value = "x=nx,y=ny", zeroed = false) DoubleTensor dirty);

    /**
     * Makes the visibilities of an image: the adjoint of {@code toDirty}.
     *
     * @param context tells whether anybody still wants the visibilities; degridding ends early if nobody does
     * @param uvw coordinates of each row in metres
     * @param freq frequency of each channel in Hz
     * @param dirty the image; pixel (nx / 2, ny / 2), rounded down, looks at the phase centre
     * @param wgt by what each visibility is multiplied, or null for 1
     * @param pixsizeX distance of pixels in x, as difference of direction cosines
     * @param pixsizeY distance of pixels in y, as difference of direction cosines
     * @param epsilon the accuracy: greatest norm of the error by the norm of the visibilities
     * @param doWstacking whether w counts; else it is taken for 0, and n for 1
     * @param vis the visibilities
     */
    @ProcessingFunction("dirty2ms")
    void toVisibilities(
            CallContext context,
            @TensorIn("row,uvw=3") DoubleTensor uvw,
            @TensorIn("chan") DoubleTensor freq,
            @TensorIn("x,y") DoubleTensor dirty,
            @TensorIn("row,chan") @Nullable DoubleTensor wgt,
            @Name("pixsize_x") double pixsizeX,
            @Name("pixsize_y") double pixsizeY,
            double epsilon,
            @Name("do_wstacking") boolean doWstacking,
            @TensorOut(value = "row,chan", zeroed = false) Complex128Tensor vis);
}
