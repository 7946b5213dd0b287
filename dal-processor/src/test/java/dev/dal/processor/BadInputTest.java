package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.dal.processor.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each problem there is one source in {@code bad}, named for it, with one mistake. */
class BadInputTest {

    private static final Path NO_BASELINE = Inputs.ROOT.resolve("baseline").resolve("none.json");

    @TempDir
    private Path classes;

    @ParameterizedTest
    @EnumSource
    void isReportedOnceAtItsPlace(Problem problem) throws IOException {
        String name = nameOf(problem);
        Compilation compilation = compiler(problem).compile(Inputs.source("bad", name));

        assertThat(Diagnostics.ids(compilation)).containsExactly(problem.id());
        Golden.assertMatches("bad." + name, Map.of("diagnostics.txt", Diagnostics.text(compilation)));
        assertThat(compilation.status())
                .isEqualTo(problem.isError() ? Compilation.Status.FAILURE : Compilation.Status.SUCCESS);
    }

    @Test
    void hasNoSourceWithoutProblem() {
        assertThat(Inputs.names("bad"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Problem.values())
                        .map(BadInputTest::nameOf)
                        .toList());
    }

    private static String nameOf(Problem problem) {
        return problem.id().substring("Dal".length());
    }

    private Compiler compiler(Problem problem) throws IOException {
        List<JavaFileObject> support = Inputs.support(nameOf(problem));
        if (!support.isEmpty()) {
            ClassFiles.write(classes, support);
        }
        Path baseline = Inputs.ROOT.resolve("baseline").resolve(nameOf(problem) + ".json");
        return Compiler.javac()
                .withProcessors(processor(problem))
                .withClasspath(ClassFiles.pathWith(classes))
                .withOptions("-Adal.baseline="
                        + (problem == Problem.BASELINE || Files.exists(baseline) ? baseline : NO_BASELINE));
    }

    private static Processor processor(Problem problem) {
        return switch (problem) {
            case WRITE_FAILED -> new FaultyEnvironment(() -> new IOException("no space left on device"));
            case INTERNAL -> new FaultyEnvironment(() -> new IllegalStateException("unforeseen"));
            default ->
                problem.isError()
                        ? new FaultyEnvironment(
                                () -> new IllegalStateException("a class was generated despite an error"))
                        : new DalProcessor();
        };
    }
}
