package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Deadline;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectIds;
import dev.dal.ipc.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Schema;

/** Which processors fit a caller, and why others do not (dal-format.md section 2, "Compatibility"). */
final class ProcessorChoice {

    private final Connection connection;
    private final List<CallLayout> functions;
    private final String prefix;

    ProcessorChoice(Connection connection, List<CallLayout> functions, String prefix) {
        ObjectIds.parsePrefix(prefix);
        this.connection = connection;
        this.functions = functions;
        this.prefix = prefix;
    }

    /**
     * Waits until enough processors fit.
     *
     * @param minimum how many
     * @param fitting those that fit, as they are told of under the lock
     * @throws DalTimeoutException if too few fit in time; says of each why it does not
     */
    List<NamespaceInfo> await(int minimum, Supplier<List<NamespaceInfo>> fitting, Deadline deadline) {
        List<NamespaceInfo> found = connection
                .objects()
                .awaitNamespaces(
                        namespaces -> {
                            List<NamespaceInfo> known = fitting.get();
                            return known.size() >= minimum ? known : null;
                        },
                        deadline);
        if (found == null) {
            throw new DalTimeoutException(explain(minimum, connection.namespaces(), deadline), deadline.timeout());
        }
        return found;
    }

    /** Whether a namespace has functions, and the prefix that is asked for. */
    boolean isCandidate(NamespaceInfo info) {
        return !info.functions().isEmpty() && ObjectIds.prefixHex(info.prefix()).startsWith(prefix);
    }

    /** Why a processor does not fit; empty if it does. */
    List<String> problems(NamespaceInfo info) {
        List<String> problems = new ArrayList<>();
        for (CallLayout function : functions) {
            Schema declared = info.function(function.function()).orElse(null);
            if (declared == null) {
                problems.add("has no function '" + function.function() + "'");
                continue;
            }
            try {
                problems.addAll(SchemaCompatibility.mismatches(function, CallLayout.of(declared)));
            } catch (FormatException e) {
                problems.add("function '" + function.function() + "' has an unreadable schema: " + e.getMessage());
            }
        }
        return problems;
    }

    private String explain(int minimum, List<NamespaceInfo> namespaces, Deadline deadline) {
        StringBuilder text = new StringBuilder(
                        minimum == 1 ? "No processor for " : "Fewer than " + minimum + " processors for ")
                .append(functions.stream().map(CallLayout::function).toList())
                .append(prefix.isEmpty() ? "" : " at prefix " + prefix + "…")
                .append(" within ")
                .append(deadline.timeout())
                .append('.');
        List<NamespaceInfo> processors =
                namespaces.stream().filter(info -> !info.functions().isEmpty()).toList();
        if (processors.isEmpty()) {
            return text.append(" Found no processor at all in ")
                    .append(connection)
                    .append("; start one, or check that it uses the same store.")
                    .toString();
        }
        for (NamespaceInfo info : processors) {
            text.append("\n  ").append(info.label()).append(": ");
            text.append(isCandidate(info) ? verdict(info) : "has another prefix");
        }
        return text.toString();
    }

    private String verdict(NamespaceInfo info) {
        List<String> problems = problems(info);
        return problems.isEmpty() ? "fits" : String.join("; ", problems);
    }
}
