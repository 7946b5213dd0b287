package dev.dal.benchmarks.programs;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the threads of this JVM allocate on the heap, and what is in use there. */
final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int COLLECTIONS = 3;

    private Allocation() {}

    /** Bytes that all living threads have allocated since their start. */
    static double bytesSoFar() {
        double sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    /** Bytes of what is reachable: what several collections in a row have left. */
    static double usedBytes() {
        double used = Double.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
