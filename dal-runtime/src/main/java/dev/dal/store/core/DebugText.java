package dev.dal.store.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The debug text of a store (plasma-store.md section 7.6), whose lines and numbers the original test programs read. */
final class DebugText {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    private DebugText() {}

    static String of(Room room, Eviction eviction) {
        List<String> lines = new ArrayList<>();
        lines.add("num clients with quota: 0");
        lines.add("quota map size: 0");
        lines.add("pinned quota map size: 0");
        lines.add("allocated bytes: " + room.usedBytes());
        lines.add("allocation limit: " + room.capacityBytes());
        lines.add("pinned bytes: " + (room.usedBytes() - eviction.evictableBytes()));
        lines.add("(global lru) capacity: " + room.capacityBytes());
        lines.add("(global lru) used: " + percent(eviction.evictableBytes(), room.capacityBytes()) + "%");
        lines.add("(global lru) num objects: " + eviction.evictableCount());
        lines.add("(global lru) num evictions: " + eviction.evictedCount());
        lines.add("(global lru) bytes evicted: " + eviction.evictedBytes());
        return String.join("\n", lines);
    }

    /** A percentage as C++ streams print it: six significant digits, without trailing zeros. */
    static String percent(long part, long whole) {
        if (part == 0) {
            return "0";
        }
        BigDecimal value = BigDecimal.valueOf(part)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(whole), SIX_DIGITS)
                .stripTrailingZeros();
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -4) {
            return value.toPlainString();
        }
        return String.format("%se-%02d", value.movePointLeft(exponent).toPlainString(), -exponent);
    }
}
