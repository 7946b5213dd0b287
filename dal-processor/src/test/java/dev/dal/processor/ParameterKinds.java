package dev.dal.processor;

import dev.dal.processor.model.ColumnModel;
import dev.dal.processor.model.ColumnType;
import dev.dal.processor.model.ContextParameter;
import dev.dal.processor.model.Dimension;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.Length;
import dev.dal.processor.model.ObjectField;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TableRole;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.model.TensorType;
import dev.dal.processor.model.ValueField;
import dev.dal.processor.model.ValueType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The kinds of parameters, by names such as {@code tensor INPUT FLOAT64?}, where a question mark stands for what may be
 * null: those that there are, found from the model's enums, and those of a function.
 */
final class ParameterKinds {

    private static final Set<ValueType> PRIMITIVES = EnumSet.of(
            ValueType.BOOL,
            ValueType.INT8,
            ValueType.INT16,
            ValueType.INT32,
            ValueType.INT64,
            ValueType.FLOAT32,
            ValueType.FLOAT64);

    private final Set<String> names = new TreeSet<>();

    private ParameterKinds() {}

    /** Every kind that a parameter, or a column of a table, can be. */
    static Set<String> all() {
        ParameterKinds kinds = new ParameterKinds();
        for (ValueType type : ValueType.values()) {
            kinds.addBoth("value " + type);
            if (type != ValueType.OBJECT_REF) {
                kinds.addColumns(type);
            }
        }
        for (TensorRole role : TensorRole.values()) {
            kinds.addTensors(role);
        }
        for (TableRole role : TableRole.values()) {
            kinds.addBoth("table " + role);
        }
        kinds.addBoth("object in");
        kinds.addBoth("object out");
        kinds.addBoth("column array of array");
        kinds.addBoth("column list of list");
        kinds.names.addAll(List.of(
                "context",
                "several outputs",
                "without zeros",
                "length Open of INPUT",
                "length Fixed of INPUT",
                "length Open of ALLOCATED",
                "length Fixed of ALLOCATED",
                "length Bound of ALLOCATED",
                "length Open of SINK",
                "length Fixed of SINK"));
        return kinds.names;
    }

    private void addTensors(TensorRole role) {
        switch (role) {
            case INPUT, REFERENCE, ALLOCATED, SINK ->
                Stream.of(TensorType.values()).forEach(type -> addBoth("tensor " + role + " " + type));
            case RETURNED -> Stream.of(TensorType.values()).forEach(type -> names.add("tensor " + role + " " + type));
            case SCALAR -> PRIMITIVES.forEach(type -> names.add("tensor " + role + " " + type));
            case TAG -> addBoth("tensor TAG INT8");
            case ADDED_TAG -> names.add("tensor ADDED_TAG INT8");
        }
    }

    private void addColumns(ValueType type) {
        addBoth("column " + type);
        if (PRIMITIVES.contains(type) && type != ValueType.INT8) {
            addBoth("column array of " + type);
        }
        if (type != ValueType.ENUM) {
            addBoth("column list of " + type);
        }
    }

    private void addBoth(String name) {
        names.add(name);
        names.add(name + "?");
    }

    /** The kinds of a function's parameters, and of the columns of its tables. */
    static Set<String> of(FunctionModel function) {
        ParameterKinds kinds = new ParameterKinds();
        function.fields().forEach(kinds::add);
        if (function.parameters().stream().anyMatch(ContextParameter.class::isInstance)) {
            kinds.names.add("context");
        }
        if (function.outputs().size() > 1) {
            kinds.names.add("several outputs");
        }
        return kinds.names;
    }

    private void add(Field field) {
        String mark = field.nullable() ? "?" : "";
        if (field instanceof ValueField value) {
            names.add("value " + value.type() + mark);
        } else if (field instanceof ObjectField object) {
            names.add("object " + (object.isInput() ? "in" : "out") + mark);
        } else if (field instanceof TableField table) {
            names.add("table " + table.role() + mark);
            table.table().columns().forEach(this::add);
        } else {
            addTensor((TensorField) field, mark);
        }
    }

    private void addTensor(TensorField tensor, String mark) {
        names.add("tensor " + tensor.role() + " " + tensor.type() + mark);
        if (tensor.role() == TensorRole.ALLOCATED && !tensor.zeroed()) {
            names.add("without zeros");
        }
        for (Dimension dimension : tensor.dimensions().all()) {
            Class<? extends Length> length = dimension.length().getClass();
            names.add("length " + length.getSimpleName() + " of " + tensor.role());
        }
    }

    private void add(ColumnModel column) {
        names.add("column " + name(column.type()) + (column.nullable() ? "?" : ""));
    }

    private static String name(ColumnType type) {
        if (type instanceof ColumnType.Value value) {
            return value.type().name();
        }
        String list = type instanceof ColumnType.Array ? "array" : "list";
        ColumnType element = type.elements().orElseThrow().type();
        return list + " of " + (element instanceof ColumnType.Value value ? value.type() : list);
    }
}
