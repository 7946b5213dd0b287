package dev.dal.tensor;

import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a tensor as Java {@code short}s. Offsets count elements from the first; they were checked by a
 * {@link Layout}. Whether the tensor may be used or written is not asked here.
 */
final class ShortElements {

    private static final int WINDOW_LENGTH = Region.WINDOW_BYTES / Short.BYTES;
    private static final int WINDOW_SHIFT = Integer.numberOfTrailingZeros(WINDOW_LENGTH);
    private static final int WINDOW_MASK = WINDOW_LENGTH - 1;

    /** The first window: all elements, unless there are too many for one. */
    final ShortBuffer buffer;

    private final Region body;
    private final ShortBuffer @Nullable [] windows;

    /**
     * The memory of a tensor.
     *
     * @param body begins with the first element
     * @param span elements from the first to the last that can be addressed, both included
     */
    ShortElements(Region body, long span) {
        this.body = body;
        this.windows = span > WINDOW_LENGTH ? windows(span) : null;
        this.buffer = windows == null ? body.prefix((int) span * Short.BYTES, ByteBuffer::asShortBuffer) : windows[0];
    }

    private ShortBuffer[] windows(long span) {
        ShortBuffer[] all = new ShortBuffer[(int) ((span + WINDOW_MASK) >>> WINDOW_SHIFT)];
        for (int i = 0; i < all.length; i++) {
            long offset = (long) i << WINDOW_SHIFT;
            all[i] = chunk(offset, (int) Math.min(WINDOW_LENGTH, span - offset));
        }
        return all;
    }

    /** Whether {@link #buffer} shows them all. */
    boolean areInOneWindow() {
        return windows == null;
    }

    short read(long offset) {
        return windowAt(offset).get((int) offset & WINDOW_MASK);
    }

    void write(long offset, short value) {
        windowAt(offset).put((int) offset & WINDOW_MASK, value);
    }

    private ShortBuffer windowAt(long offset) {
        return windows == null ? buffer : windows[(int) (offset >>> WINDOW_SHIFT)];
    }

    /** A piece of the memory as a buffer that begins at index 0. */
    private ShortBuffer chunk(long offset, int length) {
        return body.window(offset * Short.BYTES, length * Short.BYTES).asShortBuffer();
    }

    /**
     * Copies elements into an array.
     *
     * @param runs which elements
     * @param target receives them
     * @param targetIndex where in the array the first of them is put
     */
    void read(Runs runs, short[] target, int targetIndex) {
        int at = targetIndex;
        while (runs.next()) {
            int length = runs.length();
            if (runs.step() == 1) {
                readRun(runs.offset(), target, at, length);
            } else {
                for (int i = 0; i < length; i++) {
                    target[at + i] = read(runs.offset() + i * runs.step());
                }
            }
            at += length;
        }
    }

    private void readRun(long offset, short[] target, int at, int length) {
        if (windows == null) {
            buffer.get((int) offset, target, at, length);
        } else {
            chunk(offset, length).get(target, at, length);
        }
    }

    /**
     * Copies elements out of an array.
     *
     * @param runs which elements
     * @param source holds their new values
     * @param sourceIndex where in the array the first of them is
     */
    void write(Runs runs, short[] source, int sourceIndex) {
        int at = sourceIndex;
        while (runs.next()) {
            int length = runs.length();
            if (runs.step() == 1) {
                writeRun(runs.offset(), source, at, length);
            } else {
                for (int i = 0; i < length; i++) {
                    write(runs.offset() + i * runs.step(), source[at + i]);
                }
            }
            at += length;
        }
    }

    private void writeRun(long offset, short[] source, int at, int length) {
        if (windows == null) {
            buffer.put((int) offset, source, at, length);
        } else {
            chunk(offset, length).put(source, at, length);
        }
    }

    /**
     * Sets elements.
     *
     * @param runs which elements
     * @param value the new value of each
     */
    void fill(Runs runs, short value) {
        while (runs.next()) {
            int length = runs.length();
            if (runs.step() == 1) {
                ShortBuffer target = chunk(runs.offset(), length);
                for (int i = 0; i < length; i++) {
                    target.put(i, value);
                }
            } else {
                for (int i = 0; i < length; i++) {
                    write(runs.offset() + i * runs.step(), value);
                }
            }
        }
    }
}
