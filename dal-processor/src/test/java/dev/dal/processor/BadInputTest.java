package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.dal.processor.report.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each problem there is one source in {@code bad}, named for it, with one mistake. */
class BadInputTest {

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
        List<JavaFileObject> compiled = Inputs.support(nameOf(problem));
        Stream<String> classPath =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
        if (!compiled.isEmpty()) {
            compileToClasses(compiled);
            classPath = Stream.concat(Stream.of(classes.toString()), classPath);
        }
        return Compiler.javac()
                .withProcessors(processor(problem))
                .withClasspath(classPath.map(File::new).toList());
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

    private void compileToClasses(List<JavaFileObject> sources) throws IOException {
        for (JavaFileObject file : Compiler.javac().compile(sources).generatedFiles()) {
            Path path = classes.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
            Files.createDirectories(path.getParent());
            try (var content = file.openInputStream()) {
                Files.copy(content, path);
            }
        }
    }
}
