package dev.dal.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.TensorType;
import java.time.Duration;
import javax.lang.model.element.Modifier;

/** Generates the class of a function's outputs. */
final class ResultGenerator {

    private final InterfaceModel model;
    private final FunctionModel function;
    private final FunctionNames names;

    ResultGenerator(InterfaceModel model, FunctionModel function, FunctionNames names) {
        this.model = model;
        this.function = function;
        this.names = names;
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

    private MethodSpec reference(TensorField output) {
        String sentence = output.role() == TensorRole.TAG
                ? "The output {@code $L}, which is there once the function has returned."
                : "The output {@code $L}.";
        return MethodSpec.methodBuilder(names.member(output))
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(
                        RuntimeNames.TENSOR_REF, output.type().tensorClass()))
                .addJavadoc(Doc.of(sentence, output.name().schema())
                        .returns(
                                "$L",
                                output.role() == TensorRole.TAG
                                        ? "a reference that belongs to this result"
                                        : Doc.describe(function, output))
                        .build())
                .addStatement(
                        "return $L($T.$L, $T.$L)",
                        RuntimeNames.RESULT_TENSOR,
                        names.layout(),
                        names.constant(output),
                        output.type().tensorClass(),
                        output.type().constant())
                .build();
    }

    private MethodSpec get(TensorField output) {
        return get(output, CodeBlock.of(""))
                .addJavadoc(getDoc(output, " for the default time at most").build())
                .build();
    }

    private MethodSpec getWithTimeout(TensorField output) {
        return get(output, CodeBlock.of("timeout"))
                .addJavadoc(getDoc(output, "")
                        .param("timeout", "how long to wait at most")
                        .build())
                .addParameter(Duration.class, "timeout")
                .build();
    }

    private Doc getDoc(TensorField output, String howLong) {
        return output.role() == TensorRole.SCALAR
                ? Doc.of("Waits for the value$L, copies it and closes this result.", howLong)
                        .returns("$L", Doc.describe(function, output))
                : Doc.of("Waits for the output {@code $L}$L.", output.name().schema(), howLong)
                        .returns("a view of it, valid until this result is closed");
    }

    private MethodSpec.Builder get(TensorField output, CodeBlock timeout) {
        CodeBlock tensor = CodeBlock.of("$L().$L($L)", names.member(output), RuntimeNames.REF_GET, timeout);
        MethodSpec.Builder method = MethodSpec.methodBuilder("get").addModifiers(Modifier.PUBLIC);
        if (output.role() != TensorRole.SCALAR) {
            return method.returns(output.type().tensorClass()).addStatement("return $L", tensor);
        }
        TypeName scalar = output.type().scalar();
        CodeBlock element = CodeBlock.of("$L.$L()", tensor, RuntimeNames.TENSOR_GET);
        return method.returns(scalar)
                .addStatement("$T _value = $L$L", scalar, element, output.type() == TensorType.BOOL ? " != 0" : "")
                .addStatement("$L()", RuntimeNames.RESULT_CLOSE)
                .addStatement("return _value");
    }
}
