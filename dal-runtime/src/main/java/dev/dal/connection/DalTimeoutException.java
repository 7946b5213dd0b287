package dev.dal.connection;

import java.time.Duration;
import java.util.List;

/** A wait ended because its time was up. Nothing was cancelled: it may be waited again. */
public class DalTimeoutException extends DalException {

    private static final long serialVersionUID = 1L;

    private final transient List<Ref> refs;

    /** The time that was waited. */
    private final Duration timeout;

    /**
     * A timeout of a wait for references.
     *
     * @param message what was waited for
     * @param refs the references that were not ready
     * @param timeout the time that was waited
     */
    public DalTimeoutException(String message, List<? extends Ref> refs, Duration timeout) {
        super(message);
        this.refs = List.copyOf(refs);
        this.timeout = timeout;
    }

    /**
     * A timeout of another wait.
     *
     * @param message what was waited for
     * @param timeout the time that was waited
     */
    public DalTimeoutException(String message, Duration timeout) {
        this(message, List.of(), timeout);
    }

    /**
     * The references that were not ready when the time was up.
     *
     * @return the references; empty if something else was waited for, or after serialisation
     */
    public List<Ref> refs() {
        return refs == null ? List.of() : refs;
    }

    /**
     * The time that was waited.
     *
     * @return the timeout
     */
    public Duration timeout() {
        return timeout;
    }
}
