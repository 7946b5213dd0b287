package dev.dal.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.TensorType;
import java.time.Duration;
import javax.lang.model.element.Modifier;

/** Generates the class of a function's outputs. */
final class ResultGenerator {

    private final InterfaceModel model;
    private final GeneratedNames generated;
    private final FunctionModel function;
    private final FunctionNames names;

    ResultGenerator(InterfaceModel model, GeneratedNames generated, FunctionModel function) {
        this.model = model;
        this.generated = generated;
        this.function = function;
        this.names = generated.of(function);
    }

    TypeSpec generate() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.result())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeNames.CALL_RESULT)
                .addJavadoc(Doc.of(
                                "The outputs of a call of {@link $T#$L}.",
                                model.type(),
                                function.name().java())
                        .paragraph(
                                "They are valid until this result is closed. Closing it before the function has returned cancels\n"
                                        + "the call.")
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeNames.PENDING_CALL, "call")
                        .addStatement("super(call)")
                        .build());
        function.outputs().forEach(output -> type.addMethod(reference(output)));
        function.soleOutput().ifPresent(output -> type.addMethod(get(output)).addMethod(getWithTimeout(output)));
        return type.build();
    }

    private MethodSpec reference(Field output) {
        boolean tag = output instanceof TensorField tensor && tensor.role() == TensorRole.TAG;
        String sentence = tag
                ? "The output {@code $L}, which is there once the function has returned."
                : "The output {@code $L}.";
        return MethodSpec.methodBuilder(names.member(output))
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(
                        output instanceof TableField ? RuntimeNames.TABLE_REF : RuntimeNames.TENSOR_REF,
                        content(output)))
                .addJavadoc(Doc.of(sentence, output.name().schema())
                        .returns("$L", tag ? "a reference that belongs to this result" : Doc.describe(function, output))
                        .build())
                .addStatement("return $L", reader(output))
                .build();
    }

    /** What the reference is to: the class of the tensor, or the record of the table. */
    private static ClassName content(Field output) {
        return output instanceof TableField table
                ? table.table().record()
                : ((TensorField) output).type().tensorClass();
    }

    private CodeBlock reader(Field output) {
        if (output instanceof TableField table) {
            return CodeBlock.of(
                    "$L($T.$L, $T.$L)",
                    RuntimeNames.RESULT_TABLE,
                    names.layout(),
                    names.constant(output),
                    generated.schemas(),
                    generated.tables().constant(table.table()));
        }
        return CodeBlock.of(
                "$L($T.$L, $T.$L)",
                RuntimeNames.RESULT_TENSOR,
                names.layout(),
                names.constant(output),
                content(output),
                ((TensorField) output).type().constant());
    }

    private MethodSpec get(Field output) {
        return get(output, CodeBlock.of(""))
                .addJavadoc(getDoc(output, " for the default time at most").build())
                .build();
    }

    private MethodSpec getWithTimeout(Field output) {
        return get(output, CodeBlock.of("timeout"))
                .addJavadoc(getDoc(output, "")
                        .param("timeout", "how long to wait at most")
                        .build())
                .addParameter(Duration.class, "timeout")
                .build();
    }

    private Doc getDoc(Field output, String howLong) {
        return isScalar(output)
                ? Doc.of("Waits for the value$L, copies it and closes this result.", howLong)
                        .returns("$L", Doc.describe(function, output))
                : Doc.of("Waits for the output {@code $L}$L.", output.name().schema(), howLong)
                        .returns("a view of it, valid until this result is closed");
    }

    private static boolean isScalar(Field output) {
        return output instanceof TensorField tensor && tensor.role() == TensorRole.SCALAR;
    }

    private MethodSpec.Builder get(Field output, CodeBlock timeout) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("get").addModifiers(Modifier.PUBLIC);
        if (output instanceof TableField table) {
            return method.returns(ParameterizedTypeName.get(
                            RuntimeNames.TABLE, table.table().record()))
                    .addStatement("return $L().$L($L)", names.member(output), RuntimeNames.TABLE_REF_GET, timeout);
        }
        CodeBlock content = CodeBlock.of("$L().$L($L)", names.member(output), RuntimeNames.REF_GET, timeout);
        return isScalar(output)
                ? scalar(method, (TensorField) output, content)
                : method.returns(content(output)).addStatement("return $L", content);
    }

    private static MethodSpec.Builder scalar(MethodSpec.Builder method, TensorField output, CodeBlock tensor) {
        TypeName scalar = output.type().scalar();
        CodeBlock element = CodeBlock.of("$L.$L()", tensor, RuntimeNames.TENSOR_GET);
        return method.returns(scalar)
                .addStatement("$T _value = $L$L", scalar, element, output.type() == TensorType.BOOL ? " != 0" : "")
                .addStatement("$L()", RuntimeNames.RESULT_CLOSE)
                .addStatement("return _value");
    }
}
