package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each interface in {@code good} compiles without a warning, also about documentation, and gives exactly the expected
 * classes.
 */
class GoodInputTest {

    static List<String> names() {
        return Inputs.names("good");
    }

    @ParameterizedTest
    @MethodSource("names")
    void generates(String name) throws IOException {
        Compilation compilation = compile(name);

        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(compilation.status()).isEqualTo(Compilation.Status.SUCCESS);
        Golden.assertMatches(name, Diagnostics.generated(compilation));
    }

    @Test
    void nothingIsExpectedOfNoInput() throws IOException {
        Stream<String> inputs =
                Stream.concat(names().stream(), Inputs.names("bad").stream().map(name -> "bad." + name));
        try (Stream<Path> expected = Files.list(Inputs.ROOT.resolve("expected"))) {
            assertThat(expected.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(inputs.toList());
        }
    }

    @Test
    void isIndependentOfTheOrderOfSources() throws IOException {
        List<JavaFileObject> all = new ArrayList<>();
        names().forEach(name -> all.addAll(sources(name)));
        Map<String, String> expected = generatedFrom(all);

        for (int seed = 0; seed < 2; seed++) {
            Collections.shuffle(all, new Random(seed));
            assertThat(generatedFrom(all)).isEqualTo(expected);
        }
    }

    private static Map<String, String> generatedFrom(List<JavaFileObject> sources) throws IOException {
        Compilation compilation = TestCompiler.strict().compile(sources);
        assertThat(compilation.diagnostics()).isEmpty();
        return new TreeMap<>(Diagnostics.generated(compilation));
    }

    private static Compilation compile(String name) {
        return TestCompiler.strict("-Xdoclint:all/protected").compile(sources(name));
    }

    private static List<JavaFileObject> sources(String name) {
        return Stream.concat(Stream.of(Inputs.source("good", name)), Inputs.support(name).stream())
                .toList();
    }
}
