package dev.dal.samples.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What README.md shows. */
final class Readme {

    private static final Pattern BLOCK = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

    private Readme() {}

    /** The only Python block that contains a text, to the letter. */
    static String pythonBlockWith(String text) throws IOException {
        List<String> found = BLOCK.matcher(Files.readString(root().resolve("README.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(block -> block.contains(text))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("README.md has " + found.size() + " Python blocks with '" + text + "'.");
        }
        return found.get(0);
    }

    /** The repository: the directory whose pom.xml has the modules. */
    static Path root() throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path pom = at.resolve("pom.xml");
            if (Files.exists(pom) && Files.readString(pom).contains("<modules>")) {
                return at;
            }
        }
        throw new AssertionError("Not run within the repository: " + Path.of("").toAbsolutePath());
    }
}
