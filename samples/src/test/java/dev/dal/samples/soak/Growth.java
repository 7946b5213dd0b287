package dev.dal.samples.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether what a process has has grown: medians of the first and the last third of its samples, from the end of a warm-up
 * on, in which classes are loaded and code is compiled.
 */
final class Growth {

    private static final long MIB = 1 << 20;

    /** Fewer say nothing. */
    private static final int FEWEST_SAMPLES = 9;

    private final String process;
    private final List<ResourceSample> samples;

    /** What one figure may grow by: a share of what it was, and a constant. */
    private enum Figure {
        HEAP("bytes of heap after collection", ResourceSample::heapBytes, 0.1, 2 * MIB),
        NATIVE("bytes of anonymous memory", ResourceSample::nativeBytes, 0.03, 8 * MIB),
        SHARED("bytes of mapped shared memory", ResourceSample::sharedBytes, 0.1, 4 * MIB),
        DESCRIPTORS("descriptors", ResourceSample::descriptors, 0, 6),
        THREADS("threads", ResourceSample::threads, 0, 3);

        private final String name;
        private final ToLongFunction<ResourceSample> value;
        private final double share;
        private final long constant;

        Figure(String name, ToLongFunction<ResourceSample> value, double share, long constant) {
            this.name = name;
            this.value = value;
            this.share = share;
            this.constant = constant;
        }

        long median(List<ResourceSample> samples) {
            return samples.stream()
                    .mapToLong(value)
                    .sorted()
                    .skip(samples.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }

        boolean isFlat(long before, long after) {
            return after <= before + before * share + constant;
        }
    }

    /** The samples of a process, in their order. */
    Growth(String process, List<ResourceSample> all) {
        this.process = process;
        this.samples = all.subList(all.size() / 4, all.size());
        if (samples.size() < FEWEST_SAMPLES) {
            throw new IllegalArgumentException("Growth shows in at least " + FEWEST_SAMPLES
                    + " samples after the warm-up; found " + samples.size() + " of " + process + ".");
        }
    }

    /** What has grown by more than is tolerated, in words; empty if all is flat. */
    List<String> found() {
        List<String> found = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            if (!figure.isFlat(before(figure), after(figure))) {
                found.add(describe(figure));
            }
        }
        return found;
    }

    private long before(Figure figure) {
        return figure.median(samples.subList(0, samples.size() / 3));
    }

    private long after(Figure figure) {
        return figure.median(samples.subList(samples.size() - samples.size() / 3, samples.size()));
    }

    private String describe(Figure figure) {
        return process + ": " + before(figure) + " " + figure.name + " became " + after(figure);
    }

    /** All figures, a line each. */
    List<String> report() {
        List<String> report = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            report.add(describe(figure));
        }
        return report;
    }
}
