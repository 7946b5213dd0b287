import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.LongTensor;

/** An interface without a package. */
@ProcessingFunction
public interface DefaultPackage {

    /**
     * A function.
     *
     * @param xs input
     * @return output
     */
    long sum(@TensorIn("i") LongTensor xs);
}
