package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import java.util.List;

/**
 * Javadoc with all sorts of tags, such as {@link List}, {@link List#of(Object, Object) List.of}, {@link #plain} and
 * {@linkplain #plain(long) a plain link}.
 *
 * <p>A second paragraph with <em>markup</em>, {@code @ProcessingFunction} and {@literal <T>}.
 *
 * <ul>
 *   <li>one
 *   <li>two
 * </ul>
 *
 * @author nobody
 * @see List
 */
@ProcessingFunction
public interface Documented {

    /** The answer. */
    int ANSWER = 42;

    /**
     * {@return the sum of all elements} It may be {@code NaN}, but is never {@value #ANSWER}.
     *
     * @param xs numbers,
     *     more than {@link #ANSWER} of them
     */
    double sum(@TensorIn("i") DoubleTensor xs);

    /**
     * Costs $5 &amp; more: 100% {@code "$T $L"}.
     *
     * <pre>{@code
     * @Example
     * if (a < b) {
     *     $T();
     * }
     * }</pre>
     *
     * @param x a number &lt; 5
     * @throws IllegalStateException never
     * @since 1.0
     */
    void plain(long x);

    /**
     * Old.
     *
     * @param xs input
     * @param ys output
     * @deprecated use {@link #sum}
     */
    @Deprecated
    void old(@TensorIn("i") DoubleTensor xs, @TensorOut("i") DoubleTensor ys);
}
