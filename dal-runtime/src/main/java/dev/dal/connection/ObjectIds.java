package dev.dal.connection;

import dev.dal.store.ObjectId;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The form of object ids within this library (dal-format.md section 1). */
public final class ObjectIds {

    /** Length of the prefix that names a namespace. */
    public static final int PREFIX_BYTES = Integer.BYTES;

    /** What follows the prefix in the id of a declaration: zeros, as hexadecimal digits. */
    public static final String DECLARATION_SUFFIX = "00".repeat(ObjectId.SIZE_BYTES - PREFIX_BYTES);

    private ObjectIds() {}

    /**
     * The id of a namespace's declaration: the prefix and 16 zero bytes.
     *
     * @param prefix the namespace
     * @return the id
     */
    public static ObjectId declaration(int prefix) {
        return ObjectId.of((long) prefix << Integer.SIZE, 0, 0);
    }

    /**
     * Whether an id is that of a declaration.
     *
     * @param id any id
     * @return true if all but the prefix is zero
     */
    public static boolean isDeclaration(ObjectId id) {
        return (int) id.high() == 0 && id.middle() == 0 && id.low() == 0;
    }

    /**
     * The id that an owner gives to an object.
     *
     * @param prefix namespace in which the object lies
     * @param origin prefix of the namespace whose owner makes the id
     * @param epoch epoch of that owner
     * @param counter counted up by that owner from 1
     * @return the id
     */
    public static ObjectId of(int prefix, int origin, int epoch, long counter) {
        long high = ((long) prefix << Integer.SIZE) | Integer.toUnsignedLong(origin);
        long middle = ((long) epoch << Integer.SIZE) | (counter >>> Integer.SIZE);
        return ObjectId.of(high, middle, (int) counter);
    }

    /**
     * Who made an id.
     *
     * @param id an id of the form of {@link #of}
     * @return prefix of the maker's namespace
     */
    public static int origin(ObjectId id) {
        return (int) id.high();
    }

    /**
     * When an id was made.
     *
     * @param id an id of the form of {@link #of}
     * @return epoch of the maker's namespace
     */
    public static int epoch(ObjectId id) {
        return (int) (id.middle() >>> Integer.SIZE);
    }

    /**
     * How a prefix is printed.
     *
     * @param prefix the prefix
     * @return 8 lower-case hexadecimal digits
     */
    public static String prefixHex(int prefix) {
        return HexFormat.of().toHexDigits(prefix);
    }

    /**
     * Reads the printed form of a prefix, or of the beginning of one.
     *
     * @param hex up to 8 hexadecimal digits of either case, an even number
     * @return the bytes of the prefix that are given, at most 4
     * @throws IllegalArgumentException if the text has another form
     */
    public static byte[] parsePrefix(String hex) {
        if (hex.length() > 2 * PREFIX_BYTES) {
            throw new IllegalArgumentException(
                    "A namespace prefix has at most 8 hexadecimal digits; found '" + hex + "'.");
        }
        return HexFormat.of().parseHex(hex);
    }

    /**
     * Reads the printed form of an id, or of the beginning of one.
     *
     * @param hex up to 40 hexadecimal digits of either case, an even number
     * @return the bytes that are given, at most {@value ObjectId#SIZE_BYTES}
     * @throws IllegalArgumentException if the text has another form
     */
    public static byte[] parseHex(String hex) {
        if (hex.length() > 2 * ObjectId.SIZE_BYTES) {
            throw new IllegalArgumentException("An object id has at most " + 2 * ObjectId.SIZE_BYTES
                    + " hexadecimal digits; found '" + hex + "'.");
        }
        return HexFormat.of().parseHex(hex);
    }

    /**
     * The ids that begin with given bytes, in ascending order. Nothing is said of whether there are such objects.
     *
     * @param prefix the first bytes, at most {@value ObjectId#SIZE_BYTES}
     * @return all such ids, made as they are asked for: the first has zeros after the prefix
     * @throws IllegalArgumentException if there are more bytes than an id has
     */
    public static Stream<ObjectId> startingWith(byte[] prefix) {
        if (prefix.length > ObjectId.SIZE_BYTES) {
            throw new IllegalArgumentException(
                    "An object id has " + ObjectId.SIZE_BYTES + " bytes; found a prefix of " + prefix.length + ".");
        }
        BigInteger first = new BigInteger(1, Arrays.copyOf(prefix, ObjectId.SIZE_BYTES));
        BigInteger end = first.add(BigInteger.ONE.shiftLeft((ObjectId.SIZE_BYTES - prefix.length) * Byte.SIZE));
        return Stream.iterate(first, id -> id.compareTo(end) < 0, id -> id.add(BigInteger.ONE))
                .map(ObjectIds::ofNumber);
    }

    private static ObjectId ofNumber(BigInteger number) {
        return ObjectId.of(
                number.shiftRight(Long.SIZE + Integer.SIZE).longValue(),
                number.shiftRight(Integer.SIZE).longValue(),
                number.intValue());
    }
}
