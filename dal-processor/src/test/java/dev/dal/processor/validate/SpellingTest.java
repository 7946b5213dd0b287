package dev.dal.processor.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"widt", "wdth", "idth", "widthh", "wwidth", "wiidth", "wixth", "vidth", "widtx", "iwdth", "widht"})
    void findsANameOneEditAway(String name) {
        assertThat(Spelling.nearest(name, List.of("height", "width"))).contains("width");
    }

    @ParameterizedTest
    @CsvSource({"wid", "widthhh", "xixth", "htdiw", "w", "heights2"})
    void findsNothingFurtherAway(String name) {
        assertThat(Spelling.nearest(name, List.of("height", "width"))).isEmpty();
    }
}
