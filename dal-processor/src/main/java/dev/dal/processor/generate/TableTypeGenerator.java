package dev.dal.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.dal.processor.model.ColumnModel;
import dev.dal.processor.model.ColumnType;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.TableModel;
import dev.dal.processor.model.TableNames;
import dev.dal.processor.model.ValueType;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Generates what a table of records is, and how they are read and written:
 *
 * <pre>{@code
 * public static final TableType<Antenna> ANTENNA = TableType.of(
 *         new Schema(List.of(Columns.of("id", int.class), Columns.nullable("name", String.class))), new AntennaRows());
 * }</pre>
 */
final class TableTypeGenerator {

    private static final String CELLS = "cells";
    private static final String ROW = "row";
    private static final String RECORD = "record";

    private final TableModel table;
    private final TableNames names;

    TableTypeGenerator(TableModel table, TableNames names) {
        this.table = table;
        this.names = names;
    }

    /** The constant. */
    FieldSpec constant() {
        CodeBlock columns = table.columns().stream()
                .map(column -> column(column.type(), column.name(), column.nullable()))
                .collect(CodeBlock.joining(",\n"));
        String drawing = table.columns().stream().map(ColumnModel::draw).collect(Collectors.joining(",\n    "));
        return FieldSpec.builder(
                        ParameterizedTypeName.get(RuntimeNames.TABLE_TYPE, table.record()),
                        names.constant(table),
                        Modifier.PUBLIC,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc("Tables whose rows are {@link $T}:\n<pre>{@code\n    $L\n}</pre>", table.record(), drawing)
                .initializer(
                        "$T.$L($>$>\nnew $T($T.of($>$>\n$L$<$<)),\nnew $T())$<$<",
                        RuntimeNames.TABLE_TYPE,
                        RuntimeNames.TABLE_TYPE_OF,
                        RuntimeNames.SCHEMA,
                        List.class,
                        columns,
                        names.mapper(table))
                .build();
    }

    private static CodeBlock column(ColumnType type, String name, boolean nullable) {
        if (type instanceof ColumnType.Value value) {
            TypeName cells = value.type() == ValueType.ENUM ? TypeName.get(String.class) : value.javaType();
            return CodeBlock.of(
                    "$T.$L($S, $T.class)",
                    RuntimeNames.COLUMNS,
                    nullable ? RuntimeNames.NULLABLE_COLUMN : RuntimeNames.COLUMN,
                    name,
                    cells);
        }
        return CodeBlock.of(
                "$T.$L($S,$W$L)",
                RuntimeNames.COLUMNS,
                nullable ? RuntimeNames.NULLABLE_LIST_COLUMN : RuntimeNames.LIST_COLUMN,
                name,
                element(type));
    }

    private static CodeBlock element(ColumnType type) {
        ColumnType.Elements elements = type.elements().orElseThrow();
        return column(elements.type(), ColumnType.ITEM, elements.nullable());
    }

    /** The class of which the constant has an instance. */
    TypeSpec mapper() {
        return TypeSpec.classBuilder(names.mapper(table))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(ParameterizedTypeName.get(RuntimeNames.ROW_MAPPER, table.record()))
                .addJavadoc("Makes {@link $T} of rows, and rows of such records.", table.record())
                .addMethod(read())
                .addMethod(write())
                .build();
    }

    private MethodSpec read() {
        CodeBlock.Builder cells = CodeBlock.builder();
        for (int i = 0; i < table.columns().size(); i++) {
            cells.add(i == 0 ? "\n" : ",\n").add(readCell(table.columns().get(i), i));
        }
        return override(RuntimeNames.READ_ROW)
                .returns(table.record())
                .addParameter(RuntimeNames.ROW_READER, CELLS)
                .addParameter(TypeName.LONG, ROW)
                .addStatement("return new $T($L)", table.record(), cells.build())
                .build();
    }

    private static CodeBlock readCell(ColumnModel column, int index) {
        CodeBlock cell = getter(column.type(), index);
        return column.nullable()
                ? CodeBlock.of("$L.$L($L, $L) ? null : $L", CELLS, RuntimeNames.IS_NULL_CELL, index, ROW, cell)
                : cell;
    }

    private static CodeBlock getter(ColumnType type, int index) {
        if (type instanceof ColumnType.Value value) {
            CodeBlock constants =
                    value.type() == ValueType.ENUM ? CodeBlock.of(", $T.class", value.javaType()) : CodeBlock.of("");
            return CodeBlock.of("$L.$L($L, $L$L)", CELLS, value.type().cellGetter(), index, ROW, constants);
        }
        return type instanceof ColumnType.Array array
                ? CodeBlock.of("$L.$L($L, $L, $T.class)", CELLS, RuntimeNames.GET_ARRAY, index, ROW, array.javaType())
                : CodeBlock.of("$L.$L($L, $L)", CELLS, RuntimeNames.GET_LIST, index, ROW);
    }

    private MethodSpec write() {
        MethodSpec.Builder method = override(RuntimeNames.WRITE_ROW)
                .addParameter(table.record(), RECORD)
                .addParameter(RuntimeNames.ROW_WRITER, CELLS)
                .addParameter(TypeName.INT, ROW);
        for (int i = 0; i < table.columns().size(); i++) {
            writeCell(method, table.columns().get(i), i);
        }
        return method.build();
    }

    /** Boxed values are taken out of their boxes; of other objects null is taken as it is. */
    private static void writeCell(MethodSpec.Builder method, ColumnModel column, int index) {
        RuntimeNames.Member setter =
                column.type() instanceof ColumnType.Value value ? value.type().cellSetter() : RuntimeNames.SET_LIST;
        CodeBlock statement =
                CodeBlock.of("$L.$L($L, $L, $L.$L())", CELLS, setter, index, ROW, RECORD, column.accessor());
        if (column.type() instanceof ColumnType.Value value && value.boxed()) {
            method.beginControlFlow("if ($L.$L() != null)", RECORD, column.accessor())
                    .addStatement(statement)
                    .endControlFlow();
        } else {
            method.addStatement(statement);
        }
    }

    private static MethodSpec.Builder override(RuntimeNames.Member member) {
        return MethodSpec.methodBuilder(member.name())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC);
    }
}
