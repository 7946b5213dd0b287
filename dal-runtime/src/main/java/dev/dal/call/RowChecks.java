package dev.dal.call;

import dev.dal.connection.ErrorKind;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectLostException;
import dev.dal.connection.ProcessingError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** What is checked of a row before its inputs are waited for (dal-format.md section 3, step 1). Immutable. */
final class RowChecks {

    private final Map<String, Entry> functions = new HashMap<>();
    private final NamespaceInfo processor;

    private record Entry(Service service, int index, CallLayout layout) {}

    RowChecks(NamespaceInfo processor, List<Service> services) {
        this.processor = processor;
        for (Service service : services) {
            List<Schema> schemas = service.schemas();
            for (int i = 0; i < schemas.size(); i++) {
                CallLayout layout = CallLayout.of(schemas.get(i));
                functions.put(layout.function(), new Entry(service, i, layout));
            }
        }
    }

    /** How a caller's schema stands for one of the functions here. */
    FunctionBinding bind(CallLayout called) {
        Entry entry = functions.get(called.function());
        return entry == null
                ? FunctionBinding.unknown(called)
                : FunctionBinding.of(entry.service(), entry.index(), entry.layout(), called);
    }

    /** Why a row fails without being run, or null. */
    @Nullable
    ProcessingError check(IncomingRow row, FunctionBinding binding) {
        IncomingCall call = row.call();
        if (!call.isFor(processor.epoch())) {
            return error(call, ErrorKind.PROCESSOR_LOST, "The call is meant for a former owner of this prefix.");
        }
        if (binding.service() == null) {
            return error(
                    call,
                    ErrorKind.UNKNOWN_FUNCTION,
                    "There is no function '" + call.layout().function() + "' here; found "
                            + new TreeSet<>(functions.keySet()) + ".");
        }
        if (binding.problem() != null) {
            return error(call, ErrorKind.INCOMPATIBLE, binding.problem() + ".");
        }
        String deadline = call.unreadableDeadline();
        if (deadline != null) {
            return error(
                    call,
                    ErrorKind.INCOMPATIBLE,
                    "The call's '" + Caller.DEADLINE_KEY + "' is '" + deadline
                            + "'; expected a Unix time in nanoseconds of 20 digits.");
        }
        for (ParameterLayout parameter : binding.declared().parameters()) {
            ParameterLayout column = binding.columns().get(parameter.index());
            if (!parameter.nullable() && column != null && row.isNull(column)) {
                return error(
                        call,
                        ErrorKind.INCOMPATIBLE,
                        "Parameter '" + parameter.name() + "' must not be null; found null.");
            }
        }
        return null;
    }

    /** The failure of a row one of whose inputs can no longer come. */
    ProcessingError inputLost(IncomingRow row, ObjectLostException reason) {
        return error(row.call(), ErrorKind.INPUT_LOST, String.valueOf(reason.getMessage()));
    }

    private ProcessingError error(IncomingCall call, ErrorKind kind, String message) {
        return ProcessingError.of(kind, message, call.layout().function(), processor.label());
    }
}
