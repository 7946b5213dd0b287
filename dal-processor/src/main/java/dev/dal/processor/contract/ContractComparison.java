package dev.dal.processor.contract;

import dev.dal.processor.contract.ContractParameter.TableContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has changed between two contracts of an interface (dal-format section 2, "Compatibility"). */
public final class ContractComparison {

    private final List<Change> changes = new ArrayList<>();

    private ContractComparison() {}

    /**
     * Compares two contracts, functions and parameters by name.
     *
     * @param expected what callers were built from
     * @param actual what is there now
     * @return all differences, in the order of the first contract and then of the second
     */
    public static List<Change> changes(Contract expected, Contract actual) {
        ContractComparison comparison = new ContractComparison();
        for (ContractFunction wanted : expected.functions()) {
            actual.function(wanted.name())
                    .ifPresentOrElse(
                            there -> comparison.compare(wanted, there),
                            () -> comparison.changes.add(Change.ofFunction(
                                    wanted.name(), false, "function '" + wanted.name() + "' is gone")));
        }
        for (ContractFunction there : actual.functions()) {
            if (expected.function(there.name()).isEmpty()) {
                comparison.changes.add(Change.ofFunction(there.name(), true, "function '" + there.name() + "' is new"));
            }
        }
        return comparison.changes;
    }

    private void compare(ContractFunction expected, ContractFunction actual) {
        for (ContractParameter wanted : expected.parameters()) {
            actual.parameter(wanted.name())
                    .ifPresentOrElse(
                            there -> compare(expected, wanted, there),
                            () -> add(expected, wanted, false, wanted.content().draw(), "no such parameter"));
        }
        for (ContractParameter extra : actual.parameters()) {
            if (expected.parameter(extra.name()).isEmpty()) {
                String found =
                        extra.content().draw() + (extra.nullable() ? " that may be null" : " that must not be null");
                add(expected, extra, extra.nullable(), "no such parameter", found);
            }
        }
    }

    private void compare(ContractFunction function, ContractParameter expected, ContractParameter actual) {
        if (expected.role() != actual.role()) {
            add(function, expected, false, role(expected), role(actual));
        } else if (expected.content() instanceof TableContent table && actual.content() instanceof TableContent now) {
            TableComparison.differences(table, now)
                    .forEach(difference ->
                            add(function, expected, false, subject(function, expected) + ", " + difference));
            compareNullability(function, expected, actual);
        } else if (!expected.content().isSame(actual.content())) {
            add(
                    function,
                    expected,
                    false,
                    expected.content().draw(),
                    actual.content().draw());
        } else {
            compareNullability(function, expected, actual);
        }
    }

    private void compareNullability(ContractFunction function, ContractParameter expected, ContractParameter actual) {
        if (expected.nullable() != actual.nullable()) {
            add(function, expected, actual.nullable(), nullability(expected), nullability(actual));
        }
    }

    private static String role(ContractParameter parameter) {
        return "role " + ContractText.of(parameter.role());
    }

    private static String nullability(ContractParameter parameter) {
        return parameter.nullable() ? "may be null" : "must not be null";
    }

    private void add(
            ContractFunction function, ContractParameter parameter, boolean compatible, String expected, String found) {
        String text = subject(function, parameter) + ": expected " + expected + ", found " + found;
        add(function, parameter, compatible, text);
    }

    private void add(ContractFunction function, ContractParameter parameter, boolean compatible, String text) {
        changes.add(new Change(function.name(), Optional.of(parameter.name()), compatible, text));
    }

    private static String subject(ContractFunction function, ContractParameter parameter) {
        return "parameter '" + parameter.name() + "' of '" + function.name() + "'";
    }
}
