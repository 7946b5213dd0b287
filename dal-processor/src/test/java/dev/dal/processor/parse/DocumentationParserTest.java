package dev.dal.processor.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.processor.model.Documentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentationParserTest {

    @Test
    void readsDescriptionAndTags() {
        Documentation documentation = DocumentationParser.parse("""
                 Adds.

                 More.

                 @param x a number,
                     not zero
                 @param  y  another
                 @param <T> ignored
                 @throws IllegalStateException never
                 @return the sum
                 @deprecated do not
                """);

        assertThat(documentation.description()).isEqualTo("Adds.\n\nMore.");
        assertThat(documentation.parameter("x")).contains("a number,\n    not zero");
        assertThat(documentation.parameter("y")).contains("another");
        assertThat(documentation.parameter("z")).isEmpty();
        assertThat(documentation.result()).contains("the sum");
        assertThat(documentation.deprecated()).contains("do not");
    }

    @Test
    void readsNothing() {
        assertThat(DocumentationParser.parse(null)).isEqualTo(Documentation.NONE);
        assertThat(DocumentationParser.parse("")).isEqualTo(Documentation.NONE);
    }

    @Test
    void readsTagsAloneAndEmptyOnes() {
        Documentation documentation = DocumentationParser.parse(" @param\n @param x\n @return\n @param y z");

        assertThat(documentation.description()).isEmpty();
        assertThat(documentation.parameters()).containsOnlyKeys("y");
        assertThat(documentation.result()).isEmpty();
    }

    @Test
    void doesNotTakeALineWithinAnInlineTagForABlockTag() {
        Documentation documentation = DocumentationParser.parse("""
                 <pre>{@code
                 @Override
                 void f() { }
                 @param x
                 }</pre>
                 @param x real
                """);

        assertThat(documentation.description()).endsWith("void f() { }\n@param x\n}</pre>");
        assertThat(documentation.parameter("x")).contains("real");
    }

    @Test
    void readsAnInlineReturn() {
        Documentation documentation = DocumentationParser.parse(" {@return the sum} Never negative.");

        assertThat(documentation.description()).isEqualTo("Returns the sum. Never negative.");
        assertThat(documentation.result()).contains("the sum");
    }

    @Test
    void cannotEndTheCommentThatItIsPutInto() {
        assertThat(DocumentationParser.parse(" a */ b").description()).isEqualTo("a *&#47; b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{@link Foo} | {@code Foo}",
                "{@link Foo#bar(int, long)} | {@code Foo.bar(int, long)}",
                "{@link #bar} | {@code bar}",
                "{@link Foo#bar(int, long) a bar} | <code>a bar</code>",
                "{@linkplain Foo} | {@code Foo}",
                "{@linkplain Foo the <b>foo</b>} | the <b>foo</b>",
                "{@value #FOO} | {@code FOO}",
                "x{@inheritDoc}y | xy",
                "x{@value}y | xy",
                "{@code {@link Foo}} | {@code {@link Foo}}",
                "{@literal a{b}c} and {@link Foo} | {@literal a{b}c} and {@code Foo}",
                "{@link Foo | {@code Foo}",
                "no tags {at} all } | no tags {at} all }"
            })
    void replacesReferences(String text, String expected) {
        assertThat(InlineTags.withoutReferences(text)).isEqualTo(expected);
    }
}
