package dev.dal.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name of an object: 20 bytes, compared and printed as unsigned big-endian, so that ids sort by namespace.
 *
 * <p>Immutable and thread-safe. The bytes and their meaning within this library are those of dal-format.md section 1.
 */
public final class ObjectId implements Comparable<ObjectId> {

    /** Length of every object id in bytes. */
    public static final int SIZE_BYTES = 20;

    private static final int MIDDLE_OFFSET = Long.BYTES;
    private static final int LOW_OFFSET = MIDDLE_OFFSET + Long.BYTES;

    private final long high;
    private final long middle;
    private final int low;

    private ObjectId(long high, long middle, int low) {
        this.high = high;
        this.middle = middle;
        this.low = low;
    }

    /**
     * The id made of three big-endian parts.
     *
     * @param high bytes 0 to 7
     * @param middle bytes 8 to 15
     * @param low bytes 16 to 19
     * @return the id
     */
    public static ObjectId of(long high, long middle, int low) {
        return new ObjectId(high, middle, low);
    }

    /**
     * The id with the given bytes.
     *
     * @param bytes exactly 20 bytes; copied
     * @return the id
     * @throws IllegalArgumentException if there are not 20 bytes
     */
    public static ObjectId of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("An object id has 20 bytes; found " + bytes.length + ".");
        }
        return read(ByteBuffer.wrap(bytes), 0);
    }

    /**
     * Reads an id out of a buffer, whatever the buffer's byte order, without moving its position.
     *
     * @param source where to read
     * @param index index of the first of 20 bytes
     * @return the id
     * @throws IndexOutOfBoundsException if the 20 bytes are not within the buffer's limit
     */
    public static ObjectId read(ByteBuffer source, int index) {
        boolean swap = source.order() == ByteOrder.LITTLE_ENDIAN;
        long high = source.getLong(index);
        long middle = source.getLong(index + MIDDLE_OFFSET);
        int low = source.getInt(index + LOW_OFFSET);
        return swap
                ? new ObjectId(Long.reverseBytes(high), Long.reverseBytes(middle), Integer.reverseBytes(low))
                : new ObjectId(high, middle, low);
    }

    /**
     * Reads the 20 bytes of an id that is likely to be known, whatever the buffer's byte order, without moving its position.
     *
     * @param source where to read
     * @param index index of the first of 20 bytes
     * @param recent ids that were read before, by the last bits of their last four bytes; takes this one too. A power of two of them
     * @return the id; one of those if it is among them
     * @throws IndexOutOfBoundsException if the 20 bytes are not within the buffer's limit
     */
    public static ObjectId read(ByteBuffer source, int index, @Nullable ObjectId[] recent) {
        boolean swap = source.order() == ByteOrder.LITTLE_ENDIAN;
        long first = source.getLong(index);
        long second = source.getLong(index + MIDDLE_OFFSET);
        int third = source.getInt(index + LOW_OFFSET);
        long high = swap ? Long.reverseBytes(first) : first;
        long middle = swap ? Long.reverseBytes(second) : second;
        int low = swap ? Integer.reverseBytes(third) : third;
        int place = low & (recent.length - 1);
        ObjectId known = recent[place];
        if (known != null && known.low == low && known.middle == middle && known.high == high) {
            return known;
        }
        ObjectId read = new ObjectId(high, middle, low);
        recent[place] = read;
        return read;
    }

    /**
     * The id with the given hexadecimal form.
     *
     * @param hex exactly 40 hexadecimal digits of either case
     * @return the id
     * @throws IllegalArgumentException if the text has another form
     */
    public static ObjectId fromHex(String hex) {
        if (hex.length() != 2 * SIZE_BYTES) {
            throw new IllegalArgumentException(
                    "An object id has 40 hexadecimal digits; found " + hex.length() + " characters in '" + hex + "'.");
        }
        return of(HexFormat.of().parseHex(hex));
    }

    /**
     * A random id, as pyarrow's {@code ObjectID.from_random()} makes it.
     *
     * @return an id that nobody else has
     */
    public static ObjectId random() {
        byte[] bytes = new byte[SIZE_BYTES];
        Random.SOURCE.nextBytes(bytes);
        return of(bytes);
    }

    /**
     * Writes the 20 bytes into a buffer, whatever the buffer's byte order, without moving its position.
     *
     * @param target where to write
     * @param index index of the first of 20 bytes
     * @throws IndexOutOfBoundsException if the 20 bytes do not fit below the buffer's limit
     */
    public void write(ByteBuffer target, int index) {
        boolean swap = target.order() == ByteOrder.LITTLE_ENDIAN;
        target.putLong(index, swap ? Long.reverseBytes(high) : high);
        target.putLong(index + MIDDLE_OFFSET, swap ? Long.reverseBytes(middle) : middle);
        target.putInt(index + LOW_OFFSET, swap ? Integer.reverseBytes(low) : low);
    }

    /**
     * The bytes of this id.
     *
     * @return a fresh array of 20 bytes
     */
    public byte[] toBytes() {
        byte[] bytes = new byte[SIZE_BYTES];
        write(ByteBuffer.wrap(bytes), 0);
        return bytes;
    }

    /**
     * Bytes 0 to 7, big-endian.
     *
     * @return the first part
     */
    public long high() {
        return high;
    }

    /**
     * Bytes 8 to 15, big-endian.
     *
     * @return the second part
     */
    public long middle() {
        return middle;
    }

    /**
     * Bytes 16 to 19, big-endian.
     *
     * @return the third part
     */
    public int low() {
        return low;
    }

    /**
     * The id that comes some places later when its last four bytes are counted up.
     *
     * @param places how many, from 0
     * @return the id; its first 16 bytes are the same
     * @throws ArithmeticException if the last four bytes would overflow
     */
    public ObjectId plus(int places) {
        if (places < 0 || Integer.compareUnsigned(low + places, low) < 0) {
            throw new ArithmeticException("There is no id " + places + " places after " + this + ".");
        }
        return places == 0 ? this : new ObjectId(high, middle, low + places);
    }

    /**
     * How many places this id comes after another, as {@link #plus} counts.
     *
     * @param other the other id
     * @return the number of places, or −1 if there is none
     */
    public int placesAfter(ObjectId other) {
        int places = low - other.low;
        boolean after = high == other.high
                && middle == other.middle
                && Integer.compareUnsigned(low, other.low) >= 0
                && places >= 0;
        return after ? places : -1;
    }

    /**
     * The prefix that names the namespace: bytes 0 to 3, big-endian.
     *
     * @return the prefix; print it with {@code %08x}
     */
    public int prefix() {
        return (int) (high >>> Integer.SIZE);
    }

    @Override
    public int compareTo(ObjectId other) {
        int order = Long.compareUnsigned(high, other.high);
        if (order == 0) {
            order = Long.compareUnsigned(middle, other.middle);
        }
        return order == 0 ? Integer.compareUnsigned(low, other.low) : order;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectId id && high == id.high && middle == id.middle && low == id.low;
    }

    @Override
    public int hashCode() {
        long mixed = (high * 0x9E3779B97F4A7C15L ^ middle) * 0xC2B2AE3D27D4EB4FL ^ low;
        return (int) (mixed ^ mixed >>> Integer.SIZE);
    }

    /** The 40 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }

    /** Loaded with the first random id only: making a secure source takes time. */
    private static final class Random {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
