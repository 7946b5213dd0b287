package dev.dal.call;

import dev.dal.table.TableSchemas;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Whether a caller's call schema fits a processor's (dal-format.md section 2, "Compatibility"). */
public final class SchemaCompatibility {

    private SchemaCompatibility() {}

    /**
     * Compares two call schemas, decoded and by name.
     *
     * @param expected what the caller was built with
     * @param actual what the processor declares
     * @return one sentence per mismatch, naming function, parameter, what was expected and what was found; empty if the
     *     schemas are compatible
     * @throws dev.dal.ipc.FormatException if one of them is no call schema
     */
    public static List<String> mismatches(Schema expected, Schema actual) {
        return mismatches(CallLayout.of(expected), CallLayout.of(actual));
    }

    static List<String> mismatches(CallLayout expected, CallLayout actual) {
        List<String> found = new ArrayList<>();
        if (!expected.function().equals(actual.function())) {
            found.add("expected function '" + expected.function() + "', found '" + actual.function() + "'");
            return found;
        }
        for (ParameterLayout wanted : expected.parameters()) {
            ParameterLayout there = actual.find(wanted.name());
            if (there == null) {
                found.add(sentence(expected, wanted, wanted.drawType(), "no such parameter"));
            } else {
                compare(expected, wanted, there, found);
            }
        }
        for (ParameterLayout extra : actual.parameters()) {
            if (expected.find(extra.name()) == null && !extra.nullable()) {
                found.add(sentence(expected, extra, "no such parameter", extra.drawType() + " that must not be null"));
            }
        }
        return found;
    }

    private static void compare(
            CallLayout function, ParameterLayout expected, ParameterLayout actual, List<String> found) {
        Field wanted = expected.field();
        Field there = actual.field();
        if (expected.role() != actual.role()) {
            found.add(sentence(
                    function,
                    expected,
                    "role " + expected.role().schemaName(),
                    "role " + actual.role().schemaName()));
        } else if (expected.table() != null && actual.table() != null) {
            TableSchemas.differences(expected.table(), actual.table())
                    .forEach(difference -> found.add(subject(function, expected) + ", " + difference));
            compareNullability(function, expected, actual, found);
        } else if (!sameTensorOrTable(expected, actual)) {
            found.add(sentence(function, expected, expected.drawType(), actual.drawType()));
        } else if (!TableSchemas.sameType(wanted, there)) {
            found.add(sentence(function, expected, TableSchemas.describe(wanted), TableSchemas.describe(there)));
        } else {
            compareNullability(function, expected, actual, found);
        }
    }

    private static void compareNullability(
            CallLayout function, ParameterLayout expected, ParameterLayout actual, List<String> found) {
        if (expected.nullable() && !actual.nullable()) {
            found.add(sentence(function, expected, "may be null", "must not be null"));
        }
    }

    /** The columns of two tables are compared one by one, with a sentence for each. */
    private static boolean sameTensorOrTable(ParameterLayout expected, ParameterLayout actual) {
        return expected.element() == actual.element()
                && expected.dimensions().equals(actual.dimensions())
                && (expected.table() == null) == (actual.table() == null);
    }

    private static String sentence(CallLayout function, ParameterLayout parameter, String expected, String found) {
        return subject(function, parameter) + ": expected " + expected + ", found " + found;
    }

    private static String subject(CallLayout function, ParameterLayout parameter) {
        return "parameter '" + parameter.name() + "' of '" + function.function() + "'";
    }
}
