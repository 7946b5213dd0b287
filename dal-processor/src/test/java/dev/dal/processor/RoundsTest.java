package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that appear in later rounds, or never, and classes that exist already. */
class RoundsTest {

    private static final JavaFileObject USES_LATER =
            Source.of("Demo", "@ProcessingFunction interface Demo { void f(Later later); }");

    @Test
    void processesAnInterfaceThatAnotherProcessorGenerates() {
        Compilation compilation = compiler(new Generator(
                        "demo.Later", "@dev.dal.annotations.ProcessingFunction public interface Later { void f(); }"))
                .compile(Source.of("Any", "class Any {}"));

        assertThat(Diagnostics.ids(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFile("demo.LaterCaller")).isPresent();
    }

    @Test
    void waitsForATypeThatAnotherProcessorGenerates() {
        Compilation compilation = compiler(new Generator("demo.Later", "public enum Later { NOW }"))
                .compile(USES_LATER);

        assertThat(Diagnostics.ids(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFile("demo.DemoCaller")).isPresent();
    }

    @Test
    void waitsForAColumnThatAnotherProcessorGenerates() {
        Compilation compilation = compiler(new Generator("demo.Later", "public enum Later { NOW }"))
                .compile(Source.of(
                        "Demo",
                        "@ProcessingFunction interface Demo { void f(@TableIn dev.dal.table.Table<Row> rows);"
                                + " record Row(Later later) {} }"));

        assertThat(Diagnostics.ids(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFile("demo.DemoCaller")).isPresent();
    }

    @Test
    void waitsForAnInterfaceThatAnotherProcessorGenerates() {
        Compilation compilation = compiler(new Generator("demo.Later", "public interface Later { void f(long x); }"))
                .compile(Source.of("Demo", "@ProcessingFunction interface Demo extends Later {}"));

        assertThat(Diagnostics.ids(compilation)).isEmpty();
        assertThat(compilation.generatedSourceFile("demo.DemoCaller")).isPresent();
    }

    @Test
    void leavesMissingTypesToTheCompiler() {
        for (JavaFileObject source : List.of(
                USES_LATER,
                Source.members("@TensorOut(\"i\") Later f();"),
                Source.members("void f() throws Later;"),
                Source.members("@Later void f();"),
                Source.members("void f(@TableIn dev.dal.table.Table<Row> x); record Row(Later later) {}"),
                Source.members("void f(@TensorIn(\"i\") TensorOutput<Later> x);"),
                Source.of("Demo", "@ProcessingFunction interface Demo extends Later {}"),
                Source.of("Demo", "@ProcessingFunction interface Demo extends Comparable<Later[]> {}"))) {
            Compilation compilation = TestCompiler.lenient().compile(source);

            assertThat(Diagnostics.ids(compilation))
                    .singleElement()
                    .asString()
                    .contains("not ours: cannot find symbol", "class Later");
        }
    }

    @Test
    void leavesOtherMistakesToTheCompiler() {
        Compilation compilation = TestCompiler.lenient()
                .compile(Source.members("void f(@TensorIn(value = \"i\", type = TensorElement.UINT7) LongTensor x);"));

        assertThat(Diagnostics.ids(compilation)).singleElement().asString().startsWith("not ours: ");
    }

    @Test
    void letsAnInterfaceMentionTheClassesThatAreGeneratedFromIt() {
        Compilation compilation = TestCompiler.strict()
                .compile(Source.members("void f(); default DemoCaller local() { return DemoCaller.inProcess(this); }"));

        assertThat(Diagnostics.ids(compilation)).isEmpty();
    }

    @Test
    void refusesNamesThatTwoInterfacesWouldGive() {
        Compilation compilation = TestCompiler.lenient()
                .compile(
                        Source.of("Outer_Inner", "@ProcessingFunction interface Outer_Inner { void f(); }"),
                        Source.of("Outer", "class Outer { @ProcessingFunction interface Inner { void f(); } }"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalGeneratedName");
        assertThat(compilation.errors().get(0).getMessage(null))
                .contains(
                        "Class 'Outer_InnerSchemas' is generated for interface 'Outer_Inner'",
                        "Found interface 'demo.Outer.Inner', for which it is generated too");
    }

    @Test
    void refusesANameThatAnotherProcessorHasGiven() {
        Compilation compilation = compiler(new Generator("demo.DemoProcessor", "class DemoProcessor {}"))
                .compile(Source.members("void f();"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalGeneratedName");
        assertThat(compilation.errors().get(0).getMessage(null))
                .contains("'DemoProcessor'", "Found a class that another processor generates");
    }

    @Test
    void replacesTheClassesOfTheLastCompilation(@TempDir Path classes) throws IOException {
        JavaFileObject source = Source.members("void f();");
        ClassFiles.write(classes, TestCompiler.strict().compile(source));

        Compilation again = TestCompiler.strict()
                .withClasspath(ClassFiles.pathWith(classes))
                .compile(source);

        assertThat(Diagnostics.ids(again)).isEmpty();
        assertThat(again.generatedSourceFile("demo.DemoCaller")).isPresent();
    }

    private static Compiler compiler(Generator generator) {
        return Compiler.javac().withProcessors(generator, new DalProcessor());
    }

    /** A processor that generates one type in the first round. */
    private static final class Generator extends AbstractProcessor {

        private final Map<String, String> sources = new TreeMap<>();

        Generator(String name, String declaration) {
            sources.put(name, "package demo;\n" + declaration);
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            sources.forEach(this::write);
            sources.clear();
            return false;
        }

        private void write(String name, String text) {
            try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                writer.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
