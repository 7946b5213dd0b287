package dev.dal.processor.validate;

import dev.dal.annotations.Name;
import dev.dal.processor.model.ContextParameter;
import dev.dal.processor.model.Field;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.ParameterModel;
import dev.dal.processor.model.ParameterName;
import dev.dal.processor.model.TensorField;
import dev.dal.processor.model.TensorRole;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Parameters have names of their own, in the schema and as methods of the call or result. */
final class ParameterNameRules {

    private final FunctionModel function;
    private final FunctionNames names;
    private final Report report;
    private final Set<Field> reported = new HashSet<>();

    ParameterNameRules(FunctionModel function, FunctionNames names, Report report) {
        this.function = function;
        this.names = names;
        this.report = report;
    }

    void check() {
        boolean unique = checkSchemaNames();
        if (unique && function.readable()) {
            checkCall();
            checkMembers(
                    function.outputs(),
                    names.result().simpleName(),
                    (field, name) -> FunctionNames.isReservedInResult(function, field, name));
        }
    }

    /** A call has a component for each input and optional output, and a method for each of the latter. */
    private void checkCall() {
        String call = names.call().simpleName();
        List<Field> components = new ArrayList<>(function.inputs());
        components.addAll(function.optionalOutputs());
        if (checkMembers(components, call, (field, name) -> FunctionNames.isReservedInCall(function, field, name))) {
            Map<String, Field> seen = new HashMap<>();
            components.forEach(component -> seen.put(names.member(component), component));
            for (Field output : function.optionalOutputs()) {
                Field other = seen.putIfAbsent(names.without(output), output);
                if (other != null) {
                    reportClash(output, names.without(output), call, other);
                }
            }
        }
    }

    private boolean checkSchemaNames() {
        Optional<TensorField> automatic = function.automaticOutput();
        Map<String, ParameterName> seen = new HashMap<>();
        boolean unique = true;
        for (ParameterModel parameter : function.parameters()) {
            if (!(parameter instanceof ContextParameter)) {
                ParameterName name = parameter.name();
                ParameterName other = seen.putIfAbsent(name.schema(), name);
                if (other != null) {
                    reportDuplicate(name, other);
                    unique = false;
                } else if (automatic.isPresent()
                        && automatic.get().name().schema().equals(name.schema())) {
                    reportAutomatic(name, automatic.get());
                    unique = false;
                }
            }
        }
        return unique;
    }

    private void reportDuplicate(ParameterName name, ParameterName other) {
        report.add(
                Problem.DUPLICATE_PARAMETER,
                name.location(),
                name.schema(),
                function.name().java(),
                other.java(),
                name.java());
    }

    private void reportAutomatic(ParameterName name, TensorField automatic) {
        String occasion = automatic.role() == TensorRole.ADDED_TAG
                ? "to a function without an output that is always made"
                : "for the value that the function returns";
        report.add(
                Problem.AUTOMATIC_OUTPUT,
                name.location(),
                name.schema(),
                function.name().java(),
                occasion);
    }

    private boolean checkMembers(List<Field> fields, String generated, BiPredicate<Field, String> isReserved) {
        boolean distinct = true;
        Map<String, Field> seen = new HashMap<>();
        for (Field field : fields) {
            String member = names.member(field);
            Field other = seen.putIfAbsent(member, field);
            boolean reserved = isReserved.test(field, member);
            if (reserved && reported.add(field)) {
                report(field, member, generated, "that method has another meaning");
            } else if (!reserved && other != null) {
                reportClash(field, member, generated, other);
            }
            distinct &= !reserved && other == null;
        }
        return distinct;
    }

    private void reportClash(Field field, String member, String generated, Field other) {
        report(field, member, generated, "parameter '" + other.name().java() + "' becomes the same method");
    }

    private void report(Field field, String member, String generated, String reason) {
        report.add(
                Problem.RESERVED_NAME,
                field.name().location(),
                "Parameter",
                field.name().java(),
                member + "()",
                generated,
                reason,
                Name.class.getSimpleName());
    }
}
