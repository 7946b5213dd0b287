package dev.dal.processor.contract;

import dev.dal.processor.contract.ContractParameter.Role;
import dev.dal.processor.contract.ContractParameter.TableContent;
import dev.dal.processor.contract.ContractParameter.TensorContent;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes contracts as JSON: one line for each parameter or column, so that two of them are easily compared by eye. */
public final class ContractText {

    /** The format that is written and read. */
    static final int FORMAT = 1;

    private ContractText() {}

    /**
     * Writes a contract.
     *
     * @param contract the contract
     * @return a JSON document
     */
    public static String of(Contract contract) {
        return """
                {
                  "format": %d,
                  "interface": %s,
                  "functions": [%s]
                }
                """.formatted(
                        FORMAT,
                        quote(contract.interfaceName()),
                        join(contract.functions(), ContractText::of, "\n    ", "\n  "));
    }

    private static String of(ContractFunction function) {
        return "{\"name\": " + quote(function.name()) + ", \"parameters\": ["
                + join(function.parameters(), ContractText::of, "\n      ", "\n    ") + "]}";
    }

    private static String of(ContractParameter parameter) {
        StringBuilder text = new StringBuilder("{\"name\": ").append(quote(parameter.name()));
        if (parameter.role() == Role.VALUE) {
            text.append(", \"type\": ").append(quote(parameter.content().draw()));
        } else {
            text.append(", \"role\": ").append(quote(of(parameter.role())));
        }
        if (parameter.content() instanceof TensorContent tensor) {
            text.append(", \"tensor\": ").append(quote(tensor.element()));
            text.append(", \"dimensions\": [")
                    .append(join(tensor.dimensions(), ContractText::quote, "", ""))
                    .append("]");
        } else if (parameter.content() instanceof TableContent table) {
            text.append(", \"table\": [")
                    .append(join(table.columns(), ContractText::of, "\n        ", "\n      "))
                    .append("]");
        }
        return text.append(nullable(parameter.nullable())).append("}").toString();
    }

    private static String of(ContractColumn column) {
        String children = column.children().isEmpty()
                ? ""
                : ", \"children\": [" + join(column.children(), ContractText::of, "", "") + "]";
        return "{\"name\": " + quote(column.name()) + ", \"type\": " + quote(column.type()) + children
                + nullable(column.nullable()) + "}";
    }

    /** A role as schemas name it. */
    static String of(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static String nullable(boolean nullable) {
        return nullable ? ", \"nullable\": true" : "";
    }

    private static <T> String join(List<T> elements, Function<T, String> text, String before, String after) {
        return elements.isEmpty()
                ? ""
                : elements.stream()
                        .map(text)
                        .collect(Collectors.joining(before.isEmpty() ? ", " : "," + before, before, after));
    }

    /** Names of columns may be any text; nothing else needs an escape. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
