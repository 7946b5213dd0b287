package dev.dal.reference;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A row of docs/guide/reference.md.
 *
 * @param name what the reference calls it
 * @param members what stands for it here
 * @param tests tests that show it
 */
record ReferenceRow(String name, List<String> members, List<String> tests) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int COLUMNS = 4;

    /** The rows of a page, in their order. */
    static List<ReferenceRow> of(List<String> page) {
        return page.stream()
                .filter(line -> line.startsWith("| `"))
                .map(ReferenceRow::row)
                .toList();
    }

    private static ReferenceRow row(String line) {
        String[] cells = line.substring(1, line.length() - 1).split("\\|", -1);
        if (cells.length != COLUMNS) {
            throw new AssertionError("Expected " + COLUMNS + " columns: " + line);
        }
        List<List<String>> codes = Arrays.stream(cells).map(ReferenceRow::codes).toList();
        return new ReferenceRow(String.join(" ", codes.get(0)), codes.get(1), codes.get(2));
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
    }
}
