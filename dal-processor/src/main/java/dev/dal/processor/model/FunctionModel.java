package dev.dal.processor.model;

import dev.dal.processor.report.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A processing function.
 *
 * @param name the names of the method and of the function
 * @param signature the method for messages, for example {@code add(DoubleTensor)}
 * @param parameters its parameters in their order
 * @param result the output for its return value, unless it is void
 * @param readable whether all of it could be read; false after a mistake in the parameters or the return type
 * @param thrown its checked exceptions
 * @param deprecation whether it is deprecated
 * @param documentation its Javadoc
 * @param location the method
 */
public record FunctionModel(
        ParameterName name,
        String signature,
        List<ParameterModel> parameters,
        Optional<TensorField> result,
        boolean readable,
        Thrown thrown,
        Deprecation deprecation,
        Documentation documentation,
        Location location) {

    /** The name of the output that stands for a return value. */
    public static final String RESULT = "result";

    /** The name of the output that is added to a function without an output that is always made. */
    public static final String DONE = "done";

    /**
     * The fields of the call schema: parameters in their order, then the output that is added, if any.
     *
     * @return all fields
     */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (ParameterModel parameter : parameters) {
            if (parameter instanceof Field field) {
                fields.add(field);
            }
        }
        automaticOutput().ifPresent(fields::add);
        return fields;
    }

    /**
     * The fields that the caller provides.
     *
     * @return values, input tensors and input tables in their order
     */
    public List<Field> inputs() {
        return fields().stream().filter(Field::isInput).toList();
    }

    /**
     * The fields that the function provides.
     *
     * @return outputs in their order; never empty for a readable function
     */
    public List<Field> outputs() {
        return fields().stream().filter(field -> !field.isInput()).toList();
    }

    /**
     * The outputs that a caller may leave out.
     *
     * @return nullable outputs in their order
     */
    public List<Field> optionalOutputs() {
        return outputs().stream().filter(Field::nullable).toList();
    }

    /**
     * The fields that are tensors.
     *
     * @return inputs and outputs in their order
     */
    public List<TensorField> tensors() {
        return fields().stream()
                .filter(TensorField.class::isInstance)
                .map(TensorField.class::cast)
                .toList();
    }

    /**
     * The only output, if it is one that a caller would want to get.
     *
     * @return the output, or nothing if there are several, or the only one is a tag
     */
    public Optional<Field> soleOutput() {
        List<Field> outputs = outputs();
        boolean sole = outputs.size() == 1 && !(outputs.get(0) instanceof TensorField tensor && tensor.isTag());
        return sole ? Optional.of(outputs.get(0)) : Optional.empty();
    }

    /**
     * The output that no parameter stands for.
     *
     * @return the output for the return value, or the tag of a function that has no output otherwise which is always made
     */
    public Optional<TensorField> automaticOutput() {
        boolean hasOutput = result.isPresent() || parameters.stream().anyMatch(FunctionModel::mayBeMade);
        return hasOutput ? result : Optional.of(tag());
    }

    private static boolean mayBeMade(ParameterModel parameter) {
        return parameter instanceof UnreadableParameter
                || (parameter instanceof Field field && !field.isInput() && !field.nullable());
    }

    private TensorField tag() {
        return TensorField.tag(new ParameterName(DONE, DONE, location), TensorRole.ADDED_TAG, Nullness.NEVER);
    }

    /**
     * Why the function is deprecated.
     *
     * @return the reason, or nothing if it is not
     */
    public Optional<String> deprecationNote() {
        return deprecation == Deprecation.DECLARED
                ? documentation.deprecated().or(() -> Optional.of("like the function"))
                : Optional.empty();
    }
}
