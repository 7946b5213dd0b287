package dev.dal.tensor;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last few things that were prepared, to be used again. Looking costs no lock: threads that add at the same time may
 * replace each other's, which costs nothing but preparing it again. Thread-safe.
 *
 * @param <V> what is kept; immutable
 */
final class Recent<V> {

    /** As many as are kept; a program that uses more in turn prepares each anew. */
    static final int CAPACITY = 8;

    /** What has a header longer than this many bytes is not worth keeping. */
    static final int MAX_HEADER_BYTES = 4096;

    private final AtomicReferenceArray<@Nullable V> kept = new AtomicReferenceArray<>(CAPACITY);

    /** Where the next is put: the oldest goes. */
    private int next;

    /**
     * One of those kept.
     *
     * @param index below {@link #CAPACITY}
     * @return what is kept there, or null if nothing is, nor at any higher index
     */
    @Nullable
    V get(int index) {
        return kept.getAcquire(index);
    }

    /**
     * Keeps one more.
     *
     * @param value what is kept
     */
    void add(V value) {
        int index = next;
        next = (index + 1) % CAPACITY;
        kept.setRelease(index, value);
    }
}
