package dev.dal.processor;

import static dev.dal.processor.Mistakes.ids;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes together: all of a type in one round, and none that follow from another. Places and whole texts are the matter of {@link BadInputTest}. */
class MistakesTest {

    @Test
    void reportsAllMistakesOfATypeInOneRound() {
        List<String> ids = ids("""
                void f(@TensorIn("i,") LongTensor a, double[] b, Object c);
                void close();
                double g(@TensorIn("i") LongTensor x, long result, @TensorOut("k") LongTensor y);
                <T> String h(T x) throws Throwable;
                default void i(@Name("x") long y) {}
                @ProcessingFunction static void j() {}
                """);

        assertThat(ids)
                .containsExactlyInAnyOrder(
                        "DalBadDimension",
                        "DalValueType",
                        "DalValueType",
                        "DalReservedName",
                        "DalAutomaticOutput",
                        "DalUnboundDimension",
                        "DalGenericFunction",
                        "DalReturnType",
                        "DalThrownType",
                        "DalUnusedName",
                        "DalNotAbstract");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(double[] xs, @TensorOut(\"i\") LongTensor ys);",
                "void f(DoubleTensor xs, @TensorOut(\"i\") LongTensor ys);",
                "void f(@TensorIn(\"i\") double[] xs, @TensorOut(\"i\") LongTensor ys);",
                "void f(@TensorIn(\"i,\") LongTensor xs, @TensorOut(\"j\") LongTensor ys);",
                "void f(@TensorIn(\"i=0\") LongTensor xs, @TensorOut(\"i\") LongTensor ys);",
                "void f(Object nx, @TensorOut(\"x=nx\") LongTensor ys);",
                "void f(@TensorOut(\"x=nx\") LongTensor ys);",
                "void f(@TensorIn @TensorOut DoubleTensor done);",
                "Double f(long result);",
                "<T> void f(@TensorIn(\"i\") T x, @TensorOut(\"i\") LongTensor y);",
                "<T> void f(T[] xs, List<? extends T[]> ys, List<List<T>> zs);",
                "<T> T[] f();",
                "<T extends Tensor> void f(@TensorIn(\"i\") dev.dal.connection.TensorRef<T> x);",
                "@TensorOut(\"i\") Double f();"
            })
    void reportsNothingThatFollowsFromAMistake(String member) {
        assertThat(ids(member)).hasSize(1);
    }
}
