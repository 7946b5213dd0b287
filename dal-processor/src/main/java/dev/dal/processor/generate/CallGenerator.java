package dev.dal.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.InterfaceModel;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Generates the record of a function's inputs, and of which optional outputs are to be made. */
final class CallGenerator {

    private final InterfaceModel model;
    private final FunctionModel function;
    private final FunctionNames names;
    private final List<Field> inputs;
    private final List<Field> outputs;

    CallGenerator(InterfaceModel model, FunctionModel function, FunctionNames names) {
        this.model = model;
        this.function = function;
        this.names = names;
        this.inputs = function.inputs();
        this.outputs = function.optionalOutputs();
    }

    TypeSpec generate() {
        TypeSpec.Builder type = TypeSpec.recordBuilder(names.call())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(components(Doc.of(
                                "The inputs of a call of {@link $T#$L}.",
                                model.type(),
                                function.name().java()))
                        .build())
                .recordConstructor(constructor())
                .addMethod(of());
        outputs.forEach(output -> type.addMethod(without(output)));
        if (!inputs.isEmpty()) {
            type.addMethod(builder()).addMethod(toBuilder());
            type.addType(new CallBuilderGenerator(function, names).generate());
        }
        return type.build();
    }

    private Doc components(Doc doc) {
        inputs.forEach(input -> doc.input(function, names.member(input), input));
        outputs.forEach(output -> doc.param(
                names.member(output),
                "whether the output {@code $L} is made",
                output.name().schema()));
        return doc;
    }

    /** The compact constructor, which refuses null where it is not allowed. */
    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
        Doc doc = components(Doc.of("Makes a call."));
        boolean anyReference = false;
        for (Field input : inputs) {
            String name = names.member(input);
            constructor.addParameter(FunctionNames.inputParameter(input, name));
            if (!FunctionNames.inputType(input).isPrimitive() && !input.nullable()) {
                requireNonNull(constructor, name);
                anyReference = true;
            }
        }
        outputs.forEach(output -> constructor.addParameter(TypeName.BOOLEAN, names.member(output)));
        if (anyReference) {
            doc.throwing(
                    NullPointerException.class,
                    inputs.stream().anyMatch(Field::nullable)
                            ? "if an input is null that must be there"
                            : "if an input is null");
        }
        return constructor.addJavadoc(doc.build()).build();
    }

    private void requireNonNull(MethodSpec.Builder constructor, String name) {
        if (isHidden(Objects.class.getSimpleName(), function, names)) {
            constructor
                    .beginControlFlow("if ($L == null)", name)
                    .addStatement("throw new $T($S)", NullPointerException.class, name)
                    .endControlFlow();
        } else {
            constructor.addStatement("$1T.requireNonNull($2L, $2S)", Objects.class, name);
        }
    }

    /** Whether a component has the name of a class, so that nothing of that class can be named beside it. */
    private static boolean isHidden(String simpleName, FunctionModel function, FunctionNames names) {
        return function.inputs().stream().map(names::member).anyMatch(simpleName::equals);
    }

    private MethodSpec of() {
        List<Field> mandatory =
                inputs.stream().filter(input -> !input.nullable()).toList();
        Doc doc = Doc.of(
                mandatory.size() == inputs.size() && outputs.isEmpty()
                        ? "Makes a call."
                        : "Makes a call with all outputs and without inputs that may be null.");
        mandatory.forEach(input -> doc.input(function, names.member(input), input));
        MethodSpec.Builder method = MethodSpec.methodBuilder("of")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc(doc.returns("the call").build())
                .returns(names.call());
        mandatory.forEach(input -> method.addParameter(FunctionNames.inputType(input), names.member(input)));
        return method.addStatement(
                        "return $L", make(input -> input.nullable() ? "null" : names.member(input), output -> "true"))
                .build();
    }

    /** An expression: a call whose inputs are variables of the same names, with all outputs. */
    static CodeBlock makeWithAllOutputs(FunctionModel function, FunctionNames names) {
        CodeBlock call = components(function, names::member, output -> "true");
        return isHidden(names.call().simpleName(), function, names)
                        || function.fields().stream().anyMatch(Field::nullable)
                ? CodeBlock.of("new $T($L)", names.call(), call)
                : CodeBlock.of("$T.of($L)", names.call(), call);
    }

    private CodeBlock make(Function<Field, String> input, Function<Field, String> output) {
        return CodeBlock.of("new $T($L)", names.call(), components(function, input, output));
    }

    private static CodeBlock components(
            FunctionModel function, Function<Field, String> input, Function<Field, String> output) {
        return Stream.concat(
                        function.inputs().stream().map(input),
                        function.optionalOutputs().stream().map(output))
                .map(argument -> CodeBlock.of("$L", argument))
                .collect(CodeBlock.joining(",$W"));
    }

    private MethodSpec without(Field output) {
        return MethodSpec.methodBuilder(names.without(output))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Doc.of(
                                "The same call without the output {@code $L}.",
                                output.name().schema())
                        .returns("a call that does not make it")
                        .build())
                .returns(names.call())
                .addStatement(
                        "return $L", make(names::member, other -> other.equals(output) ? "false" : names.member(other)))
                .build();
    }

    private MethodSpec builder() {
        return MethodSpec.methodBuilder("builder")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc(Doc.of("Begins a call whose inputs are set by name.")
                        .returns("a builder without inputs")
                        .build())
                .returns(names.builder())
                .addStatement("return new $T()", names.builder())
                .build();
    }

    private MethodSpec toBuilder() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("toBuilder")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Doc.of("Begins a call that differs from this one.")
                        .returns("a builder with the inputs of this call")
                        .build())
                .returns(names.builder());
        CodeBlock setters = inputs.stream()
                .map(input -> CodeBlock.of("$Z.$1L($1L)", names.member(input)))
                .collect(CodeBlock.joining(""));
        if (outputs.isEmpty()) {
            return method.addStatement("return new $T()$L", names.builder(), setters)
                    .build();
        }
        method.addStatement("$1T _builder = new $1T()$2L", names.builder(), setters);
        outputs.forEach(output -> method.addStatement("_builder.$1L = $1L", names.member(output)));
        return method.addStatement("return _builder").build();
    }
}
