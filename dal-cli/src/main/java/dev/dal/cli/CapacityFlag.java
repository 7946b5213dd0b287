package dev.dal.cli;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value of {@code -m}, read as the original reads it (plasma-store.md section 7.1). */
final class CapacityFlag {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?[0-9]+)");
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private CapacityFlag() {}

    /**
     * Reads a value: a whole decimal number, with blanks or a sign in front if one likes. What does not fit into 64 bits
     * becomes the nearest number that does.
     *
     * @return bytes; empty if there is no value, or nothing in it
     * @throws CommandFailure if it is something else
     */
    static OptionalLong parse(@Nullable String value) throws CommandFailure {
        if (value == null || value.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher number = WHOLE_NUMBER.matcher(value);
        if (!number.matches()) {
            throw new CommandFailure(
                    CommandFailure.REFUSED,
                    "-m switch takes memory in bytes, with no letter suffix allowed. Found '" + value
                            + "'; expected a whole number such as 1000000000.");
        }
        return OptionalLong.of(
                new BigInteger(number.group(1)).max(LEAST).min(MOST).longValueExact());
    }
}
