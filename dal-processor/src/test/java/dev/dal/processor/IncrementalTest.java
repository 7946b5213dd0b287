package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/**
 * What Gradle asks of a processor that it shall run for changed interfaces alone: each file comes from one interface, and
 * files are made through the Filer. That the processor reads no other file than its baseline is checked by
 * {@link ArchitectureTest}.
 */
class IncrementalTest {

    @Test
    void isDeclaredAsIsolating() throws IOException {
        try (InputStream declaration =
                DalProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(declaration).isNotNull();
            assertThat(new String(declaration.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(DalProcessor.class.getName() + ",isolating");
        }
    }

    @Test
    void everyFileComesFromItsInterface() {
        Recorder recorder = new Recorder();
        Compiler.javac()
                .withProcessors(recorder)
                .compile(
                        Source.of("Base", "interface Base { void f(long x); }"),
                        Source.of("Demo", "@ProcessingFunction interface Demo extends Base {}"),
                        Source.of("Outer", "class Outer { @ProcessingFunction interface Inner extends Base {} }"));

        assertThat(recorder.calls)
                .containsExactly(
                        "createSourceFile demo.DemoSchemas from demo.Demo",
                        "createSourceFile demo.DemoCaller from demo.Demo",
                        "createSourceFile demo.DemoProcessor from demo.Demo",
                        "createResource META-INF/dal/demo.Demo.json from demo.Demo",
                        "createSourceFile demo.Outer_InnerSchemas from demo.Outer.Inner",
                        "createSourceFile demo.Outer_InnerCaller from demo.Outer.Inner",
                        "createSourceFile demo.Outer_InnerProcessor from demo.Outer.Inner",
                        "createResource META-INF/dal/demo.Outer.Inner.json from demo.Outer.Inner");
    }

    /** The processor, with a note of what it asks of the Filer. */
    private static final class Recorder extends AbstractProcessor {

        private final DalProcessor processor = new DalProcessor();
        private final List<String> calls = new ArrayList<>();

        @Override
        public void init(ProcessingEnvironment environment) {
            super.init(environment);
            Filer filer = proxy(Filer.class, environment.getFiler(), null);
            processor.init(proxy(ProcessingEnvironment.class, environment, filer));
        }

        private <T> T proxy(Class<T> type, T real, Filer filer) {
            return type.cast(Proxy.newProxyInstance(
                    IncrementalTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        if (filer != null && method.getName().equals("getFiler")) {
                            return filer;
                        }
                        if (filer == null) {
                            note(method.getName(), arguments);
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        private void note(String method, Object... arguments) {
            Object[] origins = (Object[]) arguments[arguments.length - 1];
            List<String> names = Arrays.stream(origins)
                    .map(origin -> ((Element) origin).toString())
                    .toList();
            calls.add(method + " " + arguments[arguments.length - 2] + " from " + String.join(", ", names));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, round);
        }
    }
}
