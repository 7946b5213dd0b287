package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles annotated interfaces, with the annotation processor, or without it together with what that would generate.
 * Argument: a directory for sources and classes.
 */
public final class Compiler implements Program {

    private static final String INTERFACE = """
            package generated;

            import dev.dal.annotations.ProcessingFunction;
            import dev.dal.annotations.TensorIn;
            import dev.dal.annotations.TensorOut;
            import dev.dal.tensor.DoubleTensor;
            import dev.dal.tensor.LongTensor;

            /** Functions. */
            @ProcessingFunction
            public interface Maths%d {
                /** zs[i] = x + ys[i]. */
                void add(long x, @TensorIn("i") LongTensor ys, @TensorOut("i") LongTensor zs);

                /** c = a b. */
                void multiply(
                        @TensorIn("i,k") DoubleTensor a, @TensorIn("k,j") DoubleTensor b, @TensorOut("i,j") DoubleTensor c);

                /** The length of a vector. */
                double norm(@TensorIn("i") DoubleTensor xs);

                /** Says something. */
                void log(String message);

                /** An image of a width that is passed. */
                void image(
                        long nx, Integer ny, @TensorIn("row") DoubleTensor rows, @TensorOut("x=nx,y=3") DoubleTensor image);
            }
            """;

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final Path directory;

    private Compiler(Path directory) {
        this.directory = directory;
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new Compiler(Path.of(args[0])));
    }

    @Override
    public String greeting() {
        return "";
    }

    /**
     * Tasks: {@code processor}, with the annotation processor; {@code alone}, without it, with the generated sources as
     * sources, which {@code processor} must have made before. In place of the duration stands the number of interfaces. The
     * figure is the duration in milliseconds.
     */
    @Override
    public double run(String task, long interfaces) throws IOException {
        Path home = directory.resolve(Long.toString(interfaces));
        Path written = home.resolve("written");
        Path generated = home.resolve("generated");
        if (!Files.exists(written)) {
            write(written, interfaces);
        }
        Path classes = Files.createTempDirectory(home, "classes");
        if (task.equals("alone")) {
            List<Path> sources = javaFiles(written);
            sources.addAll(javaFiles(generated));
            return compile(sources, "-proc:none", "-d", classes.toString());
        }
        if (Files.exists(generated)) {
            delete(generated);
        }
        Files.createDirectories(generated);
        double millis = compile(javaFiles(written), "-s", generated.toString(), "-d", classes.toString());
        delete(classes);
        return millis;
    }

    private static void write(Path written, long interfaces) throws IOException {
        Files.createDirectories(written);
        for (long i = 0; i < interfaces; i++) {
            Files.writeString(written.resolve("Maths" + i + ".java"), INTERFACE.formatted(i));
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".java")).toList());
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private double compile(List<Path> sources, String... options) throws IOException {
        StringWriter messages = new StringWriter();
        long start = System.nanoTime();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            boolean compiled = javac.getTask(
                            messages, files, null, List.of(options), null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("javac failed: " + messages);
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    @Override
    public void close() {
        // The directory belongs to the runner.
    }
}
