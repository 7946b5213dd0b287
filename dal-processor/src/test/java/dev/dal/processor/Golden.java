package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Expected texts under {@code src/test/resources/expected/<test>}. With {@code -Ddal.recreate=true} they are written
 * instead of compared, and the test fails so that nobody takes that run for a success.
 */
final class Golden {

    private static final boolean RECREATE = Boolean.getBoolean("dal.recreate");

    private Golden() {}

    /**
     * Compares all files of a test: no other may be expected, none may be missing.
     *
     * @param test the name of the test
     * @param actual what was found, by name of file
     */
    static void assertMatches(String test, Map<String, String> actual) throws IOException {
        Path directory = Inputs.ROOT.resolve("expected").resolve(test);
        if (RECREATE) {
            recreate(directory, actual);
            fail("The expected files of " + test + " were written anew. Review them, and run without dal.recreate.");
        }
        assertThat(directory)
                .withFailMessage("%s does not exist. Run with -Ddal.recreate=true to write it.", directory)
                .isDirectory();
        Map<String, String> expected = read(directory);
        actual.forEach((name, text) -> assertThat(text).as(name).isEqualTo(expected.get(name)));
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
    }

    private static Map<String, String> read(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static void recreate(Path directory, Map<String, String> files) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> old = Files.walk(directory).sorted(Comparator.reverseOrder())) {
                for (Path path : old.toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(directory);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }
}
