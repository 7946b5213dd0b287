package dev.dal.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of a caller's schema stand for the parameters of a function.
 *
 * @param service whose function it is; null if nobody has it
 * @param function its index there
 * @param declared the processor's own schema, or the caller's where there is no such function
 * @param columns for each declared parameter the caller's field of that name, or null where the caller has none
 * @param problem why calls by this schema fail, or null
 * @param gate how many rows of the function run at a time; null for any number
 */
record FunctionBinding(
        @Nullable Service service,
        int function,
        CallLayout declared,
        List<@Nullable ParameterLayout> columns,
        @Nullable String problem,
        @Nullable FunctionGate gate) {

    static FunctionBinding unknown(CallLayout called) {
        return new FunctionBinding(null, -1, called, List.of(), null, null);
    }

    static FunctionBinding of(
            Service service, int function, CallLayout declared, CallLayout called, @Nullable FunctionGate gate) {
        List<String> mismatches = SchemaCompatibility.mismatches(called, declared);
        List<@Nullable ParameterLayout> columns =
                new ArrayList<>(declared.parameters().size());
        declared.parameters().forEach(parameter -> columns.add(called.find(parameter.name())));
        return new FunctionBinding(
                service,
                function,
                declared,
                columns,
                mismatches.isEmpty() ? null : String.join("; ", mismatches),
                gate);
    }
}
