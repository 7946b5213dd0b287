package dev.dal.call;

import java.time.Duration;
import java.time.Instant;

/** Timestamps and durations as 64-bit counts of nanoseconds, as Arrow has them. */
final class Nanoseconds {

    /** Digits of a deadline (dal-format.md section 3). */
    static final int DIGITS = 20;

    private static final long PER_SECOND = 1_000_000_000;

    private Nanoseconds() {}

    static long of(Instant value) {
        try {
            return Math.addExact(Math.multiplyExact(value.getEpochSecond(), PER_SECOND), value.getNano());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "A timestamp in nanoseconds lies in the years 1677 to 2262; found " + value + ".", e);
        }
    }

    static long of(Duration value) {
        try {
            return value.toNanos();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "A duration in nanoseconds is at most 292 years; found " + value + ".", e);
        }
    }

    static Instant toInstant(long nanoseconds) {
        return Instant.ofEpochSecond(Math.floorDiv(nanoseconds, PER_SECOND), Math.floorMod(nanoseconds, PER_SECOND));
    }
}
