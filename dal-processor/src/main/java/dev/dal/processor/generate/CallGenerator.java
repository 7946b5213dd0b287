package dev.dal.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.InterfaceModel;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Generates the record of a function's inputs. */
final class CallGenerator {

    private final InterfaceModel model;
    private final FunctionModel function;
    private final FunctionNames names;
    private final List<Field> inputs;

    CallGenerator(InterfaceModel model, FunctionModel function, FunctionNames names) {
        this.model = model;
        this.function = function;
        this.names = names;
        this.inputs = function.inputs();
    }

    TypeSpec generate() {
        TypeSpec.Builder type = TypeSpec.recordBuilder(names.call())
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(inputs(Doc.of(
                                "The inputs of a call of {@link $T#$L}.",
                                model.type(),
                                function.name().java()))
                        .build())
                .recordConstructor(constructor())
                .addMethod(of());
        if (!inputs.isEmpty()) {
            type.addMethod(builder()).addMethod(toBuilder());
            type.addType(new CallBuilderGenerator(function, names).generate());
        }
        return type.build();
    }

    private Doc inputs(Doc doc) {
        inputs.forEach(input -> doc.input(function, names.member(input), input));
        return doc;
    }

    /** The compact constructor, which refuses null. */
    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
        Doc doc = inputs(Doc.of("Makes a call."));
        boolean anyReference = false;
        for (Field input : inputs) {
            String name = names.member(input);
            constructor.addParameter(FunctionNames.inputType(input), name);
            if (!FunctionNames.inputType(input).isPrimitive()) {
                constructor.addStatement("$1T.requireNonNull($2L, $2S)", Objects.class, name);
                anyReference = true;
            }
        }
        if (anyReference) {
            doc.throwing(NullPointerException.class, "if an input is null");
        }
        return constructor.addJavadoc(doc.build()).build();
    }

    private MethodSpec of() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("of")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .addJavadoc(inputs(Doc.of("Makes a call.")).returns("the call").build())
                .returns(names.call());
        inputs.forEach(input -> method.addParameter(FunctionNames.inputType(input), names.member(input)));
        return method.addStatement("return new $T($L)", names.call(), arguments())
                .build();
    }

    private CodeBlock arguments() {
        return inputs.stream()
                .map(input -> CodeBlock.of("$L", names.member(input)))
                .collect(CodeBlock.joining(",$W"));
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
        CodeBlock setters = inputs.stream()
                .map(input -> CodeBlock.of("$Z.$1L($1L)", names.member(input)))
                .collect(CodeBlock.joining(""));
        return MethodSpec.methodBuilder("toBuilder")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Doc.of("Begins a call that differs from this one.")
                        .returns("a builder with the inputs of this call")
                        .build())
                .returns(names.builder())
                .addStatement("return new $T()$L", names.builder(), setters)
                .build();
    }
}
