package dev.dal.benchmarks.process;

import java.io.File;
import java.util.Arrays;
import java.util.Collection;
import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import jnr.ffi.types.size_t;

/** The first core that this process may use, and how running processes are moved there. Immutable. */
final class FirstCore {

    private static final int MASK_BYTES = 128;
    private static final int MOST_PASSES = 100;

    private final byte[] mask;

    FirstCore() {
        byte[] allowed = new byte[MASK_BYTES];
        if (Native.CALLS.sched_getaffinity(0, MASK_BYTES, allowed) != 0) {
            throw new IllegalStateException("sched_getaffinity failed; expected the affinity of this thread.");
        }
        mask = firstOf(allowed);
    }

    /** Which threads are moved. */
    enum Which {
        /** Every thread. */
        ALL,

        /** All but those of JIT compilers. */
        ALL_BUT_COMPILERS
    }

    /** What is needed of the C library. */
    public interface LibC {

        /**
         * Reads the affinity of a thread.
         *
         * @param thread its id; 0 for the calling one
         * @param length bytes of the mask
         * @param mask receives a bit per core
         * @return 0, or a negative number
         */
        int sched_getaffinity(int thread, @size_t long length, @Out byte[] mask);

        /**
         * Sets the affinity of a thread.
         *
         * @param thread its id; 0 for the calling one
         * @param length bytes of the mask
         * @param mask a bit per core
         * @return 0, or a negative number
         */
        int sched_setaffinity(int thread, @size_t long length, @In byte[] mask);
    }

    private static final class Native {
        static final LibC CALLS = LibraryLoader.create(LibC.class).load("c");
    }

    private static byte[] firstOf(byte[] allowed) {
        byte[] first = new byte[MASK_BYTES];
        for (int offset = 0; offset < MASK_BYTES; offset++) {
            if (allowed[offset] != 0) {
                first[offset] = (byte) Integer.lowestOneBit(allowed[offset]);
                return first;
            }
        }
        throw new IllegalStateException("This thread may run on no core.");
    }

    /**
     * Moves threads of processes here, and of the processes that those have started. Threads that these start later
     * inherit the place, but one that is not moved yet may start another: hence as many passes as it takes to find none.
     *
     * @param processes what to move; those that have ended are passed over
     * @param which what to move of them
     * @throws IllegalStateException if the system refuses, or threads keep appearing elsewhere
     */
    void take(Collection<Process> processes, Which which) {
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            boolean moved = false;
            for (File thread : Threads.of(processes)) {
                moved |= (which == Which.ALL || !Threads.compiles(thread)) && move(thread);
            }
            if (!moved) {
                return;
            }
        }
        throw new IllegalStateException("Threads outside the first core: found some after " + MOST_PASSES
                + " passes; expected that moved threads start others where they are.");
    }

    /** Whether the thread was elsewhere. */
    private boolean move(File thread) {
        int id = Integer.parseInt(thread.getName());
        byte[] found = new byte[MASK_BYTES];
        boolean known = Native.CALLS.sched_getaffinity(id, MASK_BYTES, found) == 0;
        if (known && Arrays.equals(found, mask)) {
            return false;
        }
        boolean moved = known && Native.CALLS.sched_setaffinity(id, MASK_BYTES, mask) == 0;
        if (!moved && thread.exists()) {
            throw new IllegalStateException("Moving thread " + id + " to the first core failed.");
        }
        return moved;
    }
}
