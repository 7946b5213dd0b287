package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page of the guide that shows generated code shows what is generated. Each block of code after a comment that names a
 * file of the test's resources is that file; with {@code -Ddal.recreate=true} it is written anew.
 */
class GeneratedCodePageTest {

    private static final Path PAGE = Path.of("..", "docs", "guide", "generated-code.md");

    private static final Pattern BLOCK =
            Pattern.compile("<!-- (?<file>\\S+) -->\n```(?<language>\\w+)\n(?<code>.*?)\n```\n", Pattern.DOTALL);

    @Test
    void showsWhatIsGenerated() throws IOException {
        String page = Files.readString(PAGE);
        Matcher blocks = BLOCK.matcher(page);
        String current = blocks.replaceAll(block -> Matcher.quoteReplacement(withFile(block)));

        if (Boolean.getBoolean("dal.recreate")) {
            Files.writeString(PAGE, current);
            fail("The page was written anew. Review it, and run without dal.recreate.");
        }
        assertThat(page).isEqualTo(current);
        assertThat(BLOCK.matcher(page).results()).hasSize(5);
    }

    private static String withFile(MatchResult block) {
        try {
            String code = Files.readString(Inputs.ROOT.resolve(block.group(1))).strip();
            return "<!-- " + block.group(1) + " -->\n```" + block.group(2) + "\n" + code + "\n```\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
