package dev.dal.store.memory;

import static dev.dal.store.memory.BoundsChecks.checkRange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A checked range of native memory with 64-bit offsets, little-endian.
 *
 * <p>A region of up to {@link #WINDOW_BYTES} lies behind one buffer. A longer one lies behind several windows that
 * begin {@link #WINDOW_BYTES} apart and are twice as long (less a byte, since buffers end there), so that whatever is
 * at most {@link #WINDOW_BYTES} long lies in one of them.
 *
 * <p>Every access checks that the lifetime lasts and that the range is inside; every write also checks that the region
 * is writable. All windows are of one buffer class, writable or not, so that loops over them stay fast; that is why
 * {@link #window} is for this library alone and {@link #export} is what users get. Concurrent access is as safe as on
 * arrays. A region never frees memory.
 */
public final class Region {

    /** Distance between the beginnings of two windows in bytes, and the most that one buffer gives access to. */
    public static final int WINDOW_BYTES = 1 << 30;

    /** Objects, tensors and regions of fresh memory begin at multiples of this many bytes. */
    public static final int ALIGNMENT_BYTES = 64;

    private static final int WINDOW_SHIFT = 30;
    private static final long WINDOW_MASK = WINDOW_BYTES - 1;
    private static final VarHandle LONGS_OF_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes that are compared in one step. */
    private static final int COMPARED_BYTES = 4 * Long.BYTES;

    private final Windows windows;
    /** The first window, and whether there is no other: at hand, since every access asks. */
    private final ByteBuffer first;

    private final boolean isOne;
    /** Bytes from the start of the first window to the start of this region. */
    private final long base;

    private final long length;
    private final boolean writable;
    private final Lifetime lifetime;

    /** Kept reachable as long as this region is. */
    private final @Nullable Object owner;

    private Region(
            Windows windows, long base, long length, boolean writable, Lifetime lifetime, @Nullable Object owner) {
        this.windows = windows;
        this.first = windows.first;
        this.isOne = windows.isOne();
        this.base = base;
        this.length = length;
        this.writable = writable;
        this.lifetime = lifetime;
        this.owner = owner;
    }

    /**
     * A region over one direct buffer.
     *
     * @param memory the memory from index 0 to the limit; a direct buffer of the writable kind even if the memory is
     *     not to be written
     * @param writable whether the region may be written
     * @param lifetime until when the region may be used
     * @return the region
     * @throws IllegalArgumentException if the buffer is not direct, or read-only
     */
    public static Region of(ByteBuffer memory, boolean writable, Lifetime lifetime) {
        requireNative(memory);
        ByteBuffer window = memory.slice(0, memory.limit()).order(ByteOrder.LITTLE_ENDIAN);
        return new Region(new Windows(window), 0, window.capacity(), writable, lifetime, null);
    }

    /**
     * A region over several windows.
     *
     * @param windows little-endian windows, one per begun {@link #WINDOW_BYTES}: window <i>k</i> begins at byte
     *     <i>k</i> · {@link #WINDOW_BYTES} and reaches to the end of the memory, but at most
     *     {@link Integer#MAX_VALUE} bytes; not copied
     * @param length bytes in the memory
     * @param writable whether the region may be written
     * @param lifetime until when the region may be used
     * @return the region
     * @throws IllegalArgumentException if number, lengths or kind of the windows are not as said
     */
    public static Region of(ByteBuffer[] windows, long length, boolean writable, Lifetime lifetime) {
        long expected = Math.max(1, (length + WINDOW_MASK) >>> WINDOW_SHIFT);
        if (windows.length != expected) {
            throw new IllegalArgumentException(
                    "windows=" + windows.length + " expected=" + expected + " length=" + length);
        }
        for (int i = 0; i < windows.length; i++) {
            requireNative(windows[i]);
            long wanted = Math.min(Integer.MAX_VALUE, length - i * (long) WINDOW_BYTES);
            if (windows[i].capacity() != wanted || windows[i].order() != ByteOrder.LITTLE_ENDIAN) {
                throw new IllegalArgumentException("window=" + i + " found=" + windows[i] + " expected=" + wanted);
            }
        }
        return new Region(Windows.of(windows), 0, length, writable, lifetime, null);
    }

    /**
     * Fresh zeroed memory of this process, freed by the garbage collector.
     *
     * @param length bytes; up to {@link #WINDOW_BYTES} they count against the JVM's limit of direct memory, longer
     *     memory is mapped
     * @return a writable region that begins at a multiple of 64
     * @throws IllegalArgumentException if the length is negative
     * @throws dev.dal.store.StoreException if long memory is not to be had
     */
    public static Region allocate(long length) {
        if (length < 0) {
            throw new IllegalArgumentException("length=" + length + " expected=0..");
        }
        if (length > WINDOW_BYTES) {
            return MappedSegment.anonymous(length).region(0, length, Lifetime.unbounded());
        }
        // An aligned slice ends at a multiple as well.
        int rounded = ((int) length + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
        ByteBuffer memory = ByteBuffer.allocateDirect(rounded + ALIGNMENT_BYTES).alignedSlice(ALIGNMENT_BYTES);
        return of(memory.slice(0, (int) length), true, Lifetime.unbounded());
    }

    private static void requireNative(ByteBuffer memory) {
        if (!memory.isDirect() || memory.isReadOnly()) {
            throw new IllegalArgumentException("A region needs a direct buffer of the writable kind; found " + memory);
        }
    }

    /**
     * Length of the region.
     *
     * @return bytes
     */
    public long length() {
        return length;
    }

    /**
     * Whether the region may be written.
     *
     * @return false for sealed objects
     */
    public boolean isWritable() {
        return writable;
    }

    /**
     * Until when the region may be used.
     *
     * @return the lifetime, shared with all slices
     */
    public Lifetime lifetime() {
        return lifetime;
    }

    /**
     * A part of this region with the same lifetime.
     *
     * @param offset first byte
     * @param lengthBytes bytes in the part
     * @return the part; its offsets begin at 0
     * @throws IndexOutOfBoundsException if the part is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public Region slice(long offset, long lengthBytes) {
        return slice(offset, lengthBytes, lifetime, owner);
    }

    /**
     * A part of this region with a lifetime of its own; this region's is no longer checked by the new one.
     *
     * @param offset first byte
     * @param lengthBytes bytes in the part
     * @param newLifetime until when the part may be used
     * @param newOwner what the part, and whatever is made of it, keeps reachable; or null
     * @return the part; its offsets begin at 0
     * @throws IndexOutOfBoundsException if the part is not inside
     * @throws IllegalStateException if this region's lifetime has ended
     */
    public Region slice(long offset, long lengthBytes, Lifetime newLifetime, @Nullable Object newOwner) {
        lifetime.check();
        checkRange(offset, lengthBytes, length);
        return isOne || lengthBytes > WINDOW_BYTES || lengthBytes == 0
                ? new Region(windows, base + offset, lengthBytes, writable, newLifetime, newOwner)
                : new Region(
                        windows.window(indexOfWindow(offset)),
                        inWindow(offset),
                        lengthBytes,
                        writable,
                        newLifetime,
                        newOwner);
    }

    /**
     * The same memory with another lifetime; this region's own is no longer checked by the new one.
     *
     * @param other until when the new region may be used; it must keep this region's memory from being reused
     * @return a region over the same memory
     */
    public Region withLifetime(Lifetime other) {
        return withLifetime(other, owner);
    }

    /**
     * The same memory with another lifetime and owner; this region's own are no longer of any matter to the new one.
     *
     * @param other until when the new region may be used; it must keep this region's memory from being reused
     * @param newOwner what the new region, and whatever is made of it, keeps reachable; or null
     * @return a region over the same memory
     */
    public Region withLifetime(Lifetime other, @Nullable Object newOwner) {
        return new Region(windows, base, length, writable, other, newOwner);
    }

    /**
     * The same memory as a region that refuses writes.
     *
     * @return a read-only region with the same lifetime
     */
    public Region asReadOnly() {
        return writable ? new Region(windows, base, length, false, lifetime, owner) : this;
    }

    /**
     * A buffer over a part of the memory, for this library's own views: it is of the writable kind even over memory
     * that must not be written, does not check the lifetime, and does not keep the object from being released.
     *
     * @param offset first byte
     * @param lengthBytes bytes, at most {@link #WINDOW_BYTES}
     * @return a little-endian direct buffer from 0 to {@code lengthBytes}
     * @throws IndexOutOfBoundsException if the part is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public ByteBuffer window(long offset, int lengthBytes) {
        lifetime.check();
        checkRange(offset, lengthBytes, length);
        checkRange(0, lengthBytes, WINDOW_BYTES);
        return rawWindow(offset, lengthBytes);
    }

    /**
     * A buffer over the first bytes of the memory, like {@link #window} from 0 on, but maybe one that others use as well:
     * for absolute access, and to make typed buffers from. Whoever has it does not move its position or limit.
     *
     * @param lengthBytes bytes, at most {@link #WINDOW_BYTES}
     * @return a little-endian direct buffer from 0 to {@code lengthBytes}
     * @throws IndexOutOfBoundsException if there are not as many
     * @throws IllegalStateException if the lifetime has ended
     */
    public ByteBuffer prefix(int lengthBytes) {
        lifetime.check();
        return lengthBytes == length && length == first.capacity() ? first : window(0, lengthBytes);
    }

    /**
     * A typed buffer over the first bytes of the memory, for this library's own views, as {@link #window} is.
     *
     * @param lengthBytes bytes, at most {@link #WINDOW_BYTES}
     * @param typed makes the buffer, such as {@link ByteBuffer#asLongBuffer}, and keeps nothing else
     * @param <B> class of the buffer
     * @return a buffer with the native order
     * @throws IndexOutOfBoundsException if there are not as many bytes
     * @throws IllegalStateException if the lifetime has ended
     */
    public <B extends Buffer> B prefix(int lengthBytes, Function<ByteBuffer, B> typed) {
        lifetime.check();
        checkRange(0, lengthBytes, length);
        checkRange(0, lengthBytes, WINDOW_BYTES);
        if (lengthBytes == 0) {
            return windows.cut(0, 0, typed);
        }
        return windows.window(indexOfWindow(0)).cut(inWindow(0), lengthBytes, typed);
    }

    /**
     * A buffer for users over a part of the memory. The memory stays valid, and the object held, until the buffer and
     * everything derived from it are garbage.
     *
     * @param offset first byte
     * @param lengthBytes bytes
     * @return a little-endian direct buffer, read-only unless this region is writable
     * @throws IndexOutOfBoundsException if the part is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public ByteBuffer export(long offset, int lengthBytes) {
        lifetime.check();
        checkRange(offset, lengthBytes, length);
        ByteBuffer exported = PinnedBuffers.export(address() + offset, lengthBytes, this);
        return (writable ? exported : exported.asReadOnlyBuffer()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The memory by its address, for the Arrow bridge. It stays valid, and the object held, until that is closed.
     *
     * @return the memory of this region, to be closed by the caller
     * @throws IllegalStateException if the lifetime has ended
     */
    public PinnedMemory pin() {
        return new PinnedMemory(this);
    }

    /**
     * Reads a byte.
     *
     * @param offset where
     * @return the value
     * @throws IndexOutOfBoundsException if it is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public byte getByte(long offset) {
        return forRead(offset, Byte.BYTES).get(inWindow(offset));
    }

    /**
     * Reads a 16-bit number.
     *
     * @param offset where
     * @return the value
     * @throws IndexOutOfBoundsException if it is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public short getShort(long offset) {
        return forRead(offset, Short.BYTES).getShort(inWindow(offset));
    }

    /**
     * Reads a 32-bit number.
     *
     * @param offset where
     * @return the value
     * @throws IndexOutOfBoundsException if it is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public int getInt(long offset) {
        return forRead(offset, Integer.BYTES).getInt(inWindow(offset));
    }

    /**
     * Reads a 64-bit number.
     *
     * @param offset where
     * @return the value
     * @throws IndexOutOfBoundsException if it is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public long getLong(long offset) {
        return forRead(offset, Long.BYTES).getLong(inWindow(offset));
    }

    /**
     * Writes a byte.
     *
     * @param offset where
     * @param value the value
     * @throws IndexOutOfBoundsException if it is not inside
     * @throws ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime has ended
     */
    public void putByte(long offset, byte value) {
        forWrite(offset, Byte.BYTES).put(inWindow(offset), value);
    }

    /**
     * Writes a 16-bit number.
     *
     * @param offset where
     * @param value the value
     * @throws IndexOutOfBoundsException if it is not inside
     * @throws ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime has ended
     */
    public void putShort(long offset, short value) {
        forWrite(offset, Short.BYTES).putShort(inWindow(offset), value);
    }

    /**
     * Writes a 32-bit number.
     *
     * @param offset where
     * @param value the value
     * @throws IndexOutOfBoundsException if it is not inside
     * @throws ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime has ended
     */
    public void putInt(long offset, int value) {
        forWrite(offset, Integer.BYTES).putInt(inWindow(offset), value);
    }

    /**
     * Writes a 64-bit number.
     *
     * @param offset where
     * @param value the value
     * @throws IndexOutOfBoundsException if it is not inside
     * @throws ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime has ended
     */
    public void putLong(long offset, long value) {
        forWrite(offset, Long.BYTES).putLong(inWindow(offset), value);
    }

    /**
     * Copies bytes out of the region.
     *
     * @param offset first byte in the region
     * @param target receives the bytes from {@code targetIndex} on
     * @param targetIndex first index in the array
     * @param count number of bytes
     * @throws IndexOutOfBoundsException if either range is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public void get(long offset, byte[] target, int targetIndex, int count) {
        lifetime.check();
        checkRange(offset, count, length);
        checkRange(targetIndex, count, target.length);
        int done = 0;
        while (done < count) {
            int step = Math.min(count - done, WINDOW_BYTES);
            windowAt(offset + done).get(inWindow(offset + done), target, targetIndex + done, step);
            done += step;
        }
    }

    /**
     * Copies a part of the region into an array.
     *
     * @param offset first byte
     * @param count number of bytes
     * @return a fresh array
     * @throws IndexOutOfBoundsException if the range is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public byte[] bytes(long offset, int count) {
        checkRange(offset, count, length);
        byte[] copy = new byte[count];
        get(offset, copy, 0, count);
        return copy;
    }

    /**
     * Whether a part of the region holds the bytes of an array.
     *
     * @param offset first byte of the part, which is as long as the array
     * @param expected the bytes to compare with
     * @return true if all are equal
     * @throws IndexOutOfBoundsException if the part is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public boolean holds(long offset, byte[] expected) {
        return holds(offset, expected, 0, expected.length);
    }

    /**
     * Whether a part of the region holds some bytes of an array.
     *
     * @param offset first byte of the part
     * @param expected the bytes to compare with
     * @param from index of the first of them
     * @param count number of bytes
     * @return true if all are equal
     * @throws IndexOutOfBoundsException if either part is not inside
     * @throws IllegalStateException if the lifetime has ended
     */
    public boolean holds(long offset, byte[] expected, int from, int count) {
        lifetime.check();
        checkRange(offset, count, length);
        checkRange(from, count, expected.length);
        int done = 0;
        while (done < count) {
            int step = Math.min(count - done, WINDOW_BYTES);
            if (!holds(windowAt(offset + done), inWindow(offset + done), expected, from + done, step)) {
                return false;
            }
            done += step;
        }
        return true;
    }

    private static boolean holds(ByteBuffer window, int at, byte[] expected, int from, int count) {
        int done = 0;
        for (int whole = count & -COMPARED_BYTES; done < whole; done += COMPARED_BYTES) {
            long difference = difference(window, at + done, expected, from + done)
                    | difference(window, at + done + 8, expected, from + done + 8)
                    | difference(window, at + done + 16, expected, from + done + 16)
                    | difference(window, at + done + 24, expected, from + done + 24);
            if (difference != 0) {
                return false;
            }
        }
        for (; done < count; done++) {
            if (window.get(at + done) != expected[from + done]) {
                return false;
            }
        }
        return true;
    }

    /** Eight bytes of one and of the other; 0 if they are equal. */
    private static long difference(ByteBuffer window, int at, byte[] expected, int from) {
        return window.getLong(at) ^ (long) LONGS_OF_BYTES.get(expected, from);
    }

    /**
     * Copies bytes into the region.
     *
     * @param offset first byte in the region
     * @param source holds the bytes from {@code sourceIndex} on
     * @param sourceIndex first index in the array
     * @param count number of bytes
     * @throws IndexOutOfBoundsException if either range is not inside
     * @throws ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime has ended
     */
    public void put(long offset, byte[] source, int sourceIndex, int count) {
        checkWritable();
        checkRange(offset, count, length);
        checkRange(sourceIndex, count, source.length);
        int done = 0;
        while (done < count) {
            int step = Math.min(count - done, WINDOW_BYTES);
            windowAt(offset + done).put(inWindow(offset + done), source, sourceIndex + done, step);
            done += step;
        }
    }

    /**
     * Copies a whole array into the region.
     *
     * @param offset first byte in the region
     * @param source the bytes
     * @throws IndexOutOfBoundsException if they do not fit
     * @throws ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime has ended
     */
    public void put(long offset, byte[] source) {
        put(offset, source, 0, source.length);
    }

    /**
     * Copies the bytes between a buffer's position and limit, which stay as they are, into the region.
     *
     * @param offset first byte in the region
     * @param source holds at most {@link #WINDOW_BYTES}
     * @throws IndexOutOfBoundsException if they do not fit, or are more than said
     * @throws ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime has ended
     */
    public void put(long offset, ByteBuffer source) {
        checkWritable();
        int count = source.remaining();
        checkRange(offset, count, length);
        checkRange(0, count, WINDOW_BYTES);
        if (count > 0) {
            windowAt(offset).put(inWindow(offset), source, source.position(), count);
        }
    }

    /**
     * Copies from another region.
     *
     * @param offset first byte in this region
     * @param source where the bytes are
     * @param sourceOffset first byte there
     * @param count number of bytes
     * @throws IndexOutOfBoundsException if either range is not inside
     * @throws ReadOnlyBufferException if this region is read-only
     * @throws IllegalStateException if either lifetime has ended
     */
    public void put(long offset, Region source, long sourceOffset, long count) {
        checkWritable();
        source.lifetime.check();
        checkRange(offset, count, length);
        checkRange(sourceOffset, count, source.length);
        long done = 0;
        while (done < count) {
            int step = (int) Math.min(count - done, WINDOW_BYTES);
            long from = sourceOffset + done;
            windowAt(offset + done).put(inWindow(offset + done), source.windowAt(from), source.inWindow(from), step);
            done += step;
        }
    }

    /**
     * Sets bytes to zero.
     *
     * @param offset first byte
     * @param count number of bytes
     * @throws IndexOutOfBoundsException if the range is not inside
     * @throws ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime has ended
     */
    public void clear(long offset, long count) {
        checkWritable();
        checkRange(offset, count, length);
        long done = 0;
        while (done < count) {
            int step = (int) Math.min(count - done, Zeros.BYTES.capacity());
            windowAt(offset + done).put(inWindow(offset + done), Zeros.BYTES, 0, step);
            done += step;
        }
    }

    /**
     * Fails unless the region may be written now.
     *
     * @throws ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime has ended
     */
    public void checkWritable() {
        lifetime.check();
        if (!writable) {
            throw new ReadOnlyBufferException();
        }
    }

    /** Address of the first byte; only this package and the Arrow bridge may know it. */
    long address() {
        return NativeMemory.addressOf(first) + base;
    }

    private ByteBuffer forRead(long offset, int size) {
        lifetime.check();
        checkRange(offset, size, length);
        return windowAt(offset);
    }

    private ByteBuffer forWrite(long offset, int size) {
        checkWritable();
        checkRange(offset, size, length);
        return windowAt(offset);
    }

    private ByteBuffer windowAt(long offset) {
        return isOne ? first : windows.window(indexOfWindow(offset)).first;
    }

    private int indexOfWindow(long offset) {
        return (int) ((base + offset) >>> WINDOW_SHIFT);
    }

    private int inWindow(long offset) {
        return isOne ? (int) (base + offset) : (int) ((base + offset) & WINDOW_MASK);
    }

    private ByteBuffer rawWindow(long offset, int size) {
        if (size == 0) {
            return first.slice(0, 0).order(ByteOrder.LITTLE_ENDIAN);
        }
        return windowAt(offset).slice(inWindow(offset), size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A block of zeros to copy from; loaded with the first clearing. */
    private static final class Zeros {
        static final ByteBuffer BYTES = ByteBuffer.allocateDirect(1 << 20);
    }
}
