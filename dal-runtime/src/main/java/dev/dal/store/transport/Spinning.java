package dev.dal.store.transport;

/**
 * How long a thread looks for what it waits for, again and again, before it sleeps. To wake a thread takes longer than
 * what it is woken for, most of all on a virtual machine whose idle core has to be started again.
 *
 * <p>Adaptive: it pays only where most waits are short, so that it stops where they are not, and begins again when sleeps
 * turn out to have been short. While it looks the thread yields its core to any other that can run. Never on a machine
 * with one core. For waits of one thread at a time.
 */
public final class Spinning {

    /** The system property that switches spinning {@code on} or {@code off}, whatever the machine. */
    public static final String PROPERTY = "dal.spin";

    private static final long MOST_NANOS = 50_000;
    private static final int MOST_CREDIT = 16;

    private final boolean enabled;
    private int credit = MOST_CREDIT / 2;

    /** As the property {@value #PROPERTY} says, or where there is more than one core. */
    public Spinning() {
        String wish = System.getProperty(PROPERTY, "");
        this.enabled = wish.equals("on")
                || (!wish.equals("off") && Runtime.getRuntime().availableProcessors() > 1);
    }

    /**
     * Whether anybody looks at all.
     *
     * @return false where looking is switched off
     */
    public boolean isEnabled() {
        return enabled;
    }

    /** Something that may be there. */
    public interface Look {

        /**
         * Looks once, without waiting.
         *
         * @return what was found; 0 for nothing, negative for a failure
         */
        int once();
    }

    /**
     * Looks until something is found or it does not pay any more.
     *
     * @param look what is looked at
     * @param deadline when to stop at the latest, as in {@link Deadline}
     * @return what was found, or 0
     */
    @SuppressWarnings("ThreadPriorityCheck") // yields to let others do what is waited for, not to be right
    public int look(Look look, long deadline) {
        if (!enabled || credit <= 0) {
            return 0;
        }
        long begin = System.nanoTime();
        long most = Math.min(MOST_NANOS, Deadline.remainingNanos(deadline));
        do {
            int found = look.once();
            if (found != 0) {
                credit = Math.min(MOST_CREDIT, credit + 1);
                return found;
            }
            Thread.yield();
        } while (System.nanoTime() - begin < most);
        credit--;
        return 0;
    }

    /**
     * Notes how long a sleep was.
     *
     * @param nanos its length
     */
    public void slept(long nanos) {
        if (enabled && nanos < MOST_NANOS) {
            credit = Math.min(MOST_CREDIT, credit + 1);
        }
    }
}
