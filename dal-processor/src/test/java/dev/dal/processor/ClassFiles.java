package dev.dal.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** Classes that others are compiled against. */
final class ClassFiles {

    private ClassFiles() {}

    /** Compiles sources without the processor. */
    static void write(Path directory, Iterable<? extends JavaFileObject> sources, String... options)
            throws IOException {
        write(directory, Compiler.javac().withOptions((Object[]) options).compile(sources));
    }

    /** Writes the classes that a compilation made. */
    static void write(Path directory, Compilation compilation) throws IOException {
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                Path path = directory.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
                Files.createDirectories(path.getParent());
                try (var content = file.openInputStream()) {
                    Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** The class path of the test, preceded by a directory. */
    static List<File> pathWith(Path directory) {
        return Stream.concat(
                        Stream.of(directory.toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)))
                .map(File::new)
                .toList();
    }
}
