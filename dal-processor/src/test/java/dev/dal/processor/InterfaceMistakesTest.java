package dev.dal.processor;

import static dev.dal.processor.Mistakes.compile;
import static dev.dal.processor.Mistakes.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is annotated, and what else is in an interface. Places and whole texts are the matter of {@link BadInputTest}. */
class InterfaceMistakesTest {

    @ParameterizedTest
    @ValueSource(strings = {"class", "enum", "record", "@interface"})
    void namesWhatWasFoundInsteadOfAnInterface(String kind) {
        String body = kind.equals("record") ? "()" : "";
        Compilation compilation = TestCompiler.lenient()
                .compile(Source.of("Demo", "@ProcessingFunction " + kind + " Demo" + body + " {}"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalNotInterface");
        assertThat(message(compilation))
                .contains(
                        "@ProcessingFunction 'Demo' must be declared as an interface.",
                        "Found " + (kind.equals("@interface") ? "annotation" : kind) + " 'Demo'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default void g() {} | a default method",
                "static void g() {} | a static method",
                "private void g() {} | a private method",
                "String toString(); | a method of java.lang.Object",
                "boolean equals(Object other); | a method of java.lang.Object"
            })
    void saysWhyAMethodIsNoFunction(String method, String found) {
        Compilation compilation = compile("void f(); @ProcessingFunction " + method);

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalNotAbstract");
        assertThat(message(compilation)).contains("Found " + found + ";");
    }

    @Test
    void warnsOfAnnotationsOnMethodsThatAreNoFunctions() {
        Compilation compilation = TestCompiler.lenient()
                .compile(
                        Source.of(
                                "Demo",
                                "interface Demo { @ProcessingFunction void f(); @TensorOut LongTensor g(@Name(\"y\") long x); }"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalUnusedRole", "DalUnusedName");
        assertThat(compilation.warnings().get(1).getMessage(Locale.ROOT))
                .contains("neither it nor its interface is annotated with @ProcessingFunction");
    }
}
