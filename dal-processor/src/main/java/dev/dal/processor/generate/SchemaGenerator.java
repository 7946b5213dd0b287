package dev.dal.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.Dimension;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.model.ObjectField;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.ValueField;
import dev.dal.processor.model.ValueType;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Generates the class of schemas: a constant for each record of tables and for each function, and the indices of fields that caller and processor
 * share.
 */
final class SchemaGenerator {

    /** What fits into a line of its own. */
    private static final int MAX_SIGNATURE = 100;

    private final InterfaceModel model;
    private final GeneratedNames names;

    SchemaGenerator(InterfaceModel model, GeneratedNames names) {
        this.model = model;
        this.names = names;
    }

    TypeSpec generate() {
        TypeSpec.Builder type = TypeSpec.classBuilder(names.schemas())
                .addModifiers(Modifier.FINAL)
                .addJavadoc(Doc.of("The call schemas of the functions of {@link $T}.", model.type())
                        .paragraph("Generated from {@code $L}; not to be edited.", model.type())
                        .deprecated(model.deprecationNote())
                        .build());
        List<TableTypeGenerator> tables = names.tables().all().stream()
                .map(table -> new TableTypeGenerator(table, names.tables()))
                .toList();
        tables.forEach(table -> type.addField(table.constant()));
        for (FunctionModel function : model.functions()) {
            type.addField(schema(function));
        }
        type.addField(all())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (int i = 0; i < model.functions().size(); i++) {
            type.addType(layout(model.functions().get(i), i));
        }
        tables.forEach(table -> type.addType(table.mapper()));
        return type.build();
    }

    private FieldSpec schema(FunctionModel function) {
        CodeBlock.Builder initializer = CodeBlock.builder()
                .add(
                        "$T.$L($>$>\n$S",
                        RuntimeNames.CALL_SCHEMAS,
                        RuntimeNames.SCHEMA_FUNCTION,
                        function.name().schema());
        function.fields().forEach(field -> initializer.add(",\n").add(parameter(field)));
        return FieldSpec.builder(
                        RuntimeNames.SCHEMA,
                        names.of(function).constant(),
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc(schemaDoc(function))
                .initializer(initializer.add(")$<$<").build())
                .build();
    }

    private CodeBlock schemaDoc(FunctionModel function) {
        String java = function.name().java();
        String signature = Doc.signature(function);
        CodeBlock text = signature.length() <= MAX_SIGNATURE
                ? CodeBlock.of("{@code $L}.", signature)
                : CodeBlock.of("\n<pre>{@code\n$L\n}</pre>", Doc.signatureLines(function));
        return CodeBlock.of("The schema of {@link $T#$L}:\n$L", model.type(), java, text);
    }

    private CodeBlock parameter(Field field) {
        if (field instanceof ObjectField object) {
            return object(object.isInput() ? RuntimeNames.OBJECT_IN : RuntimeNames.OBJECT_OUT, field);
        }
        if (field instanceof ValueField value && value.type() == ValueType.OBJECT_REF) {
            return object(RuntimeNames.OBJECT_REF, field);
        }
        return field.nullable()
                ? CodeBlock.of("$T.$L($L)", RuntimeNames.PARAMETERS, RuntimeNames.NULLABLE, mandatory(field))
                : mandatory(field);
    }

    private CodeBlock mandatory(Field field) {
        if (field instanceof TableField table) {
            return table(table);
        }
        return field instanceof ValueField value ? value(value) : tensor((TensorField) field);
    }

    private static CodeBlock object(RuntimeNames.Member member, Field field) {
        return CodeBlock.of(
                "$T.$L($S, $L)", RuntimeNames.PARAMETERS, member, field.name().schema(), field.nullable());
    }

    private static CodeBlock value(ValueField value) {
        return CodeBlock.of(
                "$T.$L($S, $T.$L)",
                RuntimeNames.PARAMETERS,
                RuntimeNames.VALUE,
                value.name().schema(),
                RuntimeNames.VALUE_TYPE,
                value.type().constant());
    }

    private CodeBlock table(TableField table) {
        return CodeBlock.of(
                "$T.$L($S, $L)",
                RuntimeNames.PARAMETERS,
                table.isInput() ? RuntimeNames.TABLE_IN : RuntimeNames.TABLE_OUT,
                table.name().schema(),
                names.tables().constant(table.table()));
    }

    private static CodeBlock tensor(TensorField tensor) {
        String name = tensor.name().schema();
        if (tensor.isTag()) {
            return CodeBlock.of("$T.$L($S)", RuntimeNames.PARAMETERS, RuntimeNames.TAG_OUT, name);
        }
        CodeBlock.Builder code = CodeBlock.builder()
                .add(
                        "$T.$L($S, $T.$L",
                        RuntimeNames.PARAMETERS,
                        tensor.isInput() ? RuntimeNames.TENSOR_IN : RuntimeNames.TENSOR_OUT,
                        name,
                        tensor.type().tensorClass(),
                        tensor.type().constant());
        for (Dimension dimension : tensor.dimensions().all()) {
            code.add(", $S", dimension.schemaLabel());
        }
        return code.add(")").build();
    }

    private FieldSpec all() {
        TypeName list = ParameterizedTypeName.get(com.palantir.javapoet.ClassName.get(List.class), RuntimeNames.SCHEMA);
        CodeBlock constants = model.functions().stream()
                .map(function -> CodeBlock.of("$L", names.of(function).constant()))
                .collect(CodeBlock.joining(",$W"));
        return FieldSpec.builder(list, GeneratedNames.ALL, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("All call schemas, in the order of declaration.")
                .initializer("$T.of($L)", List.class, constants)
                .build();
    }

    private TypeSpec layout(FunctionModel function, int index) {
        FunctionNames functionNames = names.of(function);
        TypeSpec.Builder type = TypeSpec.classBuilder(functionNames.layout())
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The index of {@link #$L}, and of each of its fields.", functionNames.constant())
                .addField(index(FunctionNames.FUNCTION, index));
        List<Field> fields = function.fields();
        for (int i = 0; i < fields.size(); i++) {
            type.addField(index(functionNames.constant(fields.get(i)), i));
        }
        return type.addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .build();
    }

    private static FieldSpec index(String name, int index) {
        return FieldSpec.builder(TypeName.INT, name, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", index)
                .build();
    }
}
