package dev.dal.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.DeclaredException;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.model.RuntimeNames;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** Generates the caller: ways to get one, and for each function its methods, its call and its result. */
final class CallerGenerator {

    private final InterfaceModel model;
    private final GeneratedNames names;

    CallerGenerator(InterfaceModel model, GeneratedNames names) {
        this.model = model;
        this.names = names;
    }

    TypeSpec generate() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.caller())
                .addModifiers(Modifier.FINAL)
                .superclass(RuntimeNames.GENERATED_CALLER)
                .addJavadoc(classDoc())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeNames.CALLER, "caller")
                        .addStatement("super(caller)")
                        .build())
                .addMethod(find())
                .addMethod(findWithOptions())
                .addMethod(inProcess())
                .addMethod(with())
                .addMethod(broadcast());
        for (FunctionModel function : model.functions()) {
            type.addMethods(new FunctionMethods(model, names, function).generate());
        }
        Map<String, DeclaredException> exceptions = exceptions();
        if (!exceptions.isEmpty()) {
            type.addMethod(declaredException(exceptions));
        }
        for (FunctionModel function : model.functions()) {
            type.addType(new CallGenerator(model, function, names.of(function)).generate());
            type.addType(new ResultGenerator(model, names, function).generate());
        }
        return type.addType(new ToAllGenerator(model, names).generate()).build();
    }

    private CodeBlock classDoc() {
        return Doc.of("Calls the functions of {@link $T}, wherever they are served.", model.type())
                .paragraphs(model.documentation().description())
                .paragraph(
                        "Every call returns at once with a result whose outputs are futures. To be closed after use, which\n"
                                + "cancels calls whose results are still open.")
                .paragraph("Generated from {@code $L}; not to be edited.", model.type())
                .deprecated(model.deprecationNote())
                .build();
    }

    private MethodSpec find() {
        return factory("find")
                .addJavadoc(Doc.of("Finds a processor that serves these functions, with default options.")
                        .param("store", "where inputs are put and outputs come")
                        .returns("a caller, to be closed by its user")
                        .build())
                .addParameter(RuntimeNames.STORE, "store")
                .addStatement("return find(store, $T.$L())", RuntimeNames.CALLER_OPTIONS, RuntimeNames.CALLER_DEFAULTS)
                .build();
    }

    private MethodSpec findWithOptions() {
        return factory("find")
                .addJavadoc(Doc.of("Finds a processor that serves these functions.")
                        .param("store", "where inputs are put and outputs come")
                        .param("options", "which processors to look for, and for how long")
                        .returns("a caller, to be closed by its user")
                        .build())
                .addParameter(RuntimeNames.STORE, "store")
                .addParameter(RuntimeNames.CALLER_OPTIONS, "options")
                .addStatement(
                        "return new $T($T.$L(store, $T.$L, options))",
                        names.caller(),
                        RuntimeNames.CALLER,
                        RuntimeNames.CALLER_OPEN,
                        names.schemas(),
                        GeneratedNames.ALL)
                .build();
    }

    private MethodSpec inProcess() {
        return factory("inProcess")
                .addJavadoc(Doc.of("Calls an implementation in this process, without a store.")
                        .param("implementation", "what the functions do")
                        .returns("a caller, to be closed by its user")
                        .build())
                .addParameter(model.type(), "implementation")
                .addStatement(
                        "return new $T($T.$L($T.of(implementation)))",
                        names.caller(),
                        RuntimeNames.CALLER,
                        RuntimeNames.CALLER_IN_PROCESS,
                        names.processor())
                .build();
    }

    private MethodSpec with() {
        return MethodSpec.methodBuilder("with")
                .addModifiers(Modifier.PUBLIC)
                .returns(names.caller())
                .addJavadoc(Doc.of("The same caller with a deadline that travels with each call.")
                        .param("deadline", "how long after it is made a call may begin to run")
                        .returns("a caller that shares everything else with this one")
                        .build())
                .addParameter(Duration.class, "deadline")
                .addStatement(
                        "return new $T($L().$L(deadline))",
                        names.caller(),
                        RuntimeNames.GENERATED_CALLER_CALLER,
                        RuntimeNames.CALLER_WITH)
                .build();
    }

    private MethodSpec broadcast() {
        return MethodSpec.methodBuilder("broadcast")
                .addModifiers(Modifier.PUBLIC)
                .returns(names.toAll())
                .addJavadoc(Doc.of("Calls of every processor that fits, as they come and go.")
                        .returns("a face of this caller, which need not be closed")
                        .build())
                .addStatement(
                        "return new $T($L().$L())",
                        names.toAll(),
                        RuntimeNames.GENERATED_CALLER_CALLER,
                        RuntimeNames.CALLER_BROADCAST)
                .build();
    }

    private MethodSpec.Builder factory(String name) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(names.caller());
    }

    private Map<String, DeclaredException> exceptions() {
        Map<String, DeclaredException> exceptions = new TreeMap<>();
        for (FunctionModel function : model.functions()) {
            function.thrown().rebuildable().forEach(exception -> exceptions.put(exception.binaryName(), exception));
        }
        return exceptions;
    }

    private static MethodSpec declaredException(Map<String, DeclaredException> exceptions) {
        CodeBlock.Builder cases =
                CodeBlock.builder().add("return switch (type) {\n").indent();
        exceptions.forEach((name, exception) -> cases.add("case $S -> new $T(message);\n", name, exception.type()));
        cases.add("default -> null;\n").unindent().add("};\n");
        return MethodSpec.methodBuilder(RuntimeNames.DECLARED_EXCEPTION.name())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(Exception.class)
                .addParameter(String.class, "type")
                .addParameter(String.class, "message")
                .addCode(cases.build())
                .build();
    }
}
