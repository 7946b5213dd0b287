package dev.dal.ipc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Arrow types by the names that messages and contracts use: {@code int64}, {@code timestamp(ns, UTC)},
 * {@code fixed_size_binary(20)}.
 */
public final class TypeNames {

    private static final Pattern FORM = Pattern.compile("([a-z_]+)([0-9]*)(?:\\((.+)\\))?");

    private TypeNames() {}

    /**
     * The name of a type.
     *
     * @param type a type; of nested ones the children do not count
     * @return the name, or nothing for a type that has none here
     */
    public static Optional<String> of(ArrowType type) {
        return switch (type.getTypeID()) {
            case Null -> Optional.of("null");
            case Bool -> Optional.of("bool");
            case Int -> Optional.of(name((ArrowType.Int) type));
            case FloatingPoint -> Optional.of(name(((ArrowType.FloatingPoint) type).getPrecision()));
            case Utf8 -> Optional.of("utf8");
            case Binary -> Optional.of("binary");
            case FixedSizeBinary ->
                Optional.of("fixed_size_binary(" + ((ArrowType.FixedSizeBinary) type).getByteWidth() + ")");
            case Date -> Optional.of(((ArrowType.Date) type).getUnit() == DateUnit.DAY ? "date32" : "date64");
            case Timestamp -> Optional.of(name((ArrowType.Timestamp) type));
            case Duration -> Optional.of("duration(" + name(((ArrowType.Duration) type).getUnit()) + ")");
            case List -> Optional.of("list");
            case Struct -> Optional.of("struct");
            default -> Optional.empty();
        };
    }

    private static String name(ArrowType.Int type) {
        return (type.getIsSigned() ? "int" : "uint") + type.getBitWidth();
    }

    private static String name(FloatingPointPrecision precision) {
        return switch (precision) {
            case HALF -> "float16";
            case SINGLE -> "float32";
            case DOUBLE -> "float64";
        };
    }

    private static String name(ArrowType.Timestamp type) {
        String zone = type.getTimezone();
        return "timestamp(" + name(type.getUnit()) + (zone == null ? "" : ", " + zone) + ")";
    }

    private static String name(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> "s";
            case MILLISECOND -> "ms";
            case MICROSECOND -> "us";
            case NANOSECOND -> "ns";
        };
    }

    /**
     * The type of a name.
     *
     * @param name a name as {@link #of} gives it
     * @return the type
     * @throws FormatException if no type has that name
     */
    public static ArrowType parse(String name) {
        Matcher matcher = FORM.matcher(name);
        Optional<ArrowType> type = matcher.matches()
                ? parse(matcher.group(1), matcher.group(2), matcher.group(3) == null ? "" : matcher.group(3))
                : Optional.empty();
        // Whatever is not written as it would be is none: 'int7', 'utf8(3)', 'timestamp(ns,UTC)'.
        return type.filter(found -> of(found).filter(name::equals).isPresent())
                .orElseThrow(() -> new FormatException("'" + name + "' is no type; expected a name such as int64, utf8,"
                        + " timestamp(ns, UTC) or fixed_size_binary(20)."));
    }

    private static Optional<ArrowType> parse(String word, String digits, String arguments) {
        return switch (word + digits) {
            case "null" -> Optional.of(new ArrowType.Null());
            case "bool" -> Optional.of(new ArrowType.Bool());
            case "int8", "int16", "int32", "int64" -> Optional.of(new ArrowType.Int(Integer.parseInt(digits), true));
            case "uint8", "uint16", "uint32", "uint64" ->
                Optional.of(new ArrowType.Int(Integer.parseInt(digits), false));
            case "float16" -> Optional.of(new ArrowType.FloatingPoint(FloatingPointPrecision.HALF));
            case "float32" -> Optional.of(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
            case "float64" -> Optional.of(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
            case "utf8" -> Optional.of(new ArrowType.Utf8());
            case "binary" -> Optional.of(new ArrowType.Binary());
            case "fixed_size_binary" -> width(arguments).map(ArrowType.FixedSizeBinary::new);
            case "date32" -> Optional.of(new ArrowType.Date(DateUnit.DAY));
            case "date64" -> Optional.of(new ArrowType.Date(DateUnit.MILLISECOND));
            case "timestamp" -> timestamp(arguments);
            case "duration" -> unit(arguments).map(ArrowType.Duration::new);
            case "list" -> Optional.of(new ArrowType.List());
            case "struct" -> Optional.of(new ArrowType.Struct());
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> width(String digits) {
        return digits.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }

    private static Optional<ArrowType> timestamp(String arguments) {
        String[] unitAndZone = arguments.split(", ", 2);
        String zone = unitAndZone.length > 1 ? unitAndZone[1] : null;
        return unit(unitAndZone[0]).map(unit -> new ArrowType.Timestamp(unit, zone));
    }

    private static Optional<TimeUnit> unit(String name) {
        for (TimeUnit unit : TimeUnit.values()) {
            if (name(unit).equals(name)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
