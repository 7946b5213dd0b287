package dev.dal.samples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check of blocks accepts, and what it finds, in a small repository. */
class CodeBlockCheckTest {

    @TempDir
    private Path root;

    @BeforeEach
    void makeRepository() throws IOException {
        write("pom.xml", "<version>1.2</version> <profile> <id>demo</id> </profile>");
        write(
                "m/src/main/java/p/Used.java",
                "package p;\nclass Used {\n    int one;\n\n    int two;\n    int three;\n}\n");
        write("m/src/main/java/p/Between.java", "package p;\nclass Between { Used used; }\n");
        write("m/src/main/java/p/Unused.java", "package p;\nclass Unused {\n    int four;\n}\n");
        write("m/src/test/java/q/UsedTest.java", "package q;\nimport p.*;\n// Unused\nclass UsedTest { Between b; }\n");
        write("m/src/test/resources/q/shown.txt", "$ program\ntook 1.5 s on 2026-11-22T16:00:30.923Z\n");
        write("m/src/test/resources/q/forgotten.txt", "and more\n");
        write("m/src/test/resources/q/script.py", "import this\n\nprint('x')\n");
        write(
                "m/src/test/java/q/ProgramIT.java",
                "package q;\nclass ProgramIT { f(\"shown.txt\"); f(\"script.py\"); }\n");
        write("m/src/test/java/q/TakenIT.java", "package q;\nclass TakenIT { pythonBlockWith(\"f(\\\"a\\\")\"); }\n");
        write("m/src/it/user/pom.xml", "<artifactId>dal</artifactId>\n<version>@project.version@</version>\n");
        write("m/src/it/user/verify.groovy", "");
        write("tool/run", "#!/bin/sh\n# tool/run [--quick]\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Optional<String> problem(String language, String... lines) throws IOException {
        return new CodeBlockCheck(Repository.of(root)).problem(new CodeBlock("page.md", 3, language, List.of(lines)));
    }

    @Test
    void linesOfASourceThatATestUsesAreInOrder() throws IOException {
        assertThat(problem("java", "int one;", "", "int two;")).isEmpty();
        assertThat(problem("java", "  int one;", "  …", "  int three;")).isEmpty();
        assertThat(problem("java", "int one;", "// …", "int three;", "}")).isEmpty();
    }

    @Test
    void linesThatStandNowhereAreFound() throws IOException {
        assertThat(problem("java", "int five;"))
                .contains("page.md:3 (java) stands nowhere. Expected a source file with these lines.");
        assertThat(problem("java", "int one;", "int two;")).as("lines between").isPresent();
        assertThat(problem("java", "int three;", "…", "int one;")).as("order").isPresent();
        assertThat(problem("java", "int one", "")).as("half a line").isPresent();
        assertThat(problem("python", "int one;")).as("language").isPresent();
        assertThat(problem("json", "{}")).isPresent();
        assertThat(problem("xml", "<plugin/>")).isPresent();
    }

    @Test
    void linesThatNoTestRunsAreFound() throws IOException {
        assertThat(problem("java", "int four;"))
                .contains("page.md:3 (java) is run by no test. It stands in m/src/main/java/p/Unused.java.");
        assertThat(problem("console", "and more"))
                .contains("page.md:3 (console) is run by no test. It stands in m/src/test/resources/q/forgotten.txt.");
        Files.delete(root.resolve("m/src/it/user/verify.groovy"));
        assertThat(problem("xml", "<version>1.2</version>")).isPresent();
    }

    @Test
    void aBlockMustSayWhatItIs() throws IOException {
        assertThat(problem("", "int one;"))
                .contains("page.md:3: found language ''; expected java, python, json, xml, console, shell, kotlin or"
                        + " math.");
        assertThat(problem("java", "", "…")).contains("page.md:3 (java) is empty.");
    }

    @Test
    void scriptsStandInATestOrAreTakenFromThePage() throws IOException {
        assertThat(problem("python", "print('x')")).isEmpty();
        assertThat(problem("python", "f(\"a\")", "g()")).isEmpty();
        assertThat(problem("python", "f(\"b\")", "g()")).isPresent();
    }

    @Test
    void pomsHaveTheVersionOfTheBuild() throws IOException {
        assertThat(problem("xml", "<artifactId>dal</artifactId>", "<version>1.2</version>"))
                .isEmpty();
        assertThat(problem("xml", "<artifactId>dal</artifactId>", "<version>1.1</version>"))
                .isPresent();
    }

    @Test
    void whatIsPrintedMayHaveOtherNumbers() throws IOException {
        assertThat(problem("console", "$ program", "took 20 s on 2025-01-02T03:04:05.006Z"))
                .isEmpty();
        assertThat(problem("console", "$ program", "took 20 ms on 2025-01-02T03:04:05.006Z"))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "mvn verify, true",
        "mvn -B -Pdemo, true",
        "mvn -Pother, false",
        "tool/run [--quick], true",
        "tool/run [--slow], false",
        "rm -r, false"
    })
    void commandsAreThoseThatExist(String command, boolean legal) throws IOException {
        assertThat(problem("shell", command).isEmpty()).isEqualTo(legal);
    }

    @Test
    void pagesAreFoundWithTheirBlocks() throws IOException {
        write("README.md", "text\n```java\nint one;\n```\n```\nnone\n```\n");
        write("docs/guide/new.md", "  ```xml\n  <a/>\n  ```\n\n~~~java title\nint two;\n~~~\n");
        write("docs/other/page.md", "```java\n```\n");

        assertThat(Repository.of(root).blocks())
                .containsExactly(
                        new CodeBlock("README.md", 2, "java", List.of("int one;")),
                        new CodeBlock("README.md", 5, "", List.of("none")),
                        new CodeBlock("docs/guide/new.md", 1, "xml", List.of("  <a/>")),
                        new CodeBlock("docs/guide/new.md", 5, "java title", List.of("int two;")));
    }
}
