package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions from interfaces that are compiled in the same run, or were compiled before. */
class InheritanceTest {

    private static final JavaFileObject SUB = Source.of("Sub", "@ProcessingFunction interface Sub extends Base {}");

    @TempDir
    private Path classes;

    @Test
    void reportsAMistakeOfASourceAtItsPlaceOnce() {
        Compilation compilation = TestCompiler.lenient()
                .compile(
                        Source.of("Base", "interface Base {\n void f(@TensorIn(\"i j\") LongTensor x); }"),
                        SUB,
                        Source.of("Another", "@ProcessingFunction interface Another extends Base {}"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalBadDimension");
        assertThat(compilation.errors().get(0).getSource().getName()).endsWith("Base.java");
        assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(10);
        assertThat(compilation.errors().get(0).getColumnNumber()).isEqualTo(19);
    }

    @Test
    void reportsAMistakeOfAnAnnotatedSourceOnce() {
        Compilation compilation = TestCompiler.lenient()
                .compile(Source.of("Base", "@ProcessingFunction interface Base { void f(long[] x); }"), SUB);

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalValueType");
    }

    @Test
    void reportsAMistakeOfAClassAtItsInheritor() throws IOException {
        compile("interface Base { void f(long[] x); }", "-parameters");

        Compilation compilation = compileSub();

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalValueType");
        assertThat(compilation.errors().get(0).getSource().getName()).endsWith("Sub.java");
        assertThat(compilation.errors().get(0).getMessage(Locale.ROOT))
                .startsWith("[DalValueType] (demo.Base.f(long[])) Parameter 'x' of 'f' has a type");
    }

    @Test
    void usesTheNamesOfAClassThatHasThem() throws IOException {
        compile("interface Base { void f(long width); }", "-parameters");

        assertThat(callerOf(compileSub())).contains("FResult f(long width)");
    }

    @Test
    void usesNameAnnotationsOfAClassWithoutNames() throws IOException {
        compile("interface Base { void f(@Name(\"width\") long a, @Name(\"class\") String b); }");

        assertThat(callerOf(compileSub())).contains("FResult f(long width, String arg1)");
    }

    @Test
    void acceptsPlaceholdersAsNamesInASource() throws IOException {
        Compilation compilation = TestCompiler.strict().compile(Source.members("void f(long arg0);"));

        assertThat(Diagnostics.ids(compilation)).isEmpty();
    }

    @Test
    void ignoresNullabilityOfTypesInClasses() throws IOException {
        compile("interface Base { void f(@org.jspecify.annotations.Nullable String text); }", "-parameters");

        assertThat(Diagnostics.ids(compileSub())).isEmpty();
    }

    @Test
    void seesNullabilityOfParametersInClasses() throws IOException {
        compile(
                "interface Base { void f(@Nullable String text); }\n"
                        + "@java.lang.annotation.Target(java.lang.annotation.ElementType.PARAMETER)\n"
                        + "@interface Nullable {}",
                "-parameters");

        assertThat(callerOf(compileSub())).contains("if (call.text() != null)");
    }

    @Test
    void findsOnlyAnnotatedMethodsOfAncestorsWhereTheInterfaceIsNotAnnotated() throws IOException {
        Compilation compilation = TestCompiler.strict()
                .compile(
                        Source.of("Base", "interface Base { @ProcessingFunction void f(); void g(List<Long> x); }"),
                        Source.of("Sub", "interface Sub extends Base { @ProcessingFunction void h(); }"));

        assertThat(compilation
                        .generatedSourceFile("demo.SubSchemas")
                        .orElseThrow()
                        .getCharContent(false))
                .asString()
                .contains("ALL = List.of(F, H);");
    }

    @Test
    void treatsARawAncestorAsTheCompilerDoes() {
        Compilation compilation = TestCompiler.lenient()
                .compile(
                        Source.of("Base", "interface Base<T> { void f(T x); }"),
                        Source.of("Sub", "@ProcessingFunction interface Sub extends Base {}"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalValueType");
    }

    private void compile(String base, String... options) throws IOException {
        ClassFiles.write(classes, List.of(Source.of("Base", base)), options);
    }

    private Compilation compileSub() {
        return TestCompiler.lenient()
                .withClasspath(ClassFiles.pathWith(classes))
                .compile(SUB);
    }

    private static String callerOf(Compilation compilation) throws IOException {
        assertThat(Diagnostics.ids(compilation)).isEmpty();
        return compilation
                .generatedSourceFile("demo.SubCaller")
                .orElseThrow()
                .getCharContent(false)
                .toString();
    }
}
