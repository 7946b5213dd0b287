package dev.dal.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.dal.processor.model.ContextParameter;
import dev.dal.processor.model.Dimension;
import dev.dal.processor.model.DimensionBindings;
import dev.dal.processor.model.DimensionBindings.Binding;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.ParameterModel;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TableNames;
import dev.dal.processor.model.TableRole;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.TensorType;
import dev.dal.processor.model.ValueField;
import dev.dal.processor.model.ValueType;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/**
 * Generates the method that runs one function:
 *
 * <pre>{@code
 * private void simpleFn(Invocation _call) {
 *     long x = _call.getLong(SimpleFn.X);
 *     LongTensor ys = _call.tensor(SimpleFn.YS, LongTensor.TYPE);
 *     LongTensor zs = _call.output(SimpleFn.ZS, LongTensor.TYPE, ys.shape().length(0));
 *     implementation.simpleFn(x, ys, zs);
 * }
 * }</pre>
 */
final class FunctionDispatch {

    /** The field with the user's implementation. */
    static final String IMPLEMENTATION = "implementation";

    /** The parameter with the call, where no name of the user can clash with it. */
    static final String CALL = "_call";

    /** Variables that are not the user's. */
    private enum Own {
        CALL,
        RESULT
    }

    private final FunctionModel function;
    private final FunctionNames names;
    private final DimensionBindings bindings;
    private final ClassName schemas;
    private final TableNames tables;
    private final NameAllocator locals = new NameAllocator();

    FunctionDispatch(FunctionModel function, GeneratedNames generated) {
        this.function = function;
        this.names = generated.of(function);
        this.bindings = new DimensionBindings(function);
        this.schemas = generated.schemas();
        this.tables = generated.tables();
        classesInExpressions(generated).forEach(name -> locals.newName(name, ClassName.get("", name)));
        for (ParameterModel parameter : function.parameters()) {
            locals.newName(parameter.name().java(), parameter.name().java());
        }
        locals.newName(CALL, Own.CALL);
        locals.newName("_result", Own.RESULT);
    }

    /** Classes whose members are used, which a variable of the same name would hide. */
    private Set<String> classesInExpressions(GeneratedNames generated) {
        Set<String> classes = new TreeSet<>();
        classes.add(generated.schemas().simpleName());
        function.tensors()
                .forEach(tensor -> classes.add(tensor.type().tensorClass().simpleName()));
        return classes;
    }

    MethodSpec generate() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.member())
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeNames.INVOCATION, locals.get(Own.CALL));
        if (function.thrown().checked()) {
            method.addException(Exception.class);
        }
        function.inputs().forEach(input -> method.addStatement(read(input)));
        function.outputs().stream()
                .filter(output -> !Optional.of(output).equals(function.automaticOutput()))
                .forEach(output -> method.addStatement(prepare(output)));
        function.automaticOutput()
                .ifPresentOrElse(output -> finish(method, output), () -> method.addStatement(invoke()));
        return method.build();
    }

    private CodeBlock read(Field input) {
        if (input instanceof ValueField value) {
            CodeBlock type =
                    value.type() == ValueType.ENUM ? CodeBlock.of(", $T.class", value.javaType()) : CodeBlock.of("");
            return declare(value.javaType(), input, callOf(value.type().getter(), input, type));
        }
        if (input instanceof TensorField tensor) {
            return readTensor(tensor);
        }
        if (input instanceof TableField table) {
            return table(table.role() == TableRole.INPUT ? RuntimeNames.GET_TABLE : RuntimeNames.GET_TABLE_REF, table);
        }
        return declare(RuntimeNames.OBJECT_BUFFER, input, callOf(RuntimeNames.GET_OBJECT, input, CodeBlock.of("")));
    }

    private CodeBlock readTensor(TensorField tensor) {
        TypeName tensorClass = tensor.type().tensorClass();
        return tensor.role() == TensorRole.REFERENCE
                ? declare(
                        ParameterizedTypeName.get(RuntimeNames.TENSOR_REF, tensorClass),
                        tensor,
                        tensorCall(RuntimeNames.GET_REF, tensor, CodeBlock.of("")))
                : declare(tensorClass, tensor, tensorCall(RuntimeNames.GET_TENSOR, tensor, CodeBlock.of("")));
    }

    /** {@code Table<Antenna> antennas = _call.member(Select.ANTENNAS, MathsSchemas.ANTENNA)}. */
    private CodeBlock table(RuntimeNames.Member member, TableField field) {
        return declare(
                field.javaType(),
                field,
                callOf(member, field, CodeBlock.of(",$W$T.$L", schemas, tables.constant(field.table()))));
    }

    private CodeBlock prepare(Field output) {
        if (output instanceof TensorField tensor) {
            return prepareTensor(tensor);
        }
        return output instanceof TableField table
                ? table(RuntimeNames.TABLE_SINK, table)
                : declare(
                        RuntimeNames.OBJECT_OUTPUT, output, callOf(RuntimeNames.OBJECT_SINK, output, CodeBlock.of("")));
    }

    /** A tensor to be filled, a sink that makes one, or a tag. */
    private CodeBlock prepareTensor(TensorField tensor) {
        TypeName tensorClass = tensor.type().tensorClass();
        return switch (tensor.role()) {
            case TAG ->
                declare(RuntimeNames.TAG_TYPE, tensor, callOf(RuntimeNames.TAG_OUTPUT, tensor, CodeBlock.of("")));
            case SINK ->
                declare(
                        ParameterizedTypeName.get(RuntimeNames.TENSOR_OUTPUT, tensorClass),
                        tensor,
                        tensorCall(RuntimeNames.SINK, tensor, CodeBlock.of("")));
            default ->
                declare(
                        tensorClass,
                        tensor,
                        tensorCall(
                                tensor.zeroed() ? RuntimeNames.OUTPUT : RuntimeNames.OUTPUT_UNCLEARED,
                                tensor,
                                lengths(tensor)));
        };
    }

    /** {@code LongTensor zs = …}, or null where the caller left it out. */
    private CodeBlock declare(TypeName type, Field field, CodeBlock value) {
        return field.nullable()
                ? CodeBlock.of(
                        "$T $L =$W$L.$L($L)$W? null$W: $L",
                        type,
                        local(field),
                        locals.get(Own.CALL),
                        RuntimeNames.IS_NULL,
                        index(field),
                        value)
                : CodeBlock.of("$T $L =$W$L", type, local(field), value);
    }

    /** {@code _call.member(SimpleFn.X)}. */
    private CodeBlock callOf(RuntimeNames.Member member, Field field, CodeBlock more) {
        return CodeBlock.of("$L.$L($L$L)", locals.get(Own.CALL), member, index(field), more);
    }

    /** {@code _call.member(SimpleFn.ZS, LongTensor.TYPE, …)}. */
    private CodeBlock tensorCall(RuntimeNames.Member member, TensorField tensor, CodeBlock more) {
        return callOf(
                member,
                tensor,
                CodeBlock.of(
                        ",$W$T.$L$L", tensor.type().tensorClass(), tensor.type().constant(), more));
    }

    /** A further argument for each dimension; none for rank 0. */
    private CodeBlock lengths(TensorField output) {
        return output.dimensions().all().stream()
                .map(dimension -> CodeBlock.of(",$W$L", length(dimension)))
                .collect(CodeBlock.joining(""));
    }

    private CodeBlock length(Dimension dimension) {
        Binding binding = bindings.of(dimension.name()).orElseThrow();
        if (binding instanceof DimensionBindings.FixedLength fixed) {
            return CodeBlock.of("$L", fixed.elements() > Integer.MAX_VALUE ? fixed.elements() + "L" : fixed.elements());
        }
        if (binding instanceof DimensionBindings.ParameterLength parameter) {
            return CodeBlock.of("$L", locals.get(parameter.parameter()));
        }
        DimensionBindings.InputLength input = (DimensionBindings.InputLength) binding;
        return CodeBlock.of(
                "$L$L.$L().$L($L)",
                local(input.tensor()),
                input.tensor().role() == TensorRole.REFERENCE ? "." + RuntimeNames.REF_GET + "()" : "",
                RuntimeNames.TENSOR_SHAPE,
                RuntimeNames.SHAPE_LENGTH,
                input.index());
    }

    private CodeBlock invoke() {
        String receiver = function.parameters().stream()
                        .anyMatch(parameter -> parameter.name().java().equals(IMPLEMENTATION))
                ? "this." + IMPLEMENTATION
                : IMPLEMENTATION;
        return CodeBlock.of(
                "$L.$L($L)",
                receiver,
                function.name().java(),
                function.parameters().stream().map(this::argument).collect(CodeBlock.joining(",$W")));
    }

    private CodeBlock argument(ParameterModel parameter) {
        if (parameter instanceof ContextParameter) {
            return CodeBlock.of("$L", locals.get(Own.CALL));
        }
        return CodeBlock.of("$L", locals.get(parameter.name().java()));
    }

    /** Calls the implementation, and makes an output of the fact that it has returned, or of what it has returned. */
    private void finish(MethodSpec.Builder method, TensorField output) {
        String call = locals.get(Own.CALL);
        switch (output.role()) {
            case ADDED_TAG ->
                method.addStatement(invoke()).addStatement("$L.$L($L)", call, RuntimeNames.TAG, index(output));
            case RETURNED ->
                method.addStatement("$T $L =$W$L", output.type().tensorClass(), locals.get(Own.RESULT), invoke())
                        .addStatement(
                                tensorCall(RuntimeNames.PUT, output, CodeBlock.of(",$W$L", locals.get(Own.RESULT))));
            case SCALAR ->
                method.addStatement("$T $L =$W$L", output.type().scalar(), locals.get(Own.RESULT), invoke())
                        .addStatement(
                                "$L$Z.$L($L)",
                                tensorCall(RuntimeNames.OUTPUT, output, lengths(output)),
                                RuntimeNames.TENSOR_SET,
                                scalarElement(output));
            case INPUT, REFERENCE, ALLOCATED, SINK, TAG ->
                throw new IllegalArgumentException(output.role() + " is not automatic");
        }
    }

    private CodeBlock scalarElement(TensorField output) {
        String result = locals.get(Own.RESULT);
        return output.type() == TensorType.BOOL
                ? CodeBlock.of("(byte) ($L ? 1 : 0)", result)
                : CodeBlock.of("$L", result);
    }

    private CodeBlock index(Field field) {
        return CodeBlock.of("$T.$L", names.layout(), names.constant(field));
    }

    private String local(Field field) {
        return locals.get(field.name().java());
    }
}
