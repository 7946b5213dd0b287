package dev.dal.processor.generate;

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
        return MethodSpec.methodBuilder(names.member(output))
                .addModifiers(Modifier.PUBLIC)
                .returns(referenceType(output))
                .addJavadoc(referenceDoc(output).build())
                .addStatement("return $L", reader(output))
                .build();
    }

    private static TypeName referenceType(Field output) {
        if (output instanceof TensorField tensor) {
            return ParameterizedTypeName.get(
                    RuntimeNames.TENSOR_REF, tensor.type().tensorClass());
        }
        return output instanceof TableField table
                ? ParameterizedTypeName.get(
                        RuntimeNames.TABLE_REF, table.table().record())
                : RuntimeNames.BUFFER_REF;
    }

    private CodeBlock reader(Field output) {
        if (output instanceof TensorField tensor) {
            return CodeBlock.of(
                    "$L($T.$L, $T.$L)",
                    RuntimeNames.RESULT_TENSOR,
                    names.layout(),
                    names.constant(output),
                    tensor.type().tensorClass(),
                    tensor.type().constant());
        }
        if (output instanceof TableField table) {
            return CodeBlock.of(
                    "$L($T.$L, $T.$L)",
                    RuntimeNames.RESULT_TABLE,
                    names.layout(),
                    names.constant(output),
                    generated.schemas(),
                    generated.tables().constant(table.table()));
        }
        return CodeBlock.of("$L($T.$L)", RuntimeNames.RESULT_BUFFER, names.layout(), names.constant(output));
    }

    private Doc referenceDoc(Field output) {
        boolean tag = output instanceof TensorField tensor && tensor.isTag();
        Doc doc = Doc.of(
                "The output {@code $L}$L.",
                output.name().schema(),
                tag ? ", which is there once the function has returned" : "");
        if (output.nullable()) {
            doc.paragraph("If the call was made without it, waiting for it fails.");
        }
        return doc.returns("$L", tag ? "a reference that belongs to this result" : Doc.describe(function, output));
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
        CodeBlock view = CodeBlock.of("$L().$L($L)", names.member(output), getter(output), timeout);
        return output instanceof TensorField tensor && isScalar(output)
                ? scalar(method, tensor, view)
                : method.returns(viewType(output)).addStatement("return $L", view);
    }

    private static RuntimeNames.Member getter(Field output) {
        if (output instanceof TensorField) {
            return RuntimeNames.REF_GET;
        }
        return output instanceof TableField ? RuntimeNames.TABLE_REF_GET : RuntimeNames.BUFFER_GET;
    }

    private static TypeName viewType(Field output) {
        if (output instanceof TensorField tensor) {
            return tensor.type().tensorClass();
        }
        return output instanceof TableField table
                ? ParameterizedTypeName.get(RuntimeNames.TABLE, table.table().record())
                : RuntimeNames.OBJECT_BUFFER;
    }

    private static MethodSpec.Builder scalar(MethodSpec.Builder method, TensorField output, CodeBlock view) {
        TypeName scalar = output.type().scalar();
        CodeBlock element = CodeBlock.of("$L.$L()", view, RuntimeNames.TENSOR_GET);
        return method.returns(scalar)
                .addStatement("$T _value = $L$L", scalar, element, output.type() == TensorType.BOOL ? " != 0" : "")
                .addStatement("$L()", RuntimeNames.RESULT_CLOSE)
                .addStatement("return _value");
    }
}
