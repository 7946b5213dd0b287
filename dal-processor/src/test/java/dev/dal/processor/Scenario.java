package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.call.GeneratedCaller;
import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.ObjectLostException;
import dev.dal.connection.Ref;
import dev.dal.connection.Store;
import dev.dal.tensor.Tensor;
import java.util.Arrays;

/**
 * Something that is done with generated code. Its subclasses are the sources in {@code src/test/resources/run}, which are
 * compiled together with the interface that they are about.
 *
 * @param <C> the generated caller
 */
public abstract class Scenario<C extends GeneratedCaller> {

    /** A caller of an implementation without a store. */
    protected abstract C inProcess();

    /** A processor of such an implementation. */
    protected abstract GeneratedProcessor register(Connection connection);

    /** A caller of that processor. */
    protected abstract C find(Store store);

    /** Calls every function and checks what comes of it. */
    protected abstract void check(C caller);

    /** The elements of a tensor, whatever their type. */
    protected static String text(Tensor tensor) {
        try {
            Object array = tensor.getClass().getMethod("toArray").invoke(tensor);
            return Arrays.deepToString(new Object[] {array});
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(tensor.getClass() + " has no elements", e);
        }
    }

    /** An output that the call did without. */
    protected static void assertLeftOut(Ref output, String name) {
        assertThatThrownBy(output::await)
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("Output '" + name + "'", "was left out of this call.");
    }
}
