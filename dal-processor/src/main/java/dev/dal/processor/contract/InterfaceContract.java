package dev.dal.processor.contract;

import dev.dal.processor.contract.ContractParameter.AnyObject;
import dev.dal.processor.contract.ContractParameter.Content;
import dev.dal.processor.contract.ContractParameter.Plain;
import dev.dal.processor.contract.ContractParameter.Role;
import dev.dal.processor.contract.ContractParameter.TableContent;
import dev.dal.processor.contract.ContractParameter.TensorContent;
import dev.dal.processor.model.ColumnType;
import dev.dal.processor.model.Dimension;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.model.ObjectField;
import dev.dal.processor.model.TableField;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.ValueField;
import dev.dal.processor.model.ValueType;
import java.util.List;

/** The contract of an interface that is being compiled. */
public final class InterfaceContract {

    private InterfaceContract() {}

    /**
     * Derives the contract.
     *
     * @param model an interface without errors
     * @return what it promises
     */
    public static Contract of(InterfaceModel model) {
        return new Contract(
                model.type().canonicalName(),
                model.functions().stream().map(InterfaceContract::function).toList());
    }

    private static ContractFunction function(FunctionModel function) {
        return new ContractFunction(
                function.name().schema(),
                function.fields().stream().map(InterfaceContract::parameter).toList());
    }

    private static ContractParameter parameter(Field field) {
        return new ContractParameter(field.name().schema(), role(field), content(field), field.nullable());
    }

    private static Role role(Field field) {
        if (field instanceof ValueField value) {
            return value.type() == ValueType.OBJECT_REF ? Role.OID : Role.VALUE;
        }
        return field.isInput() ? Role.IN : Role.OUT;
    }

    private static Content content(Field field) {
        if (field instanceof ValueField value) {
            return new Plain((value.type() == ValueType.OBJECT_REF ? ValueType.OBJECT_ID : value.type()).schemaName());
        }
        if (field instanceof ObjectField) {
            return new AnyObject();
        }
        if (field instanceof TableField table) {
            return new TableContent(table.table().columns().stream()
                    .map(column -> column(column.name(), column.type(), column.nullable()))
                    .toList());
        }
        TensorField tensor = (TensorField) field;
        return new TensorContent(
                tensor.type().schemaName(),
                tensor.dimensions().all().stream().map(Dimension::schemaLabel).toList());
    }

    private static ContractColumn column(String name, ColumnType type, boolean nullable) {
        if (type instanceof ColumnType.Value value) {
            return new ContractColumn(name, value.type().schemaName(), nullable, List.of());
        }
        List<ContractColumn> items = type.elements().stream()
                .map(elements -> column(ColumnType.ITEM, elements.type(), elements.nullable()))
                .toList();
        return new ContractColumn(name, ContractColumn.LIST, nullable, items);
    }
}
