package dev.dal.store.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The buffers over the memory of a {@link Region} and of all its parts, and what typed buffers are made by. Thread-safe. */
final class Windows {

    /** The only window, or the first of several. */
    final ByteBuffer first;

    /** Each window by itself; null where there is but one. */
    private final Windows @Nullable [] each;

    /** Has position and limit where a typed buffer is to begin and end; guarded by this. */
    private final ByteBuffer cutter;

    /** One window: a little-endian direct buffer of the writable kind. */
    Windows(ByteBuffer only) {
        this(only, null);
    }

    private Windows(ByteBuffer first, Windows @Nullable [] each) {
        this.first = first;
        this.each = each;
        this.cutter = first.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Several windows, or one. */
    static Windows of(ByteBuffer[] windows) {
        if (windows.length == 1) {
            return new Windows(windows[0]);
        }
        Windows[] each = new Windows[windows.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = new Windows(windows[i]);
        }
        return new Windows(windows[0], each);
    }

    boolean isOne() {
        return each == null;
    }

    /** One of several windows. */
    Windows window(int index) {
        return each == null ? this : each[index];
    }

    /** A typed buffer over a part of the first window. */
    synchronized <B> B cut(int offset, int lengthBytes, Function<ByteBuffer, B> typed) {
        return typed.apply(cutter.limit(offset + lengthBytes).position(offset));
    }
}
