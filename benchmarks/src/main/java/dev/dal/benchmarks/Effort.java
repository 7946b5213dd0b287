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

    /**
     * Some minutes on two cores.
     *
     * @return the effort
     */
    public static Effort ofQuickRun() {
        return new Effort(true, 1_200, 150, 5);
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
