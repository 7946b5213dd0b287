package dev.dal.benchmarks;

/**
 * How long and how often to measure.
 *
 * @param quick whether the whole run is to end within minutes: large cases are left out
 * @param warmUpMillis how long each program runs before it is measured
 * @param windowMillis length of one repetition
 * @param repetitions how often each figure is taken, in turn with those that it is compared with
 */
public record Effort(boolean quick, long warmUpMillis, long windowMillis, int repetitions) {

    private static final long QUICK_LONG_WARM_UP_MILLIS = 2_000;

    /**
     * Some minutes on two cores.
     *
     * @return the effort
     */
    public static Effort ofQuickRun() {
        return new Effort(true, 600, 120, 3);
    }

    /**
     * As long as good figures take.
     *
     * @return the effort
     */
    public static Effort ofFullRun() {
        return new Effort(false, 6_000, 1_000, 11);
    }

    /**
     * The same effort with the warm-up that calls and operations of a store need: they run through much code, which the JIT
     * compiler takes seconds for.
     *
     * @return the changed copy
     */
    public Effort withLongWarmUp() {
        return quick ? withWarmUp(QUICK_LONG_WARM_UP_MILLIS) : this;
    }

    /**
     * The longest that a warm-up takes whose figures do not become steady.
     *
     * @return milliseconds
     */
    public long longestWarmUpMillis() {
        return choose(2, 3) * warmUpMillis;
    }

    /**
     * The same effort with another warm-up.
     *
     * @param millis how long each program runs before it is measured
     * @return the changed copy
     */
    public Effort withWarmUp(long millis) {
        return new Effort(quick, millis, windowMillis, repetitions);
    }

    /**
     * The same effort with other repetitions.
     *
     * @param millis length of one repetition
     * @return the changed copy
     */
    public Effort withWindow(long millis) {
        return new Effort(quick, warmUpMillis, millis, repetitions);
    }

    /**
     * One of two numbers.
     *
     * @param whenQuick the number for a quick run
     * @param whenFull the number for a full run
     * @return the one that applies
     */
    public int choose(int whenQuick, int whenFull) {
        return quick ? whenQuick : whenFull;
    }
}
