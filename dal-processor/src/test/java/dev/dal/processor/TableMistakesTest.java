package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tables, and the records that are their rows, may be and may not be. */
class TableMistakesTest {

    private static final String IMPORTS = """
            package demo;
            import dev.dal.annotations.*;
            import dev.dal.call.ObjectOutput;
            import dev.dal.connection.*;
            import dev.dal.store.client.ObjectBuffer;
            import dev.dal.table.*;
            import dev.dal.tensor.*;
            import java.time.*;
            import java.util.*;
            """;

    private static JavaFileObject source(String function, String... types) {
        String members = function + "\n" + String.join("\n", types);
        return JavaFileObjects.forSourceString(
                "demo.Demo", IMPORTS + "@ProcessingFunction interface Demo {\n" + members + "\n}");
    }

    private static Compilation compile(String function, String... types) {
        return TestCompiler.lenient().compile(source(function, types));
    }

    private static String message(Compilation compilation) {
        return compilation.errors().get(0).getMessage(Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@TableIn List<Row> | Declare it as Table<Demo.Row>.",
                "@TableIn Row[] | Declare it as Table<Demo.Row>.",
                "@TableIn Row | Declare it as Table<Demo.Row>.",
                "@TableIn TableSource<Row> | Declare it as Table<Demo.Row>.",
                "@TableIn TableOutput<Row> | Use @TableOut instead.",
                "@TableIn LongTensor | Use @TensorIn instead.",
                "@TableIn TensorRef<LongTensor> | Use @TensorIn instead.",
                "@TableIn ObjectBuffer | Use @ObjectIn instead.",
                "@TableIn String | Change the type.",
                "@TableOut Table<Row> | Declare it as TableOutput<Demo.Row>.",
                "@TableOut TableRef<Row> | Declare it as TableOutput<Demo.Row>.",
                "@TableOut List<Row> | Declare it as TableOutput<Demo.Row>.",
                "@TableOut TensorOutput<LongTensor> | Use @TensorOut instead.",
                "@TableOut ObjectOutput | Use @ObjectOut instead.",
                "@TableOut int | Change the type."
            })
    void advisesOnTypesOfTables(String type, String advice) {
        Compilation compilation = compile("void f(" + type + " x);", "record Row(int id) {}");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalTableType");
        assertThat(message(compilation)).endsWith(advice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@TableIn Table x",
                "@TableIn Table<?> x",
                "@TableIn Table<? extends Row> x",
                "@TableIn Table<Map<String, Object>> x",
                "@TableIn TableRef<Row[]> x",
                "@TableIn Table<Generic<String>> x",
                "@TableOut TableOutput<Empty> x",
                "@TableOut TableOutput<Record> x"
            })
    void refusesRowsThatAreNoRecord(String parameter) {
        Compilation compilation = compile(
                "void f(" + parameter + ");",
                "record Row(int id) {}",
                "record Generic<T>(T t) {}",
                "record Empty() {}");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalRowType");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "char | Declare it as String.",
                "Character | Declare it as String.",
                "LocalDateTime | Declare it as Instant.",
                "java.math.BigInteger | Declare it as String.",
                "Row | Make components of its components instead.",
                "String[] | Declare it as List<String>.",
                "Integer[] | Declare it as List<Integer>.",
                "byte[][] | Declare it as List<byte[]>.",
                "Set<Long> | Declare it as List<Long>.",
                "List<Band> | Declare it as List<String>.",
                "Band[] | Declare it as List<String>.",
                "List<Row> | Make several components of it instead.",
                "List<?> | Make several components of it instead.",
                "List | Make several components of it instead.",
                "List<double[]> | Make several components of it instead.",
                "Object | Make several components of it instead.",
                "LongTensor | Make several components of it instead.",
                "Optional<String> | Make several components of it instead.",
                "@Maybe.Nullable int | Declare it as java.lang.Integer."
            })
    void advisesOnTypesOfColumns(String type, String advice) {
        Compilation compilation = compile(
                "void f(@TableIn Table<Wrong> x);",
                "enum Band { LOW }",
                "record Row(int id) {}",
                "interface Maybe { @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)"
                        + " @interface Nullable {} }",
                "record Wrong(" + type + " x) {}");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalColumnType");
        assertThat(message(compilation))
                .startsWith("[DalColumnType] Component 'x' of record 'Wrong' has a type that no column has.")
                .endsWith(advice);
    }

    @Test
    void showsAColumnThatCannotBeNullWithItsAnnotation() {
        Compilation compilation = compile(
                "void f(@TableIn Table<Wrong> x);",
                "@interface Nullable {}",
                "record Wrong(@Nullable int x, @Nullable Object y) {}");

        assertThat(compilation.errors().stream().map(error -> error.getMessage(Locale.ROOT)))
                .satisfiesExactly(
                        first -> assertThat(first).contains(" Found '@Nullable int'; "),
                        second -> assertThat(second).contains(" Found 'java.lang.Object'; "));
    }

    @Test
    void reportsEachMistakeOfARecordOnce() {
        Compilation compilation = compile(
                "void f(@TableIn Table<Wrong> a, @TableIn TableRef<Wrong> b); void g(@TableOut TableOutput<Wrong> c);",
                "record Wrong(char a, @Name(\"\") int b, @Name(\"d\") int c, int d, Object e) {}");

        assertThat(Diagnostics.ids(compilation))
                .containsExactlyInAnyOrder("DalColumnType", "DalBadName", "DalDuplicateColumn", "DalColumnType");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@TensorIn Table<Row> | DalTensorType | Use @TableIn instead.",
                "@TensorOut TableOutput<Row> | DalTensorType | Use @TableOut instead.",
                "@ObjectIn TableRef<Row> | DalObjectType | Declare it as ObjectBuffer."
            })
    void refusesOtherRolesOfTables(String type, String id, String advice) {
        Compilation compilation = compile("void f(" + type + " x);", "record Row(int id) {}");

        assertThat(Diagnostics.ids(compilation)).containsExactly(id);
        assertThat(message(compilation)).endsWith(advice);
    }

    @Test
    void refusesTablesWithoutRoleOrWithTwo() {
        String row = "record Row(int id) {}";
        Compilation without = compile("void f(Table<Row> a, TableRef<Row> b, TableOutput<Row> c);", row);
        assertThat(Diagnostics.ids(without))
                .containsExactly("DalUnannotatedParameter", "DalUnannotatedParameter", "DalUnannotatedParameter");
        assertThat(without.errors().get(2).getMessage(Locale.ROOT))
                .endsWith("Parameter 'c' of 'f' is of type TableOutput, which needs a role. Expected @TableOut.");

        Compilation both = compile("void f(@TableOut @TensorIn(\"i\") LongTensor a);", row);
        assertThat(Diagnostics.ids(both)).containsExactly("DalConflictingRoles");
        assertThat(message(both)).endsWith("has both @TableOut and @TensorIn. Keep one.");
        assertThat(message(compile("void f(List<Row> rows);", row)))
                .endsWith("Declare it as @TableIn Table<Demo.Row>.");
    }

    @Test
    void warnsOfRolesOnOtherMethods() {
        Compilation compilation = compile(
                "void f(); static void g(@TableIn Table<Row> a, @TableOut TableOutput<Row> b) {}",
                "record Row(int id) {}");
        assertThat(Diagnostics.ids(compilation)).containsExactly("DalUnusedRole", "DalUnusedRole");
    }

    @Test
    void aLengthCannotComeFromATable() {
        Compilation compilation = compile(
                "void f(@TableIn Table<Row> rows, @TensorOut(\"n=rows\") LongTensor x);", "record Row(int id) {}");
        assertThat(Diagnostics.ids(compilation)).containsExactly("DalLengthType");
        assertThat(message(compilation)).contains("Found a table;");
    }

    @Test
    void refusesRecordsAndEnumsThatGeneratedCodeCannotName() {
        JavaFileObject other = JavaFileObjects.forSourceString(
                "other.Base",
                "package other; import dev.dal.annotations.TableIn; import dev.dal.table.Table;"
                        + " public interface Base { void f(@TableIn Table<Row> rows, @TableIn Table<Open> others);"
                        + " record Open(Color color) {} }\n"
                        + "record Row(int id) {}\nenum Color { RED }");
        JavaFileObject demo = JavaFileObjects.forSourceString(
                "demo.Demo", IMPORTS + "@ProcessingFunction interface Demo extends other.Base {}");
        Compilation compilation = TestCompiler.lenient().compile(other, demo);

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalInaccessibleType", "DalInaccessibleType");
        assertThat(message(compilation)).contains("Type 'other.Row' of parameter 'rows' of 'f' must be visible");
    }

    @Test
    void namesOfColumnsAreReadFromClassFiles(@TempDir Path classes) throws IOException {
        ClassFiles.write(
                classes,
                List.of(Source.of(
                        "Row", "public record Row(@Name(\"the id\") int id, Integer x, java.math.BigDecimal y) {}")));
        Compilation refused = Compiler.javac()
                .withProcessors(new DalProcessor())
                .withClasspath(ClassFiles.pathWith(classes))
                .compile(source("void f(@TableIn Table<Row> rows);"));
        assertThat(Diagnostics.ids(refused)).containsExactly("DalColumnType");
        assertThat(message(refused)).startsWith("[DalColumnType] (demo.Row.y) Component 'y' of record 'Row'");

        ClassFiles.write(
                classes, List.of(Source.of("Row", "public record Row(@Name(\"the id\") int id, Integer x) {}")));
        Compilation compilation = Compiler.javac()
                .withProcessors(new DalProcessor())
                .withClasspath(ClassFiles.pathWith(classes))
                .compile(source("void f(@TableIn Table<Row> rows);"));
        assertThat(Diagnostics.ids(compilation)).isEmpty();
        assertThat(Diagnostics.generated(compilation).get("demo.DemoSchemas.java"))
                .contains("Columns.of(\"the id\", int.class)", "Columns.nullable(\"x\", int.class)");
    }
}
