package dev.dal.table;

import dev.dal.ipc.FormatException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.arrow.vector.types.TimeUnit;

/** Dates, timestamps and durations as 64-bit counts of a unit, as Arrow has them. */
final class TimeValues {

    /** Milliseconds that date64 has per day. */
    static final long DAY_MILLIS = 86_400_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private TimeValues() {}

    /**
     * A count as a point in time.
     *
     * @throws FormatException if it is further away than {@link Instant} reaches, which only seconds can be
     */
    static Instant instant(long count, TimeUnit unit) {
        long perSecond = perSecond(unit);
        try {
            return Instant.ofEpochSecond(
                    Math.floorDiv(count, perSecond), Math.floorMod(count, perSecond) * (NANOS_PER_SECOND / perSecond));
        } catch (DateTimeException e) {
            throw new FormatException(
                    "Timestamp: found " + count + " seconds; expected at most a billion years from 1970.", e);
        }
    }

    static LocalDateTime dateTime(long count, TimeUnit unit) {
        return LocalDateTime.ofInstant(instant(count, unit), ZoneOffset.UTC);
    }

    static Duration duration(long count, TimeUnit unit) {
        long perSecond = perSecond(unit);
        return Duration.ofSeconds(
                Math.floorDiv(count, perSecond), Math.floorMod(count, perSecond) * (NANOS_PER_SECOND / perSecond));
    }

    /**
     * A point in time as a count.
     *
     * @throws IllegalArgumentException if it does not fit, or the unit is too coarse for it
     */
    static long count(Instant value, TimeUnit unit) {
        return count(value.getEpochSecond(), value.getNano(), unit, value);
    }

    static long count(LocalDateTime value, TimeUnit unit) {
        Instant asIfUtc = value.toInstant(ZoneOffset.UTC);
        return count(asIfUtc.getEpochSecond(), asIfUtc.getNano(), unit, value);
    }

    static long count(Duration value, TimeUnit unit) {
        return count(value.getSeconds(), value.getNano(), unit, value);
    }

    private static long count(long seconds, int nanos, TimeUnit unit, Object value) {
        long perSecond = perSecond(unit);
        long nanosPerUnit = NANOS_PER_SECOND / perSecond;
        if (nanos % nanosPerUnit != 0) {
            throw new IllegalArgumentException(
                    "The unit " + unit + " is too coarse for " + value + "; truncate it, or use a finer unit.");
        }
        try {
            // One second up for negative ones, so that the lowest count does not overflow on the way.
            return seconds < 0
                    ? Math.addExact(Math.multiplyExact(seconds + 1, perSecond), nanos / nanosPerUnit - perSecond)
                    : Math.addExact(Math.multiplyExact(seconds, perSecond), nanos / nanosPerUnit);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "64 bits of unit " + unit + " do not reach " + value
                            + (unit == TimeUnit.NANOSECOND ? "; nanoseconds reach 292 years from 1970 or zero." : "."),
                    e);
        }
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> NANOS_PER_SECOND;
        };
    }
}
