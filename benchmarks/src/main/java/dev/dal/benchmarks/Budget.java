package dev.dal.benchmarks;

import java.util.Locale;

/**
 * What a figure is held against: a limit for its ratio to the reference, or for the figure itself.
 *
 * @param atMost whether the limit is the highest good value; else it is the lowest
 * @param limit the limit
 * @param ofRatio whether the ratio is limited; else the value, in the unit of the measurement
 */
public record Budget(boolean atMost, double limit, boolean ofRatio) {

    /**
     * A highest ratio to the reference.
     *
     * @param limit the highest good ratio
     * @return the budget
     */
    public static Budget ratioAtMost(double limit) {
        return new Budget(true, limit, true);
    }

    /**
     * A lowest ratio to the reference.
     *
     * @param limit the lowest good ratio
     * @return the budget
     */
    public static Budget ratioAtLeast(double limit) {
        return new Budget(false, limit, true);
    }

    /**
     * A highest value.
     *
     * @param limit the highest good value, in the unit of the measurement
     * @return the budget
     */
    public static Budget atMost(double limit) {
        return new Budget(true, limit, false);
    }

    /**
     * A lowest value.
     *
     * @param limit the lowest good value, in the unit of the measurement
     * @return the budget
     */
    public static Budget atLeast(double limit) {
        return new Budget(false, limit, false);
    }

    /**
     * Whether a measurement keeps this budget.
     *
     * @param value the figure
     * @param ratio its ratio to the reference; NaN if there is none
     * @return false also if the limited number is not known
     */
    boolean isMet(double value, double ratio) {
        double found = ofRatio ? ratio : value;
        return atMost ? found <= limit : found >= limit;
    }

    @Override
    public String toString() {
        String number = limit == Math.rint(limit)
                ? String.format(Locale.ROOT, "%,.0f", limit)
                : String.format(Locale.ROOT, "%.2f", limit);
        return (atMost ? "<= " : ">= ") + number + (ofRatio ? " x" : "");
    }
}
