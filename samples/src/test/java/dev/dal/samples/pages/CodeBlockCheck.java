package dev.dal.samples.pages;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a block of README or guide is code that the build compiles and a test runs, and not a copy that nobody notices
 * when it is no longer true.
 *
 * <ul>
 *   <li>{@code java}, {@code python}, {@code json} and {@code xml} stand in a source file, a script, an expected file or
 *       the pom of a project that the build builds, and a test runs it;
 *   <li>{@code console} is what a program prints, with its command after a dollar sign, if it is shown: it stands, but
 *       for numbers, in a text file of a test that runs the program;
 *   <li>{@code shell} is a command of Maven with profiles that exist, or the usage of a script;
 *   <li>{@code kotlin}, for Gradle, and {@code math}, formulas, cannot be run.
 * </ul>
 */
final class CodeBlockCheck {

    private static final String JAVA =
            "[^/]+/src/(main|test)/java/.*\\.java|dal-processor/src/(it|test/resources/(good|expected|run))/.*\\.java";
    private static final String PYTHON = ".*/src/test/resources/.*\\.py|samples/python/.*\\.py";
    private static final String JSON = "[^/]+/src/test/resources/.*\\.json";
    private static final String POM = "[^/]+/src/it/.*/pom\\.xml";
    private static final String OUTPUT = "[^/]+/src/test/resources/.*\\.txt";
    private static final Pattern PROFILE = Pattern.compile("-P\\s*([\\w-]+)");
    private static final Pattern TAKEN = Pattern.compile("BlockWith\\(\"((?:[^\"\\\\]|\\\\\")+)\"\\)");

    private final Repository repository;
    private final Runners runners;

    CodeBlockCheck(Repository repository) {
        this.repository = repository;
        this.runners = new Runners(repository);
    }

    /** What is wrong with a block, in words for whoever wrote it; nothing if it is in order. */
    Optional<String> problem(CodeBlock block) {
        return switch (block.language()) {
            case "java" -> problem(block, Excerpt.ofCode(block.lines()), JAVA, "a source file");
            case "python" ->
                isTakenFromThePage(block)
                        ? Optional.empty()
                        : problem(block, Excerpt.ofCode(block.lines()), PYTHON, "a script of a test");
            case "json" -> problem(block, Excerpt.ofCode(block.lines()), JSON, "a file of a test");
            case "xml" -> problem(block, Excerpt.ofCode(block.lines()), POM, "the pom of a project that is built");
            case "console" -> problem(block, Excerpt.ofOutput(block.lines()), OUTPUT, "a text file of a test");
            case "shell" -> problemOfCommands(block);
            case "kotlin", "math" -> Optional.empty();
            default ->
                Optional.of(block + ": found language '" + block.language()
                        + "'; expected java, python, json, xml, console, shell, kotlin or math.");
        };
    }

    private Optional<String> problem(CodeBlock block, Excerpt excerpt, String where, String what) {
        if (excerpt.isEmpty()) {
            return Optional.of(block + " is empty.");
        }
        List<String> files = repository
                .names(where)
                .filter(file -> excerpt.standsIn(repository.lines(file)))
                .toList();
        if (files.isEmpty()) {
            return Optional.of(block + " stands nowhere. Expected " + what + " with these lines.");
        }
        return files.stream().anyMatch(file -> runners.of(file).isPresent())
                ? Optional.empty()
                : Optional.of(block + " is run by no test. It stands in " + String.join(", ", files) + ".");
    }

    /** Whether a test runs the block itself, which it finds on the page by a text that it contains. */
    private boolean isTakenFromThePage(CodeBlock block) {
        String text = String.join("\n", block.lines());
        return repository
                .names("[^/]+/src/test/java/.*\\.java")
                .flatMap(file -> TAKEN.matcher(repository.text(file)).results())
                .anyMatch(taken -> text.contains(taken.group(1).replace("\\\"", "\"")));
    }

    private Optional<String> problemOfCommands(CodeBlock block) {
        for (String line : block.lines()) {
            Optional<String> problem = line.strip().startsWith("mvn ")
                    ? problemOfProfiles(block, line)
                    : problemOfUsage(block, line.strip());
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<String> problemOfProfiles(CodeBlock block, String line) {
        Matcher profiles = PROFILE.matcher(line);
        while (profiles.find()) {
            String declaration = "<id>" + profiles.group(1) + "</id>";
            if (repository
                    .names("([^/]+/)?pom\\.xml")
                    .noneMatch(pom -> repository.text(pom).contains(declaration))) {
                return Optional.of(block + ": no pom has the profile '" + profiles.group(1) + "'.");
            }
        }
        return Optional.empty();
    }

    private Optional<String> problemOfUsage(CodeBlock block, String line) {
        return repository
                        .names(".*/run")
                        .anyMatch(script -> repository.text(script).contains(line))
                ? Optional.empty()
                : Optional.of(block + ": '" + line + "' is neither Maven nor in the usage of a script.");
    }
}
