package dev.dal.table;

import dev.dal.store.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** The Arrow types that Java types stand for. */
final class ArrowTypes {

    /** Text, and constants of enums. */
    static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;

    private static final Map<Class<?>, ArrowType> BY_CLASS = Map.ofEntries(
            Map.entry(boolean.class, ArrowType.Bool.INSTANCE),
            Map.entry(Boolean.class, ArrowType.Bool.INSTANCE),
            Map.entry(byte.class, new ArrowType.Int(Byte.SIZE, true)),
            Map.entry(Byte.class, new ArrowType.Int(Byte.SIZE, true)),
            Map.entry(short.class, new ArrowType.Int(Short.SIZE, true)),
            Map.entry(Short.class, new ArrowType.Int(Short.SIZE, true)),
            Map.entry(int.class, new ArrowType.Int(Integer.SIZE, true)),
            Map.entry(Integer.class, new ArrowType.Int(Integer.SIZE, true)),
            Map.entry(long.class, new ArrowType.Int(Long.SIZE, true)),
            Map.entry(Long.class, new ArrowType.Int(Long.SIZE, true)),
            Map.entry(float.class, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
            Map.entry(Float.class, new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
            Map.entry(double.class, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            Map.entry(Double.class, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            Map.entry(String.class, UTF8),
            Map.entry(byte[].class, ArrowType.Binary.INSTANCE),
            Map.entry(Instant.class, new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC")),
            Map.entry(LocalDateTime.class, new ArrowType.Timestamp(TimeUnit.NANOSECOND, null)),
            Map.entry(Duration.class, new ArrowType.Duration(TimeUnit.NANOSECOND)),
            Map.entry(LocalDate.class, new ArrowType.Date(DateUnit.DAY)),
            Map.entry(ObjectId.class, new ArrowType.FixedSizeBinary(ObjectId.SIZE_BYTES)));

    private ArrowTypes() {}

    /**
     * The type of cells that hold values of a class.
     *
     * @param type a class
     * @return the Arrow type, or null if values of this class are no plain cells
     */
    static @Nullable ArrowType of(Class<?> type) {
        return BY_CLASS.get(type);
    }
}
