package dev.dal.call;

import dev.dal.ipc.FormatException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dimension of a declared tensor (dal-format.md section 2).
 *
 * @param name its name
 * @param fixedLength its length where the declaration fixes it, else −1
 */
public record Dimension(String name, long fixedLength) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:=([0-9]{1,18}))?");

    /**
     * Reads the form {@code name} or {@code name=N}.
     *
     * @param text the text
     * @return the dimension
     * @throws FormatException if the text has another form, or the name is {@code complex}
     */
    public static Dimension parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || matcher.group(1).equals("complex")) {
            throw new FormatException("'" + text + "' is no dimension; expected a name other than 'complex', as in 'i',"
                    + " or a name with a length, as in 'uvw=3'.");
        }
        String length = matcher.group(2);
        return new Dimension(matcher.group(1), length == null ? -1 : Long.parseLong(length));
    }

    /**
     * Whether the declaration fixes the length.
     *
     * @return true for {@code name=N}
     */
    public boolean isFixed() {
        return fixedLength >= 0;
    }

    /** The form {@code name} or {@code name=N}. */
    @Override
    public String toString() {
        return isFixed() ? name + "=" + fixedLength : name;
    }
}
