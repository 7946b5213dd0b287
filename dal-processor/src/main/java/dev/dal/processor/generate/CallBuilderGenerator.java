package dev.dal.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
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
        for (Field output : function.optionalOutputs()) {
            fields.newName(names.member(output), output);
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
            type.addField(input.nullness().on(javaType), fields.get(input), Modifier.PRIVATE);
            if (javaType.isPrimitive()) {
                type.addField(TypeName.BOOLEAN, fields.get(flagOf(input)), Modifier.PRIVATE);
            }
            type.addMethod(setter(input, javaType));
        }
        for (Field output : function.optionalOutputs()) {
            type.addField(FieldSpec.builder(TypeName.BOOLEAN, fields.get(output), Modifier.PRIVATE)
                            .initializer("true")
                            .build())
                    .addMethod(without(output));
        }
        return type.addMethod(build()).build();
    }

    private MethodSpec without(Field output) {
        return MethodSpec.methodBuilder(names.without(output))
                .addModifiers(Modifier.PUBLIC)
                .addJavadoc(Doc.of(
                                "Leaves out the output {@code $L}.",
                                output.name().schema())
                        .returns("this builder")
                        .build())
                .returns(names.builder())
                .addStatement("this.$L = false", fields.get(output))
                .addStatement("return this")
                .build();
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
                .addParameter(FunctionNames.inputParameter(input, name))
                .addStatement("this.$1L = $1L", name);
        if (javaType.isPrimitive()) {
            method.addStatement("$L = true", fields.get(flagOf(input)));
        }
        return method.addStatement("return this").build();
    }

    private MethodSpec build() {
        List<Field> mandatory =
                function.inputs().stream().filter(input -> !input.nullable()).toList();
        MethodSpec.Builder method =
                MethodSpec.methodBuilder("build").addModifiers(Modifier.PUBLIC).returns(names.call());
        Doc doc = Doc.of("Makes the call.").returns("a call with these inputs");
        if (!mandatory.isEmpty()) {
            doc.throwing(
                    IllegalStateException.class,
                    mandatory.size() == function.inputs().size()
                            ? "if an input was not set; the message names each of them"
                            : "if an input was not set that must be there; the message names each of them");
            requireAll(method, mandatory);
        }
        CodeBlock arguments = Stream.concat(function.inputs().stream(), function.optionalOutputs().stream())
                .map(component -> CodeBlock.of("$L", fields.get(component)))
                .collect(CodeBlock.joining(",$W"));
        return method.addJavadoc(doc.build())
                .addStatement("return new $T($L)", names.call(), arguments)
                .build();
    }

    private void requireAll(MethodSpec.Builder method, List<Field> mandatory) {
        String missing = fields.get(MISSING);
        method.addStatement("$1T $2L = new $1T($3S)", StringJoiner.class, missing, ", ");
        for (Field input : mandatory) {
            CodeBlock unset = FunctionNames.inputType(input).isPrimitive()
                    ? CodeBlock.of("!$L", fields.get(flagOf(input)))
                    : CodeBlock.of("$L == null", fields.get(input));
            method.beginControlFlow("if ($L)", unset)
                    .addStatement("$L.add($S)", missing, names.member(input))
                    .endControlFlow();
        }
        method.beginControlFlow("if ($L.length() > 0)", missing)
                .addStatement(
                        "throw new $T($S + $L)",
                        IllegalStateException.class,
                        names.call().simpleName() + " lacks ",
                        missing)
                .endControlFlow();
    }
}
