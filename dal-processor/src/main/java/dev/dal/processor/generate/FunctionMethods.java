package dev.dal.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.ValueField;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Generates the methods of the caller for one function: with its inputs, with a call, with many calls; and those of its face
 * for all processors.
 */
final class FunctionMethods {

    /** Whom a method calls, and what it gives for it. */
    private record Addressee(String sentence, String outputs, TypeName result, RuntimeNames.Member sending) {}

    private final InterfaceModel model;
    private final FunctionModel function;
    private final FunctionNames names;
    private final ClassName caller;

    FunctionMethods(InterfaceModel model, GeneratedNames generated, FunctionModel function) {
        this.model = model;
        this.function = function;
        this.names = generated.of(function);
        this.caller = generated.caller();
    }

    List<MethodSpec> generate() {
        List<MethodSpec> methods = single(new Addressee(
                "Calls {@link $T#$L} and returns at once.",
                "the outputs to come; to be closed after use",
                names.result(),
                RuntimeNames.GENERATED_CALLER_CALL));
        methods.addAll(List.of(batch(), write()));
        return methods;
    }

    /** The methods that call all processors. */
    List<MethodSpec> generateToAll() {
        return single(new Addressee(
                "Calls {@link $T#$L} of every processor and returns at once.",
                "the outputs to come from each; to be closed after use",
                ParameterizedTypeName.get(RuntimeNames.BROADCAST, names.result()),
                RuntimeNames.BROADCASTER_CALL));
    }

    private List<MethodSpec> single(Addressee addressee) {
        List<MethodSpec> methods = new ArrayList<>();
        if (!isAmbiguous()) {
            methods.add(withInputs(addressee));
        }
        methods.add(withCall(addressee));
        return methods;
    }

    /** Whether {@code fn(null)} could mean the input or the call. */
    private boolean isAmbiguous() {
        List<Field> inputs = function.inputs();
        return inputs.size() == 1 && inputs.get(0).nullable();
    }

    private MethodSpec withInputs(Addressee addressee) {
        Doc doc = Doc.of(
                function.documentation(),
                addressee.sentence(),
                model.type(),
                function.name().java());
        MethodSpec.Builder method = method(names.member(), addressee.result());
        for (Field input : function.inputs()) {
            String name = names.member(input);
            doc.input(function, name, input);
            method.addParameter(FunctionNames.inputParameter(input, name));
        }
        return method.addJavadoc(doc.returns(addressee.outputs()).build())
                .addStatement("return $L($L)", names.member(), CallGenerator.makeWithAllOutputs(function, names))
                .build();
    }

    private MethodSpec withCall(Addressee addressee) {
        return method(names.member(), addressee.result())
                .addJavadoc(Doc.of(
                                addressee.sentence(),
                                model.type(),
                                function.name().java())
                        .param("call", "the inputs")
                        .returns(addressee.outputs())
                        .deprecated(function.deprecationNote())
                        .build())
                .addParameter(names.call(), "call")
                .addStatement(send(addressee.sending(), "call"))
                .build();
    }

    private MethodSpec batch() {
        TypeName results = ParameterizedTypeName.get(RuntimeNames.RESULTS, names.result());
        return method(names.batchMember(), results)
                .addJavadoc(Doc.of(
                                "Calls {@link $T#$L} once for each element of a list,\nall in one message, and returns at once.",
                                model.type(),
                                function.name().java())
                        .param("calls", "the inputs of each call")
                        .returns("the outputs to come, in the order of the calls; to be closed after use")
                        .deprecated(function.deprecationNote())
                        .build())
                .addParameter(ParameterizedTypeName.get(ClassName.get(List.class), names.call()), "calls")
                .addStatement(send(RuntimeNames.GENERATED_CALLER_BATCH, "calls"))
                .build();
    }

    private CodeBlock send(RuntimeNames.Member member, String argument) {
        return CodeBlock.of(
                "return $L($T.$L,$W$L,$W$T::write,$W$T::new)",
                member,
                names.layout(),
                FunctionNames.FUNCTION,
                argument,
                caller,
                names.result());
    }

    private MethodSpec write() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("write")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(names.call(), "call")
                .addParameter(RuntimeNames.CALL_WRITER, "row");
        function.inputs().forEach(input -> write(method, input));
        for (Field output : function.optionalOutputs()) {
            method.beginControlFlow("if (!call.$L())", names.member(output))
                    .addStatement("row.$L($T.$L)", RuntimeNames.LEAVE_OUT, names.layout(), names.constant(output))
                    .endControlFlow();
        }
        return method.build();
    }

    private void write(MethodSpec.Builder method, Field input) {
        String member = names.member(input);
        if (input.nullable()) {
            method.beginControlFlow("if (call.$L() != null)", member);
        }
        method.addStatement("row.$L($T.$L, call.$L())", setter(input), names.layout(), names.constant(input), member);
        if (input.nullable()) {
            method.endControlFlow();
        }
    }

    private static RuntimeNames.Member setter(Field input) {
        if (input instanceof ValueField value) {
            return value.type().setter();
        }
        if (input instanceof TableField) {
            return RuntimeNames.SET_TABLE;
        }
        return input instanceof TensorField ? RuntimeNames.SET_TENSOR : RuntimeNames.SET_OBJECT;
    }

    private MethodSpec.Builder method(String name, TypeName result) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(result);
        if (function.deprecationNote().isPresent()) {
            method.addAnnotation(Deprecated.class);
        }
        return method;
    }
}
