package dev.dal.call;

import dev.dal.connection.ErrorKind;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectIds;
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

    private record Entry(
            Service service,
            int index,
            CallLayout layout,
            @Nullable FunctionGate gate) {}

    /**
     * The functions of some services.
     *
     * @param concurrency by name of a function how many rows of it run at a time, where that is limited
     */
    RowChecks(NamespaceInfo processor, List<Service> services, Map<String, Integer> concurrency) {
        this.processor = processor;
        for (Service service : services) {
            List<Schema> schemas = service.schemas();
            for (int i = 0; i < schemas.size(); i++) {
                CallLayout layout = CallLayout.of(schemas.get(i));
                Integer limit = concurrency.get(layout.function());
                FunctionGate gate = limit == null ? null : new FunctionGate(limit);
                functions.put(layout.function(), new Entry(service, i, layout, gate));
            }
        }
    }

    /**
     * What calls by a caller's schema have in common.
     *
     * @param addressee epoch of the owner whom they are meant for, or null for whoever it is
     */
    CallKind kind(CallLayout called, @Nullable String addressee) {
        Entry entry = functions.get(called.function());
        FunctionBinding binding = entry == null
                ? FunctionBinding.unknown(called)
                : FunctionBinding.of(entry.service(), entry.index(), entry.layout(), called, entry.gate());
        boolean addressed = ObjectIds.prefixHex(processor.epoch()).equalsIgnoreCase(addressee);
        boolean forAnother = addressee != null && !addressed;
        return new CallKind(called, binding, problem(called, forAnother, binding), addressed);
    }

    private @Nullable ProcessingError problem(CallLayout called, boolean forAnother, FunctionBinding binding) {
        if (forAnother) {
            return error(called, ErrorKind.PROCESSOR_LOST, "The call is meant for a former owner of this prefix.");
        }
        if (binding.service() == null) {
            return error(
                    called,
                    ErrorKind.UNKNOWN_FUNCTION,
                    "There is no function '" + called.function() + "' here; found " + new TreeSet<>(functions.keySet())
                            + ".");
        }
        return binding.problem() == null ? null : error(called, ErrorKind.INCOMPATIBLE, binding.problem() + ".");
    }

    /** Why a row fails without being run, or null. */
    @Nullable
    ProcessingError check(IncomingRow row) {
        CallKind kind = row.call().kind();
        if (kind.problem() != null) {
            return kind.problem();
        }
        String deadline = row.call().unreadableDeadline();
        if (deadline != null) {
            return error(
                    kind.layout(),
                    ErrorKind.INCOMPATIBLE,
                    "The call's '" + Caller.DEADLINE_KEY + "' is '" + deadline
                            + "'; expected a Unix time in nanoseconds of 20 digits.");
        }
        List<ParameterLayout> declared = kind.binding().declared().parameters();
        for (int i = 0; i < declared.size(); i++) {
            ParameterLayout column = kind.binding().columns().get(i);
            if (column != null && !declared.get(i).nullable() && row.isNull(column)) {
                return error(
                        kind.layout(),
                        ErrorKind.INCOMPATIBLE,
                        "Parameter '" + declared.get(i).name() + "' must not be null; found null.");
            }
        }
        return null;
    }

    /** The failure of a row one of whose inputs can no longer come. */
    ProcessingError inputLost(IncomingRow row, ObjectLostException reason) {
        return error(row.call().kind().layout(), ErrorKind.INPUT_LOST, String.valueOf(reason.getMessage()));
    }

    private ProcessingError error(CallLayout called, ErrorKind kind, String message) {
        return ProcessingError.of(kind, message, called.function(), processor.label());
    }
}
