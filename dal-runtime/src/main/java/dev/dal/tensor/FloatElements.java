package dev.dal.tensor;

import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a tensor as Java {@code float}s. Offsets count elements from the first; they were checked by a
 * {@link Layout}. Whether the tensor may be used or written is not asked here.
 */
final class FloatElements {

    private static final int WINDOW_LENGTH = Region.WINDOW_BYTES / Float.BYTES;
    private static final int WINDOW_SHIFT = Integer.numberOfTrailingZeros(WINDOW_LENGTH);
    private static final int WINDOW_MASK = WINDOW_LENGTH - 1;

    /**
     * Where in a block the values begin: 64 bytes from the beginning of the array, whose header has 16, so that they are
     * aligned as a buffer's (ADR 9).
     */
    static final int BLOCK_START = (64 - 16) / Float.BYTES;

    /** How many values a block has from there on. */
    static final int BLOCK_LENGTH = 2048;

    /** The first window: all elements, unless there are too many for one. */
    final FloatBuffer buffer;

    private final Region body;
    private final FloatBuffer @Nullable [] windows;

    /**
     * The memory of a tensor.
     *
     * @param body begins with the first element
     * @param span elements from the first to the last that can be addressed, both included
     */
    FloatElements(Region body, long span) {
        this.body = body;
        this.windows = span > WINDOW_LENGTH ? windows(span) : null;
        this.buffer = windows == null ? body.prefix((int) span * Float.BYTES, ByteBuffer::asFloatBuffer) : windows[0];
    }

    private FloatBuffer[] windows(long span) {
        FloatBuffer[] all = new FloatBuffer[(int) ((span + WINDOW_MASK) >>> WINDOW_SHIFT)];
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

    float read(long offset) {
        return windowAt(offset).get((int) offset & WINDOW_MASK);
    }

    void write(long offset, float value) {
        windowAt(offset).put((int) offset & WINDOW_MASK, value);
    }

    private FloatBuffer windowAt(long offset) {
        return windows == null ? buffer : windows[(int) (offset >>> WINDOW_SHIFT)];
    }

    /** A piece of the memory as a buffer that begins at index 0. */
    private FloatBuffer chunk(long offset, int length) {
        return body.window(offset * Float.BYTES, length * Float.BYTES).asFloatBuffer();
    }

    /**
     * Copies elements into an array.
     *
     * @param runs which elements
     * @param target receives them
     * @param targetIndex where in the array the first of them is put
     */
    void read(Runs runs, float[] target, int targetIndex) {
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

    private void readRun(long offset, float[] target, int at, int length) {
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
    void write(Runs runs, float[] source, int sourceIndex) {
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

    private void writeRun(long offset, float[] source, int at, int length) {
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
    void fill(Runs runs, float value) {
        while (runs.next()) {
            int length = runs.length();
            if (runs.step() == 1) {
                FloatBuffer target = chunk(runs.offset(), length);
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

    /**
     * Adds multiples of the values of a block.
     *
     * @param runs which elements, at most {@link #BLOCK_LENGTH}
     * @param factor what the values are multiplied by
     * @param block holds a value for each element, from {@link #BLOCK_START} on
     */
    void addScaled(Runs runs, float factor, float[] block) {
        int at = BLOCK_START;
        while (runs.next()) {
            int length = runs.length();
            if (runs.step() == 1 && at == BLOCK_START) {
                addScaled(chunk(runs.offset(), length), length, factor, block);
            } else {
                for (int i = 0; i < length; i++) {
                    long offset = runs.offset() + i * runs.step();
                    write(offset, read(offset) + factor * block[at + i]);
                }
            }
            at += length;
        }
    }

    private static void addScaled(FloatBuffer target, int length, float factor, float[] block) {
        int end = Math.min(length, BLOCK_LENGTH);
        for (int i = 0; i < end; i++) {
            target.put(i, target.get(i) + factor * block[i + BLOCK_START]);
        }
    }
}
