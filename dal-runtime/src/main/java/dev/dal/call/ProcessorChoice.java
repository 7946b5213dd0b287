package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Deadline;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectIds;
import dev.dal.ipc.FormatException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Finds the processor of a caller: of those that fit, the one with the lowest prefix (dal-format.md section 3). */
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

    /** Waits for a processor that fits. */
    NamespaceInfo await(Deadline deadline) {
        NamespaceInfo found = connection.objects().awaitNamespaces(this::choose, deadline);
        if (found == null) {
            throw new DalTimeoutException(explain(connection.namespaces(), deadline), deadline.timeout());
        }
        return found;
    }

    /** A processor that fits right now. */
    @Nullable
    NamespaceInfo choose(List<NamespaceInfo> namespaces) {
        return namespaces.stream()
                .filter(info -> isCandidate(info) && problems(info).isEmpty())
                .findFirst()
                .orElse(null);
    }

    private boolean isCandidate(NamespaceInfo info) {
        return !info.functions().isEmpty() && ObjectIds.prefixHex(info.prefix()).startsWith(prefix);
    }

    private List<String> problems(NamespaceInfo info) {
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

    private String explain(List<NamespaceInfo> namespaces, Deadline deadline) {
        StringBuilder text = new StringBuilder("No processor for ")
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
            text.append(isCandidate(info) ? String.join("; ", problems(info)) : "has another prefix");
        }
        return text.toString();
    }
}
