package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.dal.call.GeneratedCaller;
import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated code of the interfaces in {@code good} does what it says: each scenario in {@code run} uses one. */
class GeneratedCodeTest {

    private static final String SUFFIX = "Run";

    @TempDir
    private Path classes;

    static List<String> names() {
        return Inputs.names("run").stream()
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    @Test
    void everyScenarioIsAboutAGoldenInterface() {
        assertThat(Inputs.names("good")).containsAll(names());
        assertThat(names()).hasSizeGreaterThan(6);
    }

    @ParameterizedTest
    @MethodSource("names")
    void runsWithoutAStore(String name) throws Exception {
        try (URLClassLoader loader = load(name)) {
            Scenario<?> scenario = scenario(loader, name);
            runInProcess(scenario);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void runsThroughAStore(String name) throws Exception {
        try (URLClassLoader loader = load(name);
                EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(10_000_000))) {
            Scenario<?> scenario = scenario(loader, name);
            runThrough(store, scenario);
        }
    }

    private static <C extends GeneratedCaller> void runInProcess(Scenario<C> scenario) {
        try (C caller = scenario.inProcess()) {
            scenario.check(caller);
        }
    }

    private static <C extends GeneratedCaller> void runThrough(EmbeddedStore store, Scenario<C> scenario) {
        try (Connection serving = Connection.open(store.socketPath());
                GeneratedProcessor processor = scenario.register(serving)) {
            processor.start();
            try (Connection calling = Connection.open(store);
                    Store objects = Store.open(calling, "scenario");
                    C caller = scenario.find(objects)) {
                scenario.check(caller);
            }
        }
    }

    private URLClassLoader load(String name) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>(Inputs.support(name));
        sources.add(Inputs.source("good", name));
        sources.add(Inputs.source("run", name + SUFFIX));
        Compilation compilation = TestCompiler.lenient("-parameters").compile(sources);
        assertThat(compilation.errors()).isEmpty();
        ClassFiles.write(classes, compilation);
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, GeneratedCodeTest.class.getClassLoader());
    }

    private static Scenario<?> scenario(ClassLoader loader, String name) throws ReflectiveOperationException {
        return (Scenario<?>)
                loader.loadClass("demo." + name + SUFFIX).getConstructor().newInstance();
    }
}
