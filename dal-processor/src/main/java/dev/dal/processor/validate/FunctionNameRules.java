package dev.dal.processor.validate;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.processor.model.FunctionModel;
import dev.dal.processor.model.FunctionNames;
import dev.dal.processor.model.GeneratedNames;
import dev.dal.processor.model.InterfaceModel;
import dev.dal.processor.model.ReservedNames;
import dev.dal.processor.report.Problem;
import dev.dal.processor.report.Report;
import java.util.HashMap;
import java.util.Map;

/** Functions have names of their own, in the schema and as methods of the caller. */
final class FunctionNameRules {

    private final InterfaceModel model;
    private final GeneratedNames names;
    private final Report report;
    private final Map<String, FunctionModel> bySchemaName = new HashMap<>();
    private final Map<String, FunctionModel> bySignature = new HashMap<>();

    FunctionNameRules(InterfaceModel model, GeneratedNames names, Report report) {
        this.model = model;
        this.names = names;
        this.report = report;
    }

    void check() {
        for (FunctionModel function : model.functions()) {
            if (isUnique(function) && function.readable()) {
                checkMember(function);
            }
        }
    }

    private boolean isUnique(FunctionModel function) {
        FunctionModel other = bySchemaName.putIfAbsent(function.name().schema(), function);
        if (other != null) {
            report.add(
                    Problem.DUPLICATE_FUNCTION,
                    function.name().location(),
                    function.name().schema(),
                    model.type().simpleName(),
                    other.signature());
        }
        return other == null;
    }

    private void checkMember(FunctionModel function) {
        String member = names.of(function).member();
        String signature = ReservedNames.signature(member, FunctionNames.erasedInputs(function));
        FunctionModel other = bySignature.putIfAbsent(signature, function);
        if (ReservedNames.isUncallable(member)) {
            report(function, signature, "Java does not allow a call by that name");
        } else if (ReservedNames.inCaller(signature)) {
            report(function, signature, "that method has another meaning");
        } else if (other != null) {
            report(function, signature, "function '" + other.name().java() + "' becomes the same method");
        }
    }

    private void report(FunctionModel function, String signature, String reason) {
        report.add(
                Problem.RESERVED_NAME,
                function.name().location(),
                "Function",
                function.name().java(),
                signature,
                names.caller().simpleName(),
                reason,
                ProcessingFunction.class.getSimpleName());
    }
}
