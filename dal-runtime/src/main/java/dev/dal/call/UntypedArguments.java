package dev.dal.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call by name: one per field of the call schema, complete and with no other names. Immutable. */
final class UntypedArguments {

    /** Stands for an argument that was not given. */
    private static final Object NOT_GIVEN = new Object();

    private final @Nullable Object[] byField;

    private UntypedArguments(@Nullable Object[] byField) {
        this.byField = byField;
    }

    /** Whether the argument of a field was given, be it as null. */
    boolean isGiven(int field) {
        return byField[field] != NOT_GIVEN;
    }

    /** The argument of a field; null also if it was not given. */
    @Nullable
    Object get(int field) {
        Object value = byField[field];
        return value == NOT_GIVEN ? null : value;
    }

    /**
     * Arguments by position: the inputs in declaration order.
     *
     * @throws IllegalArgumentException if there are too many, or one is lacking that must not be null
     */
    static UntypedArguments of(CallLayout layout, @Nullable Object... inputs) {
        List<ParameterLayout> parameters = layout.parameters().stream()
                .filter(parameter -> !parameter.isOutput())
                .toList();
        if (inputs.length > parameters.size()) {
            throw new IllegalArgumentException("Call of '" + layout.function() + "': it takes " + parameters.size()
                    + " arguments, " + draw(parameters) + "; found " + inputs.length + ".");
        }
        @Nullable Object[] byField = noneOf(layout);
        for (int i = 0; i < inputs.length; i++) {
            byField[parameters.get(i).index()] = inputs[i];
        }
        return checked(layout, byField);
    }

    /**
     * Arguments by name: inputs, and perhaps outputs.
     *
     * @throws IllegalArgumentException if a name is unknown, or one is lacking that must not be null
     */
    static UntypedArguments of(CallLayout layout, Map<String, ?> arguments) {
        @Nullable Object[] byField = noneOf(layout);
        for (Map.Entry<String, ?> argument : arguments.entrySet()) {
            ParameterLayout parameter = layout.find(argument.getKey());
            if (parameter == null) {
                List<String> names =
                        layout.parameters().stream().map(ParameterLayout::name).toList();
                throw new IllegalArgumentException("Call of '" + layout.function() + "': there is no parameter '"
                        + argument.getKey() + "' among " + names + "."
                        + NearestName.suggestion(argument.getKey(), names));
            }
            byField[parameter.index()] = argument.getValue();
        }
        return checked(layout, byField);
    }

    private static @Nullable Object[] noneOf(CallLayout layout) {
        @Nullable Object[] byField = new Object[layout.parameters().size()];
        Arrays.fill(byField, NOT_GIVEN);
        return byField;
    }

    private static UntypedArguments checked(CallLayout layout, @Nullable Object[] byField) {
        List<ParameterLayout> missing = new ArrayList<>();
        List<ParameterLayout> wronglyNull = new ArrayList<>();
        for (ParameterLayout parameter : layout.parameters()) {
            Object value = byField[parameter.index()];
            if (value == NOT_GIVEN && !parameter.isOutput() && !parameter.nullable()) {
                missing.add(parameter);
            } else if (value == null && !parameter.nullable()) {
                wronglyNull.add(parameter);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Call of '" + layout.function() + "': it lacks the arguments " + draw(missing) + ".");
        }
        if (!wronglyNull.isEmpty()) {
            throw new IllegalArgumentException(
                    "Call of '" + layout.function() + "': these must not be null: " + draw(wronglyNull) + ".");
        }
        return new UntypedArguments(byField);
    }

    private static List<String> draw(List<ParameterLayout> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.name() + ": " + parameter.drawType())
                .toList();
    }
}
