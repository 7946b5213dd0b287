package dev.dal.store.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The debug text of a store (plasma-store.md section 7.6), whose lines and numbers the original test programs read. */
final class DebugText {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    private DebugText() {}

    static String of(Room room, Lifecycle objects) {
        Eviction eviction = objects.eviction();
        Quotas quotas = objects.quotas();
        long common = quotas.commonBytes();
        List<String> lines = new ArrayList<>();
        lines.add("num clients with quota: " + quotas.all().size());
        lines.add("quota map size: "
                + quotas.all().stream().mapToInt(Quota::objectCount).sum());
        lines.add("pinned quota map size: "
                + quotas.all().stream().mapToLong(Quota::heldCount).sum());
        lines.add("allocated bytes: " + room.usedBytes());
        lines.add("allocation limit: " + room.capacityBytes());
        lines.add("pinned bytes: " + objects.heldBytes());
        lines.add("(global lru) capacity: " + common);
        lines.add("(global lru) used: " + percent(common - eviction.evictableBytes(), room.capacityBytes()) + "%");
        lines.add("(global lru) num objects: " + eviction.evictableCount());
        lines.add("(global lru) num evictions: " + eviction.evictedCount());
        lines.add("(global lru) bytes evicted: " + eviction.evictedBytes());
        for (Quota quota : quotas.all()) {
            String name = "(" + quota.clientName + ") ";
            lines.add(name + "capacity: " + quota.capacityBytes);
            lines.add(name + "used: " + percent(quota.capacityBytes - quota.usedBytes(), quota.capacityBytes) + "%");
            lines.add(name + "num objects: " + quota.objectCount());
            lines.add(name + "num evictions: " + quota.evictedCount());
            lines.add(name + "bytes evicted: " + quota.evictedBytes());
        }
        return String.join("\n", lines);
    }

    /** How much of a whole is used, in percent, computed and printed as the original does. */
    static String percent(long unused, long whole) {
        return format(100. * (1. - unused / (double) whole));
    }

    /** A number as C++ streams print it: six significant digits, without trailing zeros. */
    private static String format(double number) {
        if (Double.isNaN(number)) {
            return "-nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return "0";
        }
        BigDecimal value = new BigDecimal(number).round(SIX_DIGITS).stripTrailingZeros();
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -4 && exponent < SIX_DIGITS.getPrecision()) {
            return value.toPlainString();
        }
        return String.format(
                "%se%s%02d",
                value.movePointLeft(exponent).stripTrailingZeros().toPlainString(),
                exponent < 0 ? "-" : "+",
                Math.abs(exponent));
    }
}
