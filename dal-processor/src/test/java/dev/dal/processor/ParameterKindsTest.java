package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.processor.model.InterfaceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of parameter is in an interface whose generated code is both expected and run. */
class ParameterKindsTest {

    static List<String> names() {
        return GeneratedCodeTest.names();
    }

    @Test
    void everyKindIsExpectedAndRun() {
        Set<String> found = new TreeSet<>();
        for (String name : names()) {
            for (InterfaceModel model : ModelReader.read(name)) {
                model.functions().forEach(function -> found.addAll(ParameterKinds.of(function)));
            }
        }
        assertThat(ParameterKinds.all()).hasSizeGreaterThan(200);
        Set<String> missing = new TreeSet<>(ParameterKinds.all());
        missing.removeAll(found);
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyFunctionOfAScenarioIsCalled(String name) throws IOException {
        String scenario = Files.readString(Inputs.ROOT.resolve("run").resolve(name + "Run.java"));
        for (InterfaceModel model : ModelReader.read(name)) {
            assertThat(model.functions())
                    .extracting(function -> function.name().java())
                    .allMatch(function -> Pattern.compile("\\." + function + "(Batch)?\\(")
                            .matcher(scenario)
                            .find());
        }
    }
}
