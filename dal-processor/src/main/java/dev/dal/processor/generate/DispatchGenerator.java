package dev.dal.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.model.RuntimeNames;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Generates the processor: the class that serves an implementation, and the service that dispatches calls to it. */
final class DispatchGenerator {

    private final InterfaceModel model;
    private final GeneratedNames names;

    DispatchGenerator(InterfaceModel model, GeneratedNames names) {
        this.model = model;
        this.names = names;
    }

    TypeSpec generate() {
        return TypeSpec.classBuilder(names.processor())
                .addModifiers(Modifier.FINAL)
                .superclass(RuntimeNames.GENERATED_PROCESSOR)
                .addJavadoc(Doc.of("Serves the functions of {@link $T} to callers.", model.type())
                        .paragraph("To be closed when it shall serve no longer; the connection stays open.")
                        .paragraph("Generated from {@code $L}; not to be edited.", model.type())
                        .deprecated(model.deprecationNote())
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeNames.PROCESSOR, "processor")
                        .addStatement("super(processor)")
                        .build())
                .addMethod(register())
                .addMethod(registerWithOptions())
                .addMethod(of())
                .addType(service())
                .build();
    }

    private MethodSpec register() {
        return factory("register", names.processor())
                .addJavadoc(Doc.of("Makes the functions of an implementation known to callers, with default options.")
                        .param("connection", "the store through which calls come")
                        .param("implementation", "what the functions do")
                        .returns("the processor, to be run and closed by the caller")
                        .build())
                .addParameter(RuntimeNames.CONNECTION, "connection")
                .addParameter(model.type(), "implementation")
                .addStatement(
                        "return register(connection, implementation, $T.$L())",
                        RuntimeNames.PROCESSOR_OPTIONS,
                        RuntimeNames.PROCESSOR_DEFAULTS)
                .build();
    }

    private MethodSpec registerWithOptions() {
        return factory("register", names.processor())
                .addJavadoc(Doc.of("Makes the functions of an implementation known to callers.")
                        .param("connection", "the store through which calls come")
                        .param("implementation", "what the functions do")
                        .param("options", "how they are served")
                        .returns("the processor, to be run and closed by the caller")
                        .build())
                .addParameter(RuntimeNames.CONNECTION, "connection")
                .addParameter(model.type(), "implementation")
                .addParameter(RuntimeNames.PROCESSOR_OPTIONS, "options")
                .addStatement(
                        "return new $T($T.$L(connection, options, of(implementation)))",
                        names.processor(),
                        RuntimeNames.PROCESSOR,
                        RuntimeNames.PROCESSOR_SERVE)
                .build();
    }

    private MethodSpec of() {
        return factory("of", RuntimeNames.SERVICE)
                .addJavadoc(
                        Doc.of("The functions of an implementation, for a processor that serves several interfaces.")
                                .param("implementation", "what the functions do")
                                .returns("a service that calls the implementation")
                                .build())
                .addParameter(model.type(), "implementation")
                .addStatement("return new $T(implementation)", names.service())
                .build();
    }

    private static MethodSpec.Builder factory(String name, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(result);
    }

    private TypeSpec service() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.service())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(RuntimeNames.SERVICE)
                .addJavadoc("Reads inputs, makes outputs, and calls the implementation.")
                .addField(model.type(), FunctionDispatch.IMPLEMENTATION, Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(model.type(), FunctionDispatch.IMPLEMENTATION)
                        .addStatement(
                                "this.$1L = $2T.requireNonNull($1L, $1S)",
                                FunctionDispatch.IMPLEMENTATION,
                                Objects.class)
                        .build())
                .addMethod(name())
                .addMethod(schemas())
                .addMethod(call());
        for (FunctionModel function : model.functions()) {
            type.addMethod(new FunctionDispatch(function, names).generate());
        }
        return type.build();
    }

    private static MethodSpec.Builder override(RuntimeNames.Member member) {
        return MethodSpec.methodBuilder(member.name())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC);
    }

    private static MethodSpec name() {
        return override(RuntimeNames.SERVICE_NAME)
                .returns(String.class)
                .addStatement("return $L.getClass().getSimpleName()", FunctionDispatch.IMPLEMENTATION)
                .build();
    }

    private MethodSpec schemas() {
        return override(RuntimeNames.SERVICE_SCHEMAS)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeNames.SCHEMA))
                .addStatement("return $T.$L", names.schemas(), GeneratedNames.ALL)
                .build();
    }

    private MethodSpec call() {
        CodeBlock.Builder cases = CodeBlock.builder().beginControlFlow("switch (function)");
        for (FunctionModel function : model.functions()) {
            FunctionNames functionNames = names.of(function);
            cases.add(
                    "case $T.$L -> $L($L);\n",
                    functionNames.layout(),
                    FunctionNames.FUNCTION,
                    functionNames.member(),
                    FunctionDispatch.CALL);
        }
        cases.add("default -> throw $L.$L(function);\n", FunctionDispatch.CALL, RuntimeNames.UNKNOWN_FUNCTION)
                .endControlFlow();
        return override(RuntimeNames.SERVICE_CALL)
                .addParameter(TypeName.INT, "function")
                .addParameter(RuntimeNames.INVOCATION, FunctionDispatch.CALL)
                .addException(Exception.class)
                .addCode(cases.build())
                .build();
    }
}
