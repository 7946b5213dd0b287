package dev.dal.connection;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of results and references that became garbage before they were closed: once for a connection or, if
 * {@code -Ddal.leaks=trace} is set when that opens, once for each place where such were made, with the place. With
 * {@code -Ddal.leaks=off} not at all. Thread-safe.
 */
final class LeakReports {

    /** Name of the system property. */
    static final String PROPERTY = "dal.leaks";

    private static final Logger LOG = LoggerFactory.getLogger(LeakReports.class);

    /** So many places are told of, and no more. */
    private static final int MOST_PLACES = 1000;

    private final boolean off;
    private final boolean tracing;
    /** What was told of; one of no length where places are not known. */
    private final Set<List<StackTraceElement>> told = new HashSet<>();

    LeakReports() {
        String wish = System.getProperty(PROPERTY, "");
        this.off = wish.equals("off");
        this.tracing = wish.equals("trace");
    }

    /** Where a result or reference is being made, if that is to be told. */
    @Nullable
    Throwable place() {
        return tracing ? new Throwable() : null;
    }

    /**
     * The owner of some handles of one connection has become garbage: drops those that are open, without cancelling.
     *
     * @param made where the owner was made, if that is known
     */
    static void drop(ObjectHandle[] handles, @Nullable Throwable made) {
        for (ObjectHandle handle : handles) {
            drop(handle, made);
        }
    }

    private static void drop(ObjectHandle handle, @Nullable Throwable made) {
        if (handle.drop() && !handle.belongsToStore()) {
            handle.connection().leaks().lost(handle, made);
        }
    }

    /** Who looks for garbage only enqueues: to log may take long. */
    private void lost(ObjectHandle handle, @Nullable Throwable made) {
        if (!off && isNews(made)) {
            ForkJoinPool.commonPool().execute(() -> tell(handle.slot().description(), made));
        }
    }

    private boolean isNews(@Nullable Throwable made) {
        List<StackTraceElement> place = made == null ? List.of() : Arrays.asList(made.getStackTrace());
        synchronized (told) {
            return told.size() < MOST_PLACES && told.add(place);
        }
    }

    private static void tell(String what, @Nullable Throwable made) {
        String sentence =
                "A result or reference became garbage before it was closed: {}. Its call is not cancelled, and"
                        + " what it keeps in the store stays until garbage is collected. Close it, or add it to a Scope.";
        if (made == null) {
            LOG.warn(
                    sentence + " Further ones are not told of; -D{}=trace tells where each was made, -D{}=off nothing.",
                    what,
                    PROPERTY,
                    PROPERTY);
        } else {
            LOG.warn(sentence + " It was made here:", what, made);
        }
    }
}
