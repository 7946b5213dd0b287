package dev.dal.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Generates the builder of a call. A reference that is null has not been set; each primitive input has a flag beside it.
 */
final class CallBuilderGenerator {

    private static final String MISSING = "_missing";

    private final FunctionModel function;
    private final FunctionNames names;
    private final NameAllocator fields = new NameAllocator();

    CallBuilderGenerator(FunctionModel function, FunctionNames names) {
        this.function = function;
        this.names = names;
        for (Field input : function.inputs()) {
            fields.newName(names.member(input), input);
        }
        for (Field input : function.inputs()) {
            fields.newName("_" + names.member(input) + "Set", flagOf(input));
        }
        fields.newName(MISSING, MISSING);
    }

    private static Object flagOf(Field input) {
        return "flag of " + input.name().schema();
    }

    TypeSpec generate() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.builder())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Collects the inputs of a call by name. Not for use by several threads.")
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (Field input : function.inputs()) {
            TypeName javaType = FunctionNames.inputType(input);
            type.addField(javaType, fields.get(input), Modifier.PRIVATE);
            if (javaType.isPrimitive()) {
                type.addField(TypeName.BOOLEAN, fields.get(flagOf(input)), Modifier.PRIVATE);
            }
            type.addMethod(setter(input, javaType));
        }
        return type.addMethod(build()).build();
    }

    private MethodSpec setter(Field input, TypeName javaType) {
        String name = names.member(input);
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Doc.of("Sets the input {@code $L}.", input.name().schema())
                        .input(function, name, input)
                        .returns("this builder")
                        .build())
                .returns(names.builder())
                .addParameter(javaType, name)
                .addStatement("this.$1L = $1L", name);
        if (javaType.isPrimitive()) {
            method.addStatement("$L = true", fields.get(flagOf(input)));
        }
        return method.addStatement("return this").build();
    }

    private MethodSpec build() {
        String missing = fields.get(MISSING);
        MethodSpec.Builder method = MethodSpec.methodBuilder("build")
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Doc.of("Makes the call.")
                        .returns("a call with these inputs")
                        .throwing(
                                IllegalStateException.class, "if an input was not set; the message names each of them")
                        .build())
                .returns(names.call())
                .addStatement("$1T $2L = new $1T($3S)", StringJoiner.class, missing, ", ");
        for (Field input : function.inputs()) {
            CodeBlock unset = FunctionNames.inputType(input).isPrimitive()
                    ? CodeBlock.of("!$L", fields.get(flagOf(input)))
                    : CodeBlock.of("$L == null", fields.get(input));
            method.beginControlFlow("if ($L)", unset)
                    .addStatement("$L.add($S)", missing, names.member(input))
                    .endControlFlow();
        }
        CodeBlock arguments = function.inputs().stream()
                .map(input -> CodeBlock.of("$L", fields.get(input)))
                .collect(CodeBlock.joining(",$W"));
        return method.beginControlFlow("if ($L.length() > 0)", missing)
                .addStatement(
                        "throw new $T($S + $L)",
                        IllegalStateException.class,
                        names.call().simpleName() + " lacks ",
                        missing)
                .endControlFlow()
                .addStatement("return new $T($L)", names.call(), arguments)
                .build();
    }
}
