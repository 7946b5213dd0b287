package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.dal.call.CallSchemas;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts that are written with generated code, and comparisons with those of earlier compilations. */
class ContractTest {

    @TempDir
    private Path directory;

    static List<String> names() {
        return Inputs.names("good");
    }

    /** What the processor writes, the runtime library reads: the same schemas as in the generated class. */
    @ParameterizedTest
    @MethodSource("names")
    void saysWhatTheGeneratedSchemasSay(String name) throws Exception {
        List<JavaFileObject> sources = new ArrayList<>(Inputs.support(name));
        sources.add(Inputs.source("good", name));
        Compilation compilation = TestCompiler.lenient().compile(sources);
        ClassFiles.write(directory, compilation);
        Map<String, String> contracts = Diagnostics.contracts(compilation);

        assertThat(contracts).isNotEmpty();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, ContractTest.class.getClassLoader())) {
            for (Map.Entry<String, String> contract : contracts.entrySet()) {
                assertThat(CallSchemas.fromJson(contract.getValue()))
                        .isEqualTo(schemas(loader, contract.getKey().replace(".json", "")));
            }
        }
    }

    private static Object schemas(ClassLoader loader, String type) throws ReflectiveOperationException {
        String generated = type.replaceFirst("(\\p{Lu}\\w*)\\.", "$1_").replaceFirst("_(\\w+)\\.", "_$1_") + "Schemas";
        Field all = loader.loadClass(generated).getDeclaredField("ALL");
        all.setAccessible(true);
        return all.get(null);
    }

    @Test
    void acceptsItsOwnContract() throws IOException {
        Path baseline = baseline("void f(long x, @TensorOut(\"i=2\") LongTensor y); int g();");

        assertThat(compile(baseline, "void f(long x, @TensorOut(\"i=2\") LongTensor y); int g();"))
                .isEmpty();
    }

    @Test
    void reportsEachChangeWhereItIs() throws IOException {
        Path baseline = baseline("""
                void gone();
                void f(long x, String name, @TensorIn("i") LongTensor xs, Long note);
                void renamed(long width);
                """);

        Compilation compilation = compilation(baseline, """
                void f(int x,
                       @TensorIn("j") LongTensor xs,
                       Long note,
                       Boolean added,
                       boolean demanded,
                       @TensorOut("j") LongTensor ys);
                void renamed(@Name("height") long width);
                void fresh();
                """);

        assertThat(compilation.diagnostics().stream()
                        .filter(diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[Dal"))
                        .map(diagnostic -> diagnostic.getKind().name().toLowerCase(Locale.ROOT) + " "
                                + (diagnostic.getLineNumber() - Source.FIRST_MEMBER) + ":"
                                + diagnostic.getColumnNumber()
                                + diagnostic
                                        .getMessage(Locale.ROOT)
                                        .replaceAll(
                                                "(?s)^\\[Dal\\w+\\].*(?:fit|from it): (.*?)\\.( Restore.*)?$", " $1")))
                .containsExactlyInAnyOrder(
                        "error -1:21 function 'gone' is gone",
                        "error 0:12 parameter 'x' of 'f': expected int64, found int32",
                        "error 0:6 parameter 'name' of 'f': expected utf8, found no such parameter",
                        "error 1:34 parameter 'xs' of 'f': expected int64[i], found int64[j]",
                        "error 0:6 parameter 'done' of 'f': expected int8[], found no such parameter",
                        "note 3:16 parameter 'added' of 'f': expected no such parameter, found bool that may be null",
                        "error 4:16 parameter 'demanded' of 'f': expected no such parameter, found bool that must not be null",
                        "error 5:35 parameter 'ys' of 'f': expected no such parameter, found int64[j] that must not be null",
                        "error 6:6 parameter 'width' of 'renamed': expected int64, found no such parameter",
                        "error 6:20 parameter 'height' of 'renamed': expected no such parameter, found int64 that must not be null",
                        "note 7:6 function 'fresh' is new");
    }

    /** Columns are compared one by one, and each change is reported at the parameter. */
    @Test
    void reportsEachColumnThatHasChanged() throws IOException {
        String function =
                "void f(@TableIn dev.dal.table.Table<Row> rows, @TableOut dev.dal.table.TableOutput<Row> made);";
        Path baseline =
                baseline(function + " record Row(int id, @Name(\"height [m]\") double height, List<String> tags) {}");
        assertThat(
                        compile(
                                baseline,
                                function
                                        + " record Row(List<String> tags, Double h, @Name(\"height [m]\") Double x, int id) {}"))
                .containsExactly("DalIncompatibleChange", "DalIncompatibleChange");

        Compilation compilation = compilation(
                baseline,
                "void f(@TableIn dev.dal.table.Table<Row> rows);\n"
                        + " record Row(long id, @Name(\"height [m]\") double[] height, List<String> tags) {}");
        assertThat(compilation.diagnostics().stream()
                        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                        .filter(text -> text.startsWith("[DalIncompatibleChange]"))
                        .map(text -> text.replaceAll("(?s)^.*no longer fit: (.*?)\\. Restore.*$", "$1")))
                .containsExactly(
                        "parameter 'rows' of 'f', column 'id': expected int32, found int64",
                        "parameter 'rows' of 'f', column 'height [m]': expected float64, found list<float64>",
                        "parameter 'made' of 'f': expected table<id: int32 not null, height [m]: float64 not null,"
                                + " tags: list<utf8> not null>, found no such parameter",
                        "parameter 'done' of 'f': expected no such parameter, found int8[] that must not be null");
    }

    @Test
    void comparesOnlyInterfacesThatTheBaselineHas() throws IOException {
        Path baseline = baseline("void f();");
        Compilation compilation = TestCompiler.strict("-Adal.baseline=" + baseline)
                .compile(Source.of("Other", "@ProcessingFunction interface Other { void g(); }"));

        assertThat(Diagnostics.ids(compilation)).isEmpty();
    }

    @Test
    void reportsABaselineThatIsNoneOnce() throws IOException {
        Path baseline = Files.writeString(directory.resolve("baseline.json"), "{\"format\": 1,\n}");
        Compilation compilation = TestCompiler.lenient("-Adal.baseline=" + baseline)
                .compile(
                        Source.members("void f();"),
                        Source.of("Other", "@ProcessingFunction interface Other { void g(); }"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalBaseline");
        assertThat(Mistakes.message(compilation)).contains("expected a name in quotes in line 2");
    }

    private Path baseline(String members) throws IOException {
        Compilation compilation = TestCompiler.lenient().compile(Source.members(members));
        String contract = Diagnostics.contracts(compilation).get("demo.Demo.json");
        return Files.writeString(directory.resolve("baseline.json"), contract);
    }

    private static List<String> compile(Path baseline, String members) {
        return Diagnostics.ids(compilation(baseline, members));
    }

    private static Compilation compilation(Path baseline, String members) {
        return TestCompiler.lenient("-Adal.baseline=" + baseline).compile(Source.members(members));
    }
}
