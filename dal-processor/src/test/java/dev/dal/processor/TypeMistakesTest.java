package dev.dal.processor;

import static dev.dal.processor.Mistakes.compile;
import static dev.dal.processor.Mistakes.ids;
import static dev.dal.processor.Mistakes.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types of parameters and results, their roles, and what may be null. Places and whole texts are the matter of {@link BadInputTest}. */
class TypeMistakesTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ObjectBuffer x | @ObjectIn",
                "ObjectOutput x | @ObjectOut",
                "dev.dal.connection.TensorRef<LongTensor> x | @TensorIn",
                "dev.dal.connection.TensorRef<Long> x | @TensorIn",
                "LongTensor x | @TensorIn or @TensorOut"
            })
    void namesTheRoleThatATypeNeeds(String parameter, String role) {
        Compilation compilation = compile("void f(" + parameter + ");");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalUnannotatedParameter");
        assertThat(message(compilation)).endsWith("which needs a role. Expected " + role + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@ObjectIn ObjectOutput x | expected ObjectBuffer. Use @ObjectOut instead.",
                "@ObjectOut ObjectBuffer x | expected ObjectOutput. Use @ObjectIn instead.",
                "@ObjectRef ObjectBuffer x | expected ObjectId. Use @ObjectIn instead.",
                "@ObjectOut byte[] x | expected ObjectOutput. Declare it as ObjectOutput.",
                "@ObjectIn LongTensor x | expected ObjectBuffer. Declare it as ObjectBuffer.",
                "@ObjectRef long x | expected ObjectId. Declare it as ObjectId."
            })
    void refusesRolesOfObjectsThatDoNotFit(String parameter, String advice) {
        Compilation compilation = compile("void f(" + parameter + ");");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalObjectType");
        assertThat(message(compilation)).endsWith(advice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@TensorIn @ObjectIn LongTensor x",
                "@ObjectIn @ObjectOut ObjectBuffer x",
                "@ObjectRef @TensorOut dev.dal.store.ObjectId x",
                "@ObjectOut @TensorIn @TensorOut LongTensor x"
            })
    void refusesTwoRoles(String parameter) {
        Compilation compilation = compile("void f(" + parameter + ");");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalConflictingRoles");
        String[] roles = parameter.split(" ");
        assertThat(message(compilation)).endsWith("has both " + roles[0] + " and " + roles[1] + ". Keep one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TensorRef", "TensorRef<?>", "TensorRef<Tensor>", "TensorRef<? extends LongTensor>"})
    void refusesReferencesToUnknownTensors(String type) {
        assertThat(ids("@SuppressWarnings(\"rawtypes\") void f(@TensorIn(\"i\") dev.dal.connection." + type + " x);"))
                .containsExactly("DalTensorRef");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Nullable int x | Declare it as Integer, or remove the annotation.",
                "@Nullable boolean x | Declare it as Boolean, or remove the annotation.",
                "@Nullable CallContext x | Remove it: every call has one.",
                "@Nullable byte[] x | Write byte @Nullable [] if the array itself may be null.",
                "@Nullable byte @Nullable [] x | Write byte @Nullable [] if the array itself may be null."
            })
    void refusesNullWhereItCannotBe(String parameter, String advice) {
        Compilation compilation =
                compile("void f(" + parameter.replace("@Nullable", "@org.jspecify.annotations.Nullable") + ");");

        assertThat(Diagnostics.ids(compilation)).containsExactly("DalNullable");
        assertThat(message(compilation)).endsWith(advice);
    }

    @Test
    void takesAnyAnnotationNamedNullable() throws IOException {
        Compilation compilation = TestCompiler.strict()
                .compile(
                        Source.of(
                                "Demo",
                                "@ProcessingFunction interface Demo {"
                                        + " void f(@Nullable byte[] bytes, @Nullable String text, Long number); }"),
                        Source.of(
                                "Nullable",
                                "@java.lang.annotation.Target(java.lang.annotation.ElementType.PARAMETER)"
                                        + " @interface Nullable {}"));

        assertThat(Diagnostics.ids(compilation)).isEmpty();
        assertThat(Diagnostics.generated(compilation).get("demo.DemoCaller.java"))
                .contains(
                        "FCall of()",
                        "if (call.bytes() != null)",
                        "if (call.text() != null)",
                        "if (call.number() != null)");
    }
}
