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

/** Labels of dimensions and where their lengths come from. Places and whole texts are the matter of {@link BadInputTest}. */
class DimensionMistakesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "i,",
                ",i",
                "i,,j",
                "1i",
                "i-j",
                "i j",
                "é",
                "i=",
                "=3",
                "i==3",
                "i=3.5",
                "i=n+1",
                "i=3=4",
                "i=-",
                "i=class-1",
                "i=3 4",
                "i:3"
            })
    void refusesBadLabels(String label) {
        assertThat(ids("void f(@TensorIn(\"" + label + "\") LongTensor x);")).contains("DalBadDimension");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i",
                "_",
                "_1",
                "I,j",
                " i , j ",
                "i=1",
                "i = 9223372036854775807",
                "i=+3",
                "complexes",
                "Complex"
            })
    void acceptsLabels(String label) {
        assertThat(ids("void f(@TensorIn(\"" + label + "\") LongTensor x);")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775808", "99999999999999999999999", "-9223372036854775809"})
    void refusesLengthsOutOfRange(String length) {
        assertThat(ids("void f(@TensorIn(\"i=" + length + "\") LongTensor x);")).containsExactly("DalFixedLength");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(long nx, @TensorIn(\"x\") LongTensor a, @TensorOut(\"x=nx\") LongTensor b);",
                "void f(long nx, @TensorOut(\"x=nx\") LongTensor a, @TensorIn(\"x\") LongTensor b);",
                "void f(long nx, long ny, @TensorOut(\"x=nx\") LongTensor a, @TensorOut(\"x=ny\") LongTensor b);",
                "void f(long nx, @TensorOut(\"x=nx\") LongTensor a, @TensorOut(\"x=3\") LongTensor b);",
                "void f(@TensorIn(\"x\") LongTensor a, @TensorIn(\"x=3\") LongTensor b, @TensorIn(\"x=4\") LongTensor c);"
            })
    void refusesLengthsThatContradictEachOther(String member) {
        assertThat(ids(member)).containsExactly("DalConflictingLengths");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(@TensorIn(\"x\") LongTensor a, @TensorIn(\"x=3\") LongTensor b, @TensorOut(\"x=3\") LongTensor c);",
                "void f(long nx, @TensorOut(\"x=nx\") LongTensor a, @TensorOut(\"x=nx\") LongTensor b);",
                "void f(long nx, @TensorOut(\"x\") LongTensor a, @TensorOut(\"x=nx\") LongTensor b);",
                "void f(@TensorOut(\"x\") LongTensor a, @TensorOut(\"x=3\") TensorOutput<LongTensor> b);"
            })
    void acceptsLengthsThatAgree(String member) {
        assertThat(ids(member)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(long nx, @TensorIn(\"x=nx\") LongTensor a);",
                "void f(long nx, @TensorOut(\"x=nx\") TensorOutput<LongTensor> a);",
                "@TensorOut(\"x=nx\") LongTensor f(long nx);"
            })
    void refusesLengthsFromParametersWhereTheyDecideNothing(String member) {
        assertThat(ids(member)).containsExactly("DalBoundLength");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "float nx | type 'float'",
                "String nx | type 'java.lang.String'",
                "boolean nx | type 'boolean'",
                "Long nx | type 'java.lang.Long', which may be null",
                "Tag nx | a tag",
                "@ObjectIn ObjectBuffer nx | an object",
                "CallContext nx | a CallContext",
                "@TensorIn LongTensor nx | a tensor"
            })
    void refusesLengthsThatAreNoIntegers(String parameter, String found) {
        Compilation compilation = compile("void f(" + parameter + ", @TensorOut(\"x=nx\") LongTensor a);");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalLengthType");
        assertThat(message(compilation)).contains("Found " + found + ";");
    }

    @Test
    void saysWhichParametersCouldBeALength() {
        assertThat(message(compile("void f(@TensorOut(\"x=nx\") LongTensor a);")))
                .endsWith("Found 'nx'; expected a number. Add a parameter of type long, or name another.");
        assertThat(message(compile("void f(byte n, double m, @TensorOut(\"x=width\") LongTensor a);")))
                .endsWith("Found 'width'; expected a number or n. Add a parameter of type long, or name another.");
    }

    @Test
    void reportsEachUnboundDimension() {
        assertThat(ids("void f(@TensorOut(\"i,j\") LongTensor a, @TensorOut({\"k\", \"j\"}) LongTensor b);"))
                .containsExactly(
                        "DalUnboundDimension", "DalUnboundDimension", "DalUnboundDimension", "DalUnboundDimension");
    }

    @Test
    void anInputThatMayBeNullBindsNothing() {
        Compilation compilation = compile(
                "void f(@TensorIn(\"i\") @org.jspecify.annotations.Nullable LongTensor a, @TensorOut(\"i\") LongTensor b);");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalUnboundDimension");
        assertThat(message(compilation))
                .contains("occurs in no input of 'f' that is always there", "Inputs: a(i) or null");
    }

    @Test
    void suggestsTheDimensionThatWasMeant() {
        assertThat(message(compile("void f(@TensorIn(\"chan\") LongTensor a, @TensorOut(\"chans\") LongTensor b);")))
                .endsWith("or fix the length: \"chans=3\". Did you mean 'chan'?");
        assertThat(message(compile("void f(@TensorIn(\"i\") LongTensor a, @TensorOut(\"j\") LongTensor b);")))
                .endsWith("or fix the length: \"j=3\".");
    }

    @Test
    void saysThatALengthMayBeNull() {
        assertThat(message(compile("void f(Long nx, @TensorOut(\"x=nx\") LongTensor a);")))
                .contains("Found type 'java.lang.Long', which may be null; expected byte, short, int or long.");
    }
}
