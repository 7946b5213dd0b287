package dev.dal.processor;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** Sources to be compiled, under {@code src/test/resources}. */
final class Inputs {

    static final Path ROOT = Path.of("src", "test", "resources");

    private Inputs() {}

    /** The names, without extension, of the sources in a directory. */
    static List<String> names(String directory) {
        return sources(ROOT.resolve(directory)).stream()
                .map(path -> path.getFileName().toString().replace(".java", ""))
                .toList();
    }

    /** A source. */
    static JavaFileObject source(String directory, String name) {
        return load(ROOT.resolve(directory).resolve(name + ".java"));
    }

    /** What a source of a name needs beside itself; empty for most. */
    static List<JavaFileObject> support(String name) {
        return sources(ROOT.resolve("support").resolve(name)).stream()
                .map(Inputs::load)
                .toList();
    }

    private static List<Path> sources(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject load(Path path) {
        try {
            return JavaFileObjects.forResource(path.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path + " is no source", e);
        }
    }
}
