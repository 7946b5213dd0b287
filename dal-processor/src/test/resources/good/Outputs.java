package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.call.CallContext;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.TensorOutput;

/** How the lengths of outputs are known, and how results are returned. */
@ProcessingFunction
interface Outputs {

    void rankZero(@TensorIn DoubleTensor a, @TensorOut DoubleTensor b);

    void uncleared(@TensorIn("i") DoubleTensor a, @TensorOut(value = "i", zeroed = false) DoubleTensor b);

    void fixed(@TensorIn({"uvw=3", "row"}) DoubleTensor a, @TensorOut({"row , uvw", "huge = 4294967296"}) FloatTensor b);

    void values(
            @TensorOut("a=na,b=nb,c=nc,d=nd") DoubleTensor first,
            byte na,
            short nb,
            int nc,
            long nd,
            @TensorOut("d,a") IntTensor second);

    void eight(@TensorIn("a,b,c,d,e,f,g,h") DoubleTensor x, @TensorOut("h,g,f,e,d,c,b,a") DoubleTensor y);

    void sinkAndTensor(
            CallContext context,
            @TensorIn("i") DoubleTensor a,
            @TensorOut("n=2") TensorOutput<DoubleTensor> some,
            @TensorOut("i") DoubleTensor b);

    @TensorOut("j")
    DoubleTensor returned(@TensorIn("i") DoubleTensor a);

    int returnedWithOutput(@TensorIn("i") DoubleTensor a, @TensorOut("i") DoubleTensor b, CallContext context);

    boolean returnsBoolean();

    byte returnsByte();

    short returnsShort();

    int returnsInt();

    long returnsLong();

    float returnsFloat();

    double returnsDouble();
}
