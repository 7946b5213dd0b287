package dev.dal.processor.generate;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.model.RuntimeNames;
import javax.lang.model.element.Modifier;

/** Generates the face of the caller whose calls go to every processor. */
final class ToAllGenerator {

    private final InterfaceModel model;
    private final GeneratedNames names;

    ToAllGenerator(InterfaceModel model, GeneratedNames names) {
        this.model = model;
        this.names = names;
    }

    TypeSpec generate() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.toAll())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(RuntimeNames.GENERATED_BROADCASTER, names.toAll()))
                .addJavadoc(
                        Doc.of("Calls the functions of {@link $T} of every processor that serves them.", model.type())
                                .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(RuntimeNames.BROADCASTER, "broadcaster")
                        .addStatement("super($T.this, broadcaster)", names.caller())
                        .build())
                .addMethod(over());
        for (FunctionModel function : model.functions()) {
            type.addMethods(new FunctionMethods(model, names, function).generateToAll());
        }
        return type.build();
    }

    private MethodSpec over() {
        return MethodSpec.methodBuilder(RuntimeNames.BROADCASTER_OVER.name())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(names.toAll())
                .addParameter(RuntimeNames.BROADCASTER, "changed")
                .addStatement("return new $T(changed)", names.toAll())
                .build();
    }
}
