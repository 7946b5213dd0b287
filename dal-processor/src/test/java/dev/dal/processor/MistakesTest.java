package dev.dal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants of mistakes, and mistakes together. Places and whole texts are the matter of {@link BadInputTest}. */
class MistakesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "i,",
                ",i",
                "i,,j",
                "1i",
                "i-j",
                "i j",
                "é",
                "i=",
                "=3",
                "i==3",
                "i=3.5",
                "i=n+1",
                "i=3=4",
                "i=-",
                "i=class-1",
                "i=3 4",
                "i:3"
            })
    void refusesBadLabels(String label) {
        assertThat(ids("void f(@TensorIn(\"" + label + "\") LongTensor x);")).contains("DalBadDimension");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i",
                "_",
                "_1",
                "I,j",
                " i , j ",
                "i=1",
                "i = 9223372036854775807",
                "i=+3",
                "complexes",
                "Complex"
            })
    void acceptsLabels(String label) {
        assertThat(ids("void f(@TensorIn(\"" + label + "\") LongTensor x);")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775808", "99999999999999999999999", "-9223372036854775809"})
    void refusesLengthsOutOfRange(String length) {
        assertThat(ids("void f(@TensorIn(\"i=" + length + "\") LongTensor x);")).containsExactly("DalFixedLength");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "char | Declare it as String.",
                "Character | Declare it as String.",
                "CharSequence | Declare it as String.",
                "java.math.BigDecimal | Declare it as String.",
                "Date | Declare it as Instant.",
                "java.time.LocalDateTime | Declare it as Instant.",
                "OptionalLong | Declare it as Long.",
                "java.nio.ByteBuffer | Declare it as byte[].",
                "double[] | Declare it as @TensorIn(\"i\") DoubleTensor.",
                "Double[] | Declare it as @TensorIn(\"i\") DoubleTensor.",
                "float[][] | Declare it as @TensorIn(\"i,j\") FloatTensor.",
                "byte[][] | Declare it as @TensorIn(\"i,j\") ByteTensor.",
                "List<Integer> | Declare it as @TensorIn(\"i\") IntTensor.",
                "Collection<List<Short>> | Declare it as @TensorIn(\"i,j\") ShortTensor.",
                "TensorSource<LongTensor> | Declare it as @TensorIn(\"i\") LongTensor.",
                "dev.dal.connection.Ref | Declare it as @ObjectIn ObjectBuffer.",
                "dev.dal.store.memory.Region | Declare it as @ObjectIn ObjectBuffer.",
                "int[][][][][][][][] | Declare it as @TensorIn(\"i,j,k,l,m,n,o,p\") IntTensor.",
                "int[][][][][][][][][] | Pass several values or a tensor instead.",
                "List<String> | Pass several values or a tensor instead.",
                "List | Pass several values or a tensor instead.",
                "Object | Pass several values or a tensor instead.",
                "Map<String, Long> | Pass several values or a tensor instead.",
                "Tensor | Pass several values or a tensor instead.",
                "Runnable | Pass several values or a tensor instead."
            })
    void advisesOnTypesOfValues(String type, String advice) {
        Compilation compilation = compile("void f(" + type + " x);");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalValueType");
        assertThat(message(compilation)).endsWith(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@TensorIn(\"i\") double[] | Declare it as DoubleTensor.",
                "@TensorIn(\"i\") TensorSource<IntTensor> | Declare it as IntTensor.",
                "@TensorIn(\"i\") TensorOutput<IntTensor> | Declare it as IntTensor.",
                "@TensorIn long | Change the type, or remove @TensorIn.",
                "@TensorOut String | Change the type, or remove @TensorOut.",
                "@TensorOut List<Double> | Declare it as DoubleTensor.",
                "@TensorOut CallContext | Change the type.",
                "@TensorOut dev.dal.connection.TensorRef<LongTensor> | Declare it as LongTensor.",
                "@TensorOut Tag | Remove @TensorOut: a Tag is an output without it.",
                "@TensorIn Tensor | Change the type."
            })
    void advisesOnTypesOfTensors(String type, String advice) {
        Compilation compilation = compile("void f(" + type + " x);");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalTensorType");
        assertThat(message(compilation)).endsWith(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Double | Declare it as double.",
                "DoubleTensor | Add @TensorOut to the method.",
                "char | Return void, and take a parameter with @TensorOut.",
                "double[] | Return void, and take a parameter with @TensorOut."
            })
    void advisesOnReturnTypes(String type, String advice) {
        Compilation compilation = compile(type + " f();");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalReturnType");
        assertThat(message(compilation)).endsWith(advice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@TensorOut(\"i\") TensorOutput x",
                "@TensorOut(\"i\") TensorOutput<?> x",
                "@TensorOut(\"i\") TensorOutput<? extends LongTensor> x",
                "@TensorOut(\"i\") TensorOutput<Tensor> x"
            })
    void refusesSinksOfUnknownTensors(String parameter) {
        assertThat(ids("@SuppressWarnings(\"rawtypes\") void f(" + parameter + ");"))
                .containsExactly("DalTensorOutput");
    }

    @Test
    void namesTheRoleThatASinkNeeds() {
        Compilation compilation = compile("void f(TensorOutput<LongTensor> x);");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalUnannotatedParameter");
        assertThat(message(compilation)).endsWith("is of type TensorOutput, which needs a role. Expected @TensorOut.");
    }

    @ParameterizedTest
    @CsvSource({"BOOL, DoubleTensor", "UINT8, IntTensor", "UINT64, ShortTensor", "FLOAT16, Complex64Tensor"})
    void refusesElementTypesThatDoNotFit(String element, String tensor) {
        assertThat(ids("void f(@TensorIn(value = \"i\", type = TensorElement." + element + ") " + tensor + " x);"))
                .containsExactly("DalElementType");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void close();",
                "void close(@TensorOut LongTensor x);",
                "void caller();",
                "void broadcast();",
                "void with(java.time.Duration d);",
                "void declaredException(String a, String b);",
                "void getClass(@TensorOut LongTensor x);",
                "void hashCode(@TensorOut LongTensor x);",
                "void toString(@TensorOut LongTensor x);",
                "void notify(@TensorOut LongTensor x);",
                "void notifyAll(@TensorOut LongTensor x);",
                "void wait(@TensorOut LongTensor x);",
                "void wait(long a, @TensorOut LongTensor x);",
                "void wait(long a, int b, @TensorOut LongTensor x);",
                "int finalize();",
                "int clone(@TensorOut LongTensor x);",
                "void yield();",
                "@ProcessingFunction(\"class\") void close();",
                "@ProcessingFunction(\"yield\") void close();",
                "@ProcessingFunction(\"hashCode\") void close();",
                "void f(long getClass);",
                "void f(long hashCode);",
                "void f(String toString);",
                "void f(long clone);",
                "void f(long finalize);",
                "void f(long notify);",
                "void f(long notifyAll);",
                "void f(long wait);",
                "void f(long builder);",
                "void f(@TensorIn LongTensor toBuilder);",
                "void f(@Name(\"builder\") long hashCode);",
                "void f(@TensorOut LongTensor close);",
                "void f(@TensorOut LongTensor await);",
                "void f(@TensorOut LongTensor isReady);",
                "void f(@TensorOut LongTensor get);",
                "void f(@TensorOut LongTensor hashCode);",
                "void f(@TensorOut TensorOutput<LongTensor> toString);",
                "int f(@TensorOut @Name(\"r\") LongTensor close, @TensorOut @Name(\"s\") LongTensor await,"
                        + " @TensorOut LongTensor getClass);",
                "void f(@Name(\"x\") long hashCode, @Name(\"y\") long x);",
                "void add(long x); @ProcessingFunction(\"sub\") void add(int x);"
                        + " @ProcessingFunction(\"minus\") void sub(int x);"
            })
    void refusesNamesThatWouldClash(String member) {
        assertThat(ids(member)).containsExactly("DalReservedName");
    }

    @Test
    void saysWhatANameClashesWith() {
        assertThat(message(compile("void f(@Name(\"x\") long hashCode, @Name(\"y\") long x);")))
                .isEqualTo("[DalReservedName] Parameter 'x' would become method 'x()' of 'FCall', where parameter"
                        + " 'hashCode' becomes the same method. Give it another name with @Name(\"…\").");
        assertThat(message(compile("void yield();")))
                .contains("method 'yield()' of 'DemoCaller', where Java does not allow a call by that name.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(@Name(\"result\") long x, @TensorOut LongTensor y);",
                "void f(@TensorOut LongTensor done);",
                "double f(long done);",
                "void result();",
                "void done(long x);"
            })
    void acceptsNamesOfAutomaticOutputsWhereThereIsNone(String member) {
        assertThat(ids(member)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(long done);",
                "void f(@Name(\"done\") long x);",
                "int f(long result);",
                "@TensorOut(\"i\") LongTensor f(@TensorOut LongTensor result);"
            })
    void refusesNamesOfAutomaticOutputs(String member) {
        assertThat(ids(member)).containsExactly("DalAutomaticOutput");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(long nx, @TensorIn(\"x\") LongTensor a, @TensorOut(\"x=nx\") LongTensor b);",
                "void f(long nx, @TensorOut(\"x=nx\") LongTensor a, @TensorIn(\"x\") LongTensor b);",
                "void f(long nx, long ny, @TensorOut(\"x=nx\") LongTensor a, @TensorOut(\"x=ny\") LongTensor b);",
                "void f(long nx, @TensorOut(\"x=nx\") LongTensor a, @TensorOut(\"x=3\") LongTensor b);",
                "void f(@TensorIn(\"x\") LongTensor a, @TensorIn(\"x=3\") LongTensor b, @TensorIn(\"x=4\") LongTensor c);"
            })
    void refusesLengthsThatContradictEachOther(String member) {
        assertThat(ids(member)).containsExactly("DalConflictingLengths");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(@TensorIn(\"x\") LongTensor a, @TensorIn(\"x=3\") LongTensor b, @TensorOut(\"x=3\") LongTensor c);",
                "void f(long nx, @TensorOut(\"x=nx\") LongTensor a, @TensorOut(\"x=nx\") LongTensor b);",
                "void f(long nx, @TensorOut(\"x\") LongTensor a, @TensorOut(\"x=nx\") LongTensor b);",
                "void f(@TensorOut(\"x\") LongTensor a, @TensorOut(\"x=3\") TensorOutput<LongTensor> b);"
            })
    void acceptsLengthsThatAgree(String member) {
        assertThat(ids(member)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(long nx, @TensorIn(\"x=nx\") LongTensor a);",
                "void f(long nx, @TensorOut(\"x=nx\") TensorOutput<LongTensor> a);",
                "@TensorOut(\"x=nx\") LongTensor f(long nx);"
            })
    void refusesLengthsFromParametersWhereTheyDecideNothing(String member) {
        assertThat(ids(member)).containsExactly("DalBoundLength");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "float nx",
                "String nx",
                "boolean nx",
                "Long nx",
                "Tag nx",
                "@ObjectIn ObjectBuffer nx",
                "CallContext nx",
                "@TensorIn LongTensor nx"
            })
    void refusesLengthsThatAreNoIntegers(String parameter) {
        assertThat(ids("void f(" + parameter + ", @TensorOut(\"x=nx\") LongTensor a);"))
                .containsExactly("DalLengthType");
    }

    @Test
    void saysWhichParametersCouldBeALength() {
        assertThat(message(compile("void f(@TensorOut(\"x=nx\") LongTensor a);")))
                .endsWith("Found 'nx'; expected a number. Add a parameter of type long, or name another.");
        assertThat(message(compile("void f(byte n, double m, @TensorOut(\"x=width\") LongTensor a);")))
                .endsWith("Found 'width'; expected a number or n. Add a parameter of type long, or name another.");
    }

    @Test
    void reportsEachUnboundDimension() {
        assertThat(ids("void f(@TensorOut(\"i,j\") LongTensor a, @TensorOut({\"k\", \"j\"}) LongTensor b);"))
                .containsExactly(
                        "DalUnboundDimension", "DalUnboundDimension", "DalUnboundDimension", "DalUnboundDimension");
    }

    @Test
    void reportsAllMistakesOfATypeInOneRound() {
        List<String> ids = ids("""
                void f(@TensorIn("i,") LongTensor a, double[] b, Object c);
                void close();
                double g(@TensorIn("i") LongTensor x, long result, @TensorOut("k") LongTensor y);
                <T> String h(T x) throws Throwable;
                default void i(@Name("x") long y) {}
                @ProcessingFunction static void j() {}
                """);

        assertThat(ids)
                .containsExactlyInAnyOrder(
                        "DalBadDimension",
                        "DalValueType",
                        "DalValueType",
                        "DalReservedName",
                        "DalAutomaticOutput",
                        "DalUnboundDimension",
                        "DalGenericFunction",
                        "DalReturnType",
                        "DalThrownType",
                        "DalUnusedName",
                        "DalNotAbstract");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void f(double[] xs, @TensorOut(\"i\") LongTensor ys);",
                "void f(DoubleTensor xs, @TensorOut(\"i\") LongTensor ys);",
                "void f(@TensorIn(\"i\") double[] xs, @TensorOut(\"i\") LongTensor ys);",
                "void f(@TensorIn(\"i,\") LongTensor xs, @TensorOut(\"j\") LongTensor ys);",
                "void f(@TensorIn(\"i=0\") LongTensor xs, @TensorOut(\"i\") LongTensor ys);",
                "void f(Object nx, @TensorOut(\"x=nx\") LongTensor ys);",
                "void f(@TensorOut(\"x=nx\") LongTensor ys);",
                "void f(@TensorIn @TensorOut DoubleTensor done);",
                "Double f(long result);",
                "<T> void f(@TensorIn(\"i\") T x, @TensorOut(\"i\") LongTensor y);",
                "@TensorOut(\"i\") Double f();"
            })
    void reportsNothingThatFollowsFromAMistake(String member) {
        assertThat(ids(member)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "enum", "record", "@interface"})
    void namesWhatWasFoundInsteadOfAnInterface(String kind) {
        String body = kind.equals("record") ? "()" : "";
        Compilation compilation = TestCompiler.lenient()
                .compile(Source.of("Demo", "@ProcessingFunction " + kind + " Demo" + body + " {}"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalNotInterface");
        assertThat(message(compilation))
                .contains(
                        "@ProcessingFunction 'Demo' must be declared as an interface.",
                        "Found " + (kind.equals("@interface") ? "annotation" : kind) + " 'Demo'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default void g() {} | a default method",
                "static void g() {} | a static method",
                "private void g() {} | a private method",
                "String toString(); | a method of java.lang.Object",
                "boolean equals(Object other); | a method of java.lang.Object"
            })
    void saysWhyAMethodIsNoFunction(String method, String found) {
        Compilation compilation = compile("void f(); @ProcessingFunction " + method);

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalNotAbstract");
        assertThat(message(compilation)).contains("Found " + found + ";");
    }

    @Test
    void warnsOfAnnotationsOnMethodsThatAreNoFunctions() {
        Compilation compilation = TestCompiler.lenient()
                .compile(
                        Source.of(
                                "Demo",
                                "interface Demo { @ProcessingFunction void f(); @TensorOut LongTensor g(@Name(\"y\") long x); }"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalUnusedRole", "DalUnusedName");
        assertThat(compilation.warnings().get(1).getMessage(Locale.ROOT))
                .contains("neither it nor its interface is annotated with @ProcessingFunction");
    }

    @Test
    void warnsOfNamesThatNameNothing() {
        Compilation compilation = TestCompiler.lenient()
                .compile(Source.of(
                        "Demo",
                        "@ProcessingFunction(\"demo\") interface Demo { void f(@Name(\"c\") CallContext c); }"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalUnusedName", "DalUnusedName");
    }

    @Test
    void refusesNullableResults() {
        Compilation compilation = compile("@TensorOut @org.jspecify.annotations.Nullable LongTensor f();");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalNullable");
        assertThat(message(compilation)).contains("The result of 'f' cannot be null.");
    }

    @Test
    void refusesTypesOfOtherPackagesThatAreNotPublic() {
        Compilation compilation = TestCompiler.lenient()
                .compile(
                        com.google.testing.compile.JavaFileObjects.forSourceString(
                                "other.Base",
                                "package other; public interface Base { void f(Color c); }\nenum Color { RED }"),
                        Source.of("Demo", "@ProcessingFunction interface Demo extends other.Base {}"));

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalInaccessibleType");
        assertThat(message(compilation)).contains("Found a package-private type; expected one that package 'demo'");
    }

    private static List<String> ids(String members) {
        return Diagnostics.ids(compile(members));
    }

    private static Compilation compile(String members) {
        return TestCompiler.lenient().compile(Source.members(members));
    }

    private static String message(Compilation compilation) {
        return compilation.errors().get(0).getMessage(Locale.ROOT);
    }
}
