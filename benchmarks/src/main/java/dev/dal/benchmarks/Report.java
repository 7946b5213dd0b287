package dev.dal.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints measurements as a table, a line each. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** Prints what the columns are. */
    void printHead() {
        print("name", "ours: median (p10..p90)", "reference: median (p10..p90)", "ratio", "budget", "met", "");
    }

    /** Prints the lines of a benchmark. */
    void print(List<Measurement> measurements) {
        measurements.forEach(this::print);
    }

    private void print(Measurement line) {
        String reference =
                line.reference() == null ? "" : spread(line.reference(), line.unit()) + " " + line.referenceName();
        print(
                line.name(),
                spread(line.ours(), line.unit()),
                reference,
                Double.isNaN(line.ratio()) ? "" : String.format(Locale.ROOT, "%.2f", line.ratio()),
                line.budget() == null ? "" : line.budget().toString(),
                met(line.met()),
                line.note());
    }

    private void print(Object... columns) {
        out.println(String.format(Locale.ROOT, "%-58s %-34s %-42s %8s %10s %-6s %s", columns)
                .stripTrailing());
        out.flush();
    }

    /** How a median and its spread are shown. */
    private static String spread(@Nullable Samples samples, String unit) {
        if (samples == null) {
            return "-";
        }
        return number(samples.median()) + " " + unit + " (" + number(samples.quantile(0.1)) + ".."
                + number(samples.quantile(0.9)) + ")";
    }

    private static String met(@Nullable Boolean met) {
        if (met == null) {
            return "";
        }
        return met ? "yes" : "NO";
    }

    /** Three digits that count. */
    private static String number(double value) {
        if (Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
