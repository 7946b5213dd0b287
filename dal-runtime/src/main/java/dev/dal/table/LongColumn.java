package dev.dal.table;

import java.nio.LongBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of int64 or uint64, or of timestamps and durations in the unit of their type; unsigned numbers are seen as
 * their bits. See {@link Column} for lifetime and threads.
 */
public final class LongColumn extends Column {

    /** The first cells; they can be read without more ado if none is null and they lie within one window. */
    private final LongBuffer direct;

    private final int directLength;

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    LongColumn(Field field, Chunks chunks) {
        super(field, chunks);
        this.directLength = directLength();
        this.direct = directWindow().asLongBuffer();
    }

    /**
     * A cell.
     *
     * @param i its row
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     */
    public long get(long i) {
        lifetime.check();
        int index = (int) i;
        if (index == i && index >= 0 && index < directLength) {
            return direct.get(index);
        }
        return find(i);
    }

    private long find(long i) {
        int chunk = chunks.find(i);
        return chunks.reader(chunk).getLong(chunks.row(chunk, i));
    }

    /**
     * A cell of a column of timestamps.
     *
     * @param i its row
     * @return the point in time; where the type has no time zone, as if it were UTC
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     * @throws dev.dal.ipc.FormatException if it is more than a billion years away
     */
    public Instant getInstant(long i) {
        if (!(field().getType() instanceof ArrowType.Timestamp timestamp)) {
            throw TypeText.mismatch(field(), "a timestamp");
        }
        return TimeValues.instant(get(i), timestamp.getUnit());
    }

    /**
     * A cell of a column of durations.
     *
     * @param i its row
     * @return the duration
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     */
    public Duration getDuration(long i) {
        if (!(field().getType() instanceof ArrowType.Duration duration)) {
            throw TypeText.mismatch(field(), "a duration");
        }
        return TimeValues.duration(get(i), duration.getUnit());
    }

    /**
     * All cells as an array.
     *
     * @return a fresh array, as long as the column
     * @throws IllegalStateException if a cell is null or the view is closed
     * @throws IllegalArgumentException if no array is so long
     */
    public long[] toArray() {
        long[] values = new long[arrayLengthWithoutNulls()];
        forEachWindow((window, index, count) -> window.asLongBuffer().get(0, values, index, count));
        return values;
    }

    @Override
    public Object toValues() {
        return nullCount() == 0 && CellValues.isSigned(field().getType()) ? toArray() : toList();
    }

    @Override
    public LongColumn slice(long from, long length) {
        return new LongColumn(field(), slicedChunks(from, length));
    }
}
