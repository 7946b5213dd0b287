package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.call.Caller;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module whose libraries are on the module path, as jars of the names that they are published under. */
class ModulePathTest {

    private static final String MODULE = """
            module demo {
                requires dev.dal.annotations;
                requires dev.dal.runtime;
                requires org.apache.arrow.vector; // the type of the schemas
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void compilesWithoutAWarning() throws IOException, URISyntaxException {
        Path libraries = Files.createDirectory(directory.resolve("libraries"));
        jar(libraries, "dev.dal.annotations", ProcessingFunction.class);
        jar(libraries, "dev.dal.runtime", Caller.class);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> options = List.of(
                "--module-path",
                libraries + File.pathSeparator + arrow(),
                "-Xlint:all,-processing,-requires-automatic",
                "-Werror",
                "-d",
                classes.toString());

        assertThat(compile(options, MODULE)).isEmpty();
        assertThat(classes.resolve("demo").resolve("DemoCaller.class")).exists();
    }

    private List<String> compile(List<String> options, String module) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources").resolve("demo"));
        Path info = Files.writeString(sources.resolveSibling("module-info.java"), module);
        Path type = Files.writeString(
                sources.resolve("Demo.java"),
                Source.members("double f(long x, @TensorIn(\"i\") LongTensor ys, @ObjectOut ObjectOutput copy);")
                        .getCharContent(false));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(type, info));
            task.setProcessors(List.of(new DalProcessor()));
            task.call();
        }
        return diagnostics.getDiagnostics().stream().map(Object::toString).toList();
    }

    /** Arrow and what it needs, from the class path of this test. */
    private static String arrow() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .filter(path -> Stream.of(
                                "arrow",
                                "jackson",
                                "flatbuffers",
                                "slf4j-api",
                                "jspecify",
                                "checker-qual",
                                "commons-codec",
                                "jsr305")
                        .anyMatch(Path.of(path).getFileName().toString()::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Packs the directory or jar that a class comes from. */
    private static void jar(Path libraries, String moduleName, Class<?> type) throws IOException, URISyntaxException {
        Path origin =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isRegularFile(origin)) {
            Files.copy(origin, libraries.resolve(moduleName + ".jar"));
            return;
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", moduleName);
        try (OutputStream file = Files.newOutputStream(libraries.resolve(moduleName + ".jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest);
                Stream<Path> classes = Files.walk(origin)) {
            for (Path path :
                    classes.filter(each -> each.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(new ZipEntry(origin.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, jar);
            }
        }
    }
}
