package dev.dal.processor;

import static dev.dal.processor.Mistakes.compile;
import static dev.dal.processor.Mistakes.ids;
import static dev.dal.processor.Mistakes.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that clash with others, or name nothing. Places and whole texts are the matter of {@link BadInputTest}. */
class NameMistakesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void close();",
                "void close(@TensorOut LongTensor x);",
                "void caller();",
                "void broadcast();",
                "void with(java.time.Duration d);",
                "void declaredException(String a, String b);",
                "void getClass(@TensorOut LongTensor x);",
                "void hashCode(@TensorOut LongTensor x);",
                "void toString(@TensorOut LongTensor x);",
                "void notify(@TensorOut LongTensor x);",
                "void notifyAll(@TensorOut LongTensor x);",
                "void wait(@TensorOut LongTensor x);",
                "void wait(long a, @TensorOut LongTensor x);",
                "void wait(long a, int b, @TensorOut LongTensor x);",
                "int finalize();",
                "int clone(@TensorOut LongTensor x);",
                "void yield();",
                "@ProcessingFunction(\"class\") void close();",
                "@ProcessingFunction(\"yield\") void close();",
                "@ProcessingFunction(\"hashCode\") void close();",
                "void f(long getClass);",
                "void f(long hashCode);",
                "void f(String toString);",
                "void f(long clone);",
                "void f(long finalize);",
                "void f(long notify);",
                "void f(long notifyAll);",
                "void f(long wait);",
                "void f(long builder);",
                "void f(@TensorIn LongTensor toBuilder);",
                "void f(@Name(\"builder\") long hashCode);",
                "void f(Long of);",
                "void f(@TensorOut TensorOutput<LongTensor> x, Long of, Long y);",
                "void f(@TensorOut LongTensor close);",
                "void f(@TensorOut LongTensor await);",
                "void f(@TensorOut LongTensor isReady);",
                "void f(@TensorOut LongTensor get);",
                "void f(@TensorOut LongTensor hashCode);",
                "void f(@TensorOut TensorOutput<LongTensor> toString);",
                "int f(@TensorOut @Name(\"r\") LongTensor close, @TensorOut @Name(\"s\") LongTensor await,"
                        + " @TensorOut LongTensor getClass);",
                "void f(@Name(\"x\") long hashCode, @Name(\"y\") long x);",
                "void add(long x); @ProcessingFunction(\"sub\") void add(int x);"
                        + " @ProcessingFunction(\"minus\") void sub(int x);"
            })
    void refusesNamesThatWouldClash(String member) {
        assertThat(ids(member)).containsExactly("DalReservedName");
    }

    @Test
    void saysWhatANameClashesWith() {
        assertThat(message(compile("void f(@Name(\"x\") long hashCode, @Name(\"y\") long x);")))
                .isEqualTo("[DalReservedName] Parameter 'x' would become method 'x()' of 'FCall', where parameter"
                        + " 'hashCode' becomes the same method. Give it another name with @Name(\"…\").");
        assertThat(message(compile("void yield();")))
                .contains("method 'yield()' of 'DemoCaller', where Java does not allow a call by that name.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(@Name(\"result\") long x, @TensorOut LongTensor y);",
                "void f(@TensorOut LongTensor done);",
                "double f(long done);",
                "void result();",
                "void done(long x);"
            })
    void acceptsNamesOfAutomaticOutputsWhereThereIsNone(String member) {
        assertThat(ids(member)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(long done);",
                "void f(@Name(\"done\") long x);",
                "int f(long result);",
                "@TensorOut(\"i\") LongTensor f(@TensorOut LongTensor result);"
            })
    void refusesNamesOfAutomaticOutputs(String member) {
        assertThat(ids(member)).containsExactly("DalAutomaticOutput");
    }

    @Test
    void warnsOfNamesThatNameNothing() {
        Compilation compilation = TestCompiler.lenient()
                .compile(Source.of(
                        "Demo",
                        "@ProcessingFunction(\"demo\") interface Demo { void f(@Name(\"c\") CallContext c); }"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalUnusedName", "DalUnusedName");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@TensorOut @Nullable LongTensor zs, long withoutZs | withoutZs() of FCall",
                "@TensorOut @Nullable LongTensor zs, @TensorOut @Nullable LongTensor Zs | withoutZs() of FCall",
                "@TensorOut @Nullable LongTensor builder | builder() of FCall",
                "@Nullable Tag toBuilder | toBuilder() of FCall",
                "@Nullable Tag close | close() of FResult",
                "@Name(\"x\") long hashCode, @Name(\"y\") @Nullable Tag x | x() of FCall"
            })
    void refusesNamesThatClashWithLeavingOut(String parameters, String clash) {
        Compilation compilation =
                compile("void f(" + parameters.replace("@Nullable", "@org.jspecify.annotations.Nullable") + ");");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalReservedName");
        assertThat(message(compilation).replace("'", "")).contains("would become method " + clash);
    }
}
