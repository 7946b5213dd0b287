package dev.dal.call;

import dev.dal.store.ObjectId;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** The types of value parameters that Java types stand for (design of annotations: Java type to Arrow type). */
public enum ValueType {
    /** Java {@code boolean}. */
    BOOL(new ArrowType.Bool()),
    /** Java {@code byte}. */
    INT8(new ArrowType.Int(8, true)),
    /** Java {@code short}. */
    INT16(new ArrowType.Int(16, true)),
    /** Java {@code int}. */
    INT32(new ArrowType.Int(32, true)),
    /** Java {@code long}. */
    INT64(new ArrowType.Int(64, true)),
    /** Java {@code float}. */
    FLOAT32(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
    /** Java {@code double}. */
    FLOAT64(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
    /** {@link String}, and the constants of enums. */
    UTF8(new ArrowType.Utf8()),
    /** Java {@code byte[]}. */
    BINARY(new ArrowType.Binary()),
    /** {@link java.time.Instant}: nanoseconds since 1970, UTC. */
    TIMESTAMP(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC")),
    /** {@link java.time.Duration}: nanoseconds. */
    DURATION(new ArrowType.Duration(TimeUnit.NANOSECOND)),
    /** {@link java.time.LocalDate}: days since 1970. */
    DATE32(new ArrowType.Date(DateUnit.DAY)),
    /** {@link ObjectId} as a plain value. */
    OBJECT_ID(new ArrowType.FixedSizeBinary(ObjectId.SIZE_BYTES));

    @SuppressWarnings("ImmutableEnumChecker") // Arrow's types are immutable but do not say so
    private final ArrowType arrowType;

    ValueType(ArrowType arrowType) {
        this.arrowType = arrowType;
    }

    /**
     * The type in call schemas.
     *
     * @return the Arrow type
     */
    public ArrowType arrowType() {
        return arrowType;
    }
}
