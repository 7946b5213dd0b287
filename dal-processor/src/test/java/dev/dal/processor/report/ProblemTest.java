package dev.dal.processor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "troubleshooting.md");

    @Test
    void idsDiffer() {
        assertThat(Arrays.stream(Problem.values()).map(Problem::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void idIsANameToSearchFor(Problem problem) {
        assertThat(problem.id()).matches("Dal[A-Z][A-Za-z]+");
    }

    @Test
    void onlyWarningsCanBeSuppressedAndSayHow() {
        List<Problem> warnings = Arrays.stream(Problem.values())
                .filter(problem -> problem.kind() == Diagnostic.Kind.WARNING)
                .toList();

        assertThat(warnings).containsExactly(Problem.UNUSED_NAME, Problem.UNUSED_ROLE, Problem.UNUSED_ZEROED);
        assertThat(Problem.UNUSED_NAME.text("", "", "")).endsWith("add @SuppressWarnings(\"DalUnusedName\").");
        assertThat(Problem.UNUSED_ROLE.text("", "", "")).endsWith("add @SuppressWarnings(\"DalUnusedRole\").");
        assertThat(Problem.UNUSED_ZEROED.text("", "")).endsWith("add @SuppressWarnings(\"DalUnusedZeroed\").");
    }

    @Test
    void textNeedsAsManyFactsAsItHasGaps() {
        assertThat(Problem.FIXED_LENGTH.text("0", "i")).startsWith("Length '0' of dimension 'i' is out of range.");
        assertThatThrownBy(() -> Problem.FIXED_LENGTH.text("0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DalFixedLength has 2 gaps, but was given 1 facts");
    }

    @Test
    void guideExplainsEachProblemOnceInTheOrderOfTheCatalogue() throws IOException {
        List<String> explained = Pattern.compile("^### (Dal\\w+)$", Pattern.MULTILINE)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(explained)
                .containsExactlyElementsOf(
                        Arrays.stream(Problem.values()).map(Problem::id).toList());
    }
}
