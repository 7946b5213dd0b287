package dev.dal.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Fails a test after which this process has more than before: descriptors of sockets, eventfds and epolls, or threads;
 * and a test class after which it has more descriptors or mappings of shared memory: a store that a class shares takes its
 * memory with the first object, and mappings end with the garbage collector, not as long as the instance of a test is there.
 * That the accounted bytes of a store are those of its objects
 * the store asserts itself when it is closed.
 *
 * <p>The tests of this module have it by themselves; others write {@code @ExtendWith(LeakCheck.class)}. It counts from
 * before the test's instance is made until after everything else that ends a test, and waits for what takes a moment.
 * Tests that failed anyway are left alone. For tests that run one after another.
 */
public final class LeakCheck
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What was lost rather than closed ends with the garbage collector; most other things end by themselves. */
    private static final long COLLECT_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final String MEMORY = "/memfd:dal";

    /** Threads that the JVM, JUnit and Surefire start when they like, and the one that this library keeps once it has it. */
    private static final Pattern FOREIGN_THREADS = Pattern.compile(
            "process reaper.*|CompletableFuture.*|ForkJoinPool.*|.*Cleaner.*|surefire.*|Attach Listener|VirtualThread.*|.*-Poller|junit.*|"
                    + "Signal Dispatcher|Finalizer|Reference Handler|Notification Thread|C[12] CompilerThread.*|"
                    + "dal-leaks|ResourceCleaner|last-ditch-daemon.*|ping-timer.*|Java2D.*");

    private Resources before;
    private long memoryBefore;
    private int depth;

    /** What this process has. */
    private record Resources(SortedMap<Integer, String> descriptors, SortedMap<Long, String> threads) {

        static Resources now() {
            SortedMap<Integer, String> descriptors = ProcessResources.openDescriptors();
            descriptors.values().removeIf(LeakCheck::isMemory);
            return new Resources(descriptors, liveThreads());
        }

        private static SortedMap<Long, String> liveThreads() {
            SortedMap<Long, String> found = new TreeMap<>();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.isAlive()
                        && !FOREIGN_THREADS.matcher(thread.getName()).matches()) {
                    found.put(thread.getId(), thread.getName());
                }
            }
            return found;
        }

        /** What is more than before, in words; empty if nothing is. */
        List<String> grownSince(Resources earlier) {
            List<String> grown = new ArrayList<>();
            if (descriptors.size() > earlier.descriptors.size()) {
                grown.add(count(descriptors.size() - earlier.descriptors.size(), "descriptors") + " of these: "
                        + added(descriptors, earlier.descriptors));
            }
            if (threads.size() > earlier.threads.size()) {
                grown.add(count(threads.size() - earlier.threads.size(), "threads") + " of these: "
                        + added(threads, earlier.threads));
            }
            return grown;
        }

        private static String count(long number, String what) {
            return number + " " + what;
        }

        private static String added(SortedMap<?, String> now, SortedMap<?, String> earlier) {
            Set<?> old = earlier.keySet();
            return now.entrySet().stream()
                    .filter(entry ->
                            !old.contains(entry.getKey()) || !entry.getValue().equals(earlier.get(entry.getKey())))
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (depth++ == 0) {
            memoryBefore = memory();
        }
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        boolean perTest = context.getTestInstanceLifecycle()
                .map(lifecycle -> lifecycle == TestInstance.Lifecycle.PER_METHOD)
                .orElse(true);
        if (perTest) {
            before = Resources.now();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (before == null) {
            before = Resources.now();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        Resources earlier = before;
        before = null;
        if (earlier != null && context.getExecutionException().isEmpty()) {
            List<String> grown = awaitNothingGrown(earlier);
            if (!grown.isEmpty()) {
                throw new AssertionError("After " + context.getDisplayName() + " this process has more than before: "
                        + String.join("; ", grown));
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        before = null;
        if (--depth == 0
                && context.getExecutionException().isEmpty()
                && !ProcessResources.afterCollecting(() -> memory() <= memoryBefore)) {
            throw new AssertionError("After " + context.getDisplayName() + " this process has "
                    + (memory() - memoryBefore) + " descriptors and mappings of shared memory more than before.");
        }
    }

    private static boolean isMemory(String target) {
        return target.startsWith(MEMORY);
    }

    /** Number of descriptors and mappings of shared memory. */
    private static long memory() {
        return ProcessResources.mappings(MEMORY)
                + ProcessResources.openDescriptors().values().stream()
                        .filter(LeakCheck::isMemory)
                        .count();
    }

    private static List<String> awaitNothingGrown(Resources earlier) throws InterruptedException {
        long start = System.nanoTime();
        List<String> grown = Resources.now().grownSince(earlier);
        while (!grown.isEmpty() && System.nanoTime() - start < PATIENCE_NANOS) {
            if (System.nanoTime() - start > COLLECT_AFTER_NANOS) {
                System.gc();
            }
            TimeUnit.MILLISECONDS.sleep(1);
            grown = Resources.now().grownSince(earlier);
        }
        return grown;
    }
}
