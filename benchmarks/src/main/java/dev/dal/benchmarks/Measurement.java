package dev.dal.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * A line of the report.
 *
 * @param name what was measured
 * @param unit unit of the figure and of the reference
 * @param ours our figure; null if it was not measured
 * @param reference the figure to compare with; null if there is none
 * @param referenceName what the reference is; empty if there is none
 * @param budget what the figure is held against; null if there is none
 * @param note why something was not measured, or what else there is to know; may be empty
 */
public record Measurement(
        String name,
        String unit,
        @Nullable Samples ours,
        @Nullable Samples reference,
        String referenceName,
        @Nullable Budget budget,
        String note) {

    /**
     * A figure without reference and budget.
     *
     * @param name what was measured
     * @param unit unit of the figure
     * @param ours the figure
     * @return the measurement
     */
    public static Measurement of(String name, String unit, Samples ours) {
        return new Measurement(name, unit, ours, null, "", null, "");
    }

    /**
     * A line that says why there is no figure.
     *
     * @param name what was to be measured
     * @param reason why it was not
     * @return the measurement
     */
    public static Measurement missing(String name, String reason) {
        return new Measurement(name, "", null, null, "", null, reason);
    }

    /**
     * The same figure under another name.
     *
     * @param other what was measured
     * @return the changed copy
     */
    public Measurement named(String other) {
        return new Measurement(other, unit, ours, reference, referenceName, budget, note);
    }

    /**
     * The same figure with something to compare it with.
     *
     * @param samples the other figure, in the same unit
     * @param whose what it is
     * @return the changed copy
     */
    public Measurement against(Samples samples, String whose) {
        return new Measurement(name, unit, ours, samples, whose, budget, note);
    }

    /**
     * The same figure with a budget.
     *
     * @param limit what it is held against
     * @return the changed copy
     */
    public Measurement within(Budget limit) {
        return new Measurement(name, unit, ours, reference, referenceName, limit, note);
    }

    /**
     * The same figure with a remark.
     *
     * @param text the remark
     * @return the changed copy
     */
    public Measurement noting(String text) {
        return new Measurement(name, unit, ours, reference, referenceName, budget, text);
    }

    /**
     * Our median by that of the reference.
     *
     * @return the ratio; NaN if one of the two is not known
     */
    public double ratio() {
        return (ours == null || reference == null) ? Double.NaN : ours.median() / reference.median();
    }

    /**
     * Whether the budget is kept.
     *
     * @return null if there is no budget, or no figure
     */
    public @Nullable Boolean met() {
        return (budget == null || ours == null) ? null : (Boolean) budget.isMet(ours.median(), ratio());
    }
}
