package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.processor.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each problem of the catalogue has one source with that mistake, one expected message with its place, both of which {@link
 * BadInputTest} uses, and one entry in the guide; and none of these is about anything else.
 */
class CatalogueTest {

    private static final Path BAD = Inputs.ROOT.resolve("bad");
    private static final Path EXPECTED = Inputs.ROOT.resolve("expected");
    private static final Path GUIDE = Path.of("..", "docs", "guide", "troubleshooting.md");
    private static final Pattern PLACE = Pattern.compile("(?<file>\\w+\\.java):(?<line>\\d+):(?<column>\\d+): .*");

    @ParameterizedTest
    @EnumSource
    void expectsOneMessageAtAPlaceOfItsSource(Problem problem) throws IOException {
        String name = name(problem);
        List<String> source = Files.readAllLines(BAD.resolve(name + ".java"));
        List<String> lines = Files.readAllLines(EXPECTED.resolve("bad." + name).resolve("diagnostics.txt"));

        List<MatchResult> places =
                lines.stream().flatMap(line -> PLACE.matcher(line).results()).toList();
        assertThat(places).hasSize(1);
        MatchResult place = places.get(0);
        int line = Integer.parseInt(place.group(2));
        int column = Integer.parseInt(place.group(3));
        String kind = problem.isError() ? "error" : "(warning|note)";
        assertThat(lines.get(0))
                .matches(name + "\\.java:" + line + ":" + column + ": " + kind + ": \\[" + problem.id() + "] .+");
        assertThat(lines.subList(lines.size() - 2, lines.size()))
                .containsExactly(source.get(line - 1), " ".repeat(column - 1) + "^");
        assertThat(source.get(line - 1).substring(column - 1)).isNotBlank();
    }

    @Test
    void hasASourceAndAnExpectationForEachProblemAndForNothingElse() throws IOException {
        List<String> names =
                Arrays.stream(Problem.values()).map(CatalogueTest::name).toList();

        assertThat(files(BAD))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> name + ".java").toList());
        assertThat(files(EXPECTED).stream().filter(name -> name.startsWith("bad.")))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> "bad." + name).toList());
        for (String name : names) {
            assertThat(files(EXPECTED.resolve("bad." + name))).containsExactly("diagnostics.txt");
        }
    }

    @ParameterizedTest
    @EnumSource
    void guideHasOneEntryWithCauseAndCure(Problem problem) throws IOException {
        List<MatchResult> entries = Pattern.compile(
                        "^#+ " + problem.id() + "\\n\\nCause: (?<cause>[^\\n](?s:.*?))\\n\\nCure: (?<cure>[^\\n]+)",
                        Pattern.MULTILINE)
                .matcher(Files.readString(GUIDE))
                .results()
                .toList();

        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).group(1))
                .as("the entry has a cause of its own")
                .doesNotContain("\n#");
    }

    private static String name(Problem problem) {
        return problem.id().substring("Dal".length());
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
