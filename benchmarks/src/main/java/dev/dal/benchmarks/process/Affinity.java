package dev.dal.benchmarks.process;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.size_t;

/**
 * On which cores the processes run that the calling thread starts. A child inherits the affinity of the thread that
 * forks it, so that all its threads are where they shall be from the start, as with {@code taskset}.
 */
public enum Affinity {

    /** Wherever the system puts them. */
    UNPINNED("unpinned"),

    /** All on the first core that this process may use. */
    PINNED("pinned");

    private static final int MASK_BYTES = 128;

    private final String label;

    Affinity(String label) {
        this.label = label;
    }

    /** What is needed of the C library. */
    public interface LibC {

        /**
         * Reads the affinity of a thread.
         *
         * @param thread its id; 0 for the calling one
         * @param length bytes of the mask
         * @param mask receives a bit per core
         * @return bytes written, or a negative number
         */
        int sched_getaffinity(int thread, @size_t long length, Pointer mask);

        /**
         * Sets the affinity of a thread.
         *
         * @param thread its id; 0 for the calling one
         * @param length bytes of the mask
         * @param mask a bit per core
         * @return 0, or a negative number
         */
        int sched_setaffinity(int thread, @size_t long length, Pointer mask);
    }

    private static final class Native {
        static final LibC CALLS = LibraryLoader.create(LibC.class).load("c");
    }

    /**
     * Starts a process.
     *
     * @param builder what to start
     * @return the process
     * @throws java.io.IOException if it cannot be started
     * @throws IllegalStateException if the system refuses the affinity
     */
    Process start(ProcessBuilder builder) throws java.io.IOException {
        if (this == UNPINNED) {
            return builder.start();
        }
        Pointer before = mask();
        if (Native.CALLS.sched_getaffinity(0, MASK_BYTES, before) < 0) {
            throw new IllegalStateException("sched_getaffinity failed; expected the affinity of this thread.");
        }
        set(firstOf(before));
        try {
            return builder.start();
        } finally {
            set(before);
        }
    }

    private static Pointer firstOf(Pointer before) {
        Pointer one = mask();
        for (int offset = 0; offset < MASK_BYTES; offset++) {
            int cores = before.getByte(offset);
            if (cores != 0) {
                one.putByte(offset, (byte) Integer.lowestOneBit(cores));
                return one;
            }
        }
        throw new IllegalStateException("This thread may run on no core.");
    }

    private static Pointer mask() {
        Pointer mask = Memory.allocateDirect(Runtime.getSystemRuntime(), MASK_BYTES, true);
        mask.setMemory(0, MASK_BYTES, (byte) 0);
        return mask;
    }

    private static void set(Pointer mask) {
        if (Native.CALLS.sched_setaffinity(0, MASK_BYTES, mask) != 0) {
            throw new IllegalStateException("sched_setaffinity failed; expected to pin the calling thread.");
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
