package dev.dal.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameStyleTest {

    @ParameterizedTest
    @CsvSource({
        "x, X, X",
        "simpleFn, SIMPLE_FN, SimpleFn",
        "simple_fn, SIMPLE_FN, SimpleFn",
        "SimpleFn, SIMPLE_FN, SimpleFn",
        "SIMPLE_FN, SIMPLE_FN, SIMPLEFN",
        "toURL, TO_URL, ToURL",
        "URLOf, URL_OF, URLOf",
        "fft2d, FFT2D, Fft2d",
        "fft2D, FFT2_D, Fft2D",
        "_private, PRIVATE, Private",
        "trailing_, TRAILING, Trailing",
        "a__b, A_B, AB",
        "__, __, __",
        "_1, _1, _1",
        "$, $, $",
        "größe, GRÖSSE, Größe",
        "été, ÉTÉ, Été"
    })
    void convertsNames(String name, String constant, String type) {
        assertThat(NameStyle.CONSTANT.of(name)).isEqualTo(constant);
        assertThat(NameStyle.CLASS.of(name)).isEqualTo(type);
        assertThat(SourceVersion.isName(constant)).isTrue();
        assertThat(SourceVersion.isName(type)).isTrue();
    }

    @Test
    void numbersAllButTheFirstOfEqualNames() {
        assertThat(NameStyle.CONSTANT.distinct(List.of("ab", "aB", "a_b", "A_B"), Set.of()))
                .containsExactly("AB", "A_B", "A_B_2", "A_B_3");
        assertThat(NameStyle.CLASS.distinct(List.of("ab", "aB", "a_b", "A_B"), Set.of()))
                .containsExactly("Ab", "AB2", "AB3", "AB4");
    }

    @Test
    void avoidsTakenNamesAndThoseOfOthers() {
        assertThat(NameStyle.CONSTANT.distinct(List.of("function", "function_2", "x"), Set.of("FUNCTION")))
                .containsExactly("FUNCTION_3", "FUNCTION_2", "X");
    }

    @Test
    void ignoresCaseAmongTheNamesOnly() {
        assertThat(NameStyle.CLASS.distinct(List.of("log", "LOG"), Set.of("LOG")))
                .containsExactly("Log", "LOG2");
    }
}
