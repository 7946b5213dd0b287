package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interfaces in named modules, which are compiled from files because in-memory ones are in no module. */
class ModulesTest {

    private static final String MARK = "import javax.annotation.processing.Generated;";

    @TempDir
    private Path directory;

    @Test
    void marksGeneratedClassesWhereTheMarkIsVisible() throws IOException {
        assertThat(compile("module demo { requires java.compiler; }")).contains(MARK);
    }

    @Test
    void leavesTheMarkOutWhereTheModuleDoesNotSeeIt() throws IOException {
        assertThat(compile("module demo {}")).doesNotContain(MARK);
    }

    /** Compiles an interface in a module and returns the generated caller. */
    private String compile(String module) throws IOException {
        Path type = Files.createDirectories(directory.resolve("demo")).resolve("Demo.java");
        Files.writeString(type, Source.members("void f();").getCharContent(false));
        Path info = Files.writeString(directory.resolve("module-info.java"), module);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            List<String> options = List.of("--add-reads", "demo=ALL-UNNAMED", "-d", directory.toString());
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(type, info));
            task.setProcessors(List.of(new DalProcessor()));
            assertThat(task.call()).as("%s", diagnostics.getDiagnostics()).isTrue();
        }
        return Files.readString(directory.resolve("demo").resolve("DemoCaller.java"));
    }
}
