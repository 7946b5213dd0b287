package dev.dal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityFlagTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "0|0",
                "1000000000|1000000000",
                " 42|42",
                "+42|42",
                "-1|-1",
                "007|7",
                "9223372036854775807|9223372036854775807",
                "9223372036854775808|9223372036854775807",
                "99999999999999999999999|9223372036854775807",
                "-9223372036854775809|-9223372036854775808"
            })
    void wholeNumbersAreBytes(String text, long expected) throws CommandFailure {
        assertThat(CapacityFlag.parse(text)).hasValue(expected);
    }

    @Test
    void tabsAndNewlinesInFrontAreSkipped() throws CommandFailure {
        assertThat(CapacityFlag.parse("\t\n 5")).hasValue(5);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void nothingIsNoCapacity(String text) throws CommandFailure {
        assertThat(CapacityFlag.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1GB", "1e9", "x", "5 ", "0x10", " ", "+", "- 1", "1_000", "1.5", "\u0665"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> CapacityFlag.parse(text))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(1))
                .hasMessage("-m switch takes memory in bytes, with no letter suffix allowed. Found '" + text
                        + "'; expected a whole number such as 1000000000.");
    }
}
