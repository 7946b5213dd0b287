package dev.dal.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** The two lines that a store logs when it starts; scripts wait for them (plasma-store.md section 7.2). */
final class StartLines {

    private static final int GIGABYTE_DIGITS = 9;
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final int LEAST_PLAIN_EXPONENT = -4;

    private StartLines() {}

    static String allowing(long capacityBytes) {
        return "Allowing the Plasma store to use up to " + gigabytes(capacityBytes) + "GB of memory.";
    }

    static String starting(String directory, boolean hugePages) {
        return "Starting object store with directory " + directory + " and huge page support "
                + (hugePages ? "enabled" : "disabled");
    }

    /** Units of 10⁹ bytes with 6 significant digits, as C++ streams write them. */
    private static String gigabytes(long bytes) {
        BigDecimal value =
                BigDecimal.valueOf(bytes, GIGABYTE_DIGITS).round(SIX_DIGITS).stripTrailingZeros();
        int exponent = value.precision() - value.scale() - 1;
        if (value.signum() == 0) {
            return "0";
        }
        if (exponent >= LEAST_PLAIN_EXPONENT && exponent < SIX_DIGITS.getPrecision()) {
            return value.toPlainString();
        }
        String digits = value.scaleByPowerOfTen(-exponent).toPlainString();
        return String.format(Locale.ROOT, "%se%s%02d", digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
